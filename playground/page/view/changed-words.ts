// Characters of a changed message that are read out; who wants the rest reads the message.
const longestRead = 1_000;

/** The lines of text that an element shows, without its buttons and menus. */
export function shownLines(element: HTMLElement): readonly string[] {
  return [...element.querySelectorAll<HTMLElement>('.markdown')]
    .flatMap(({ innerText }) => innerText.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The lines that were not there before, as words to be read out; empty where nothing but buttons has changed. */
export function newWords(before: readonly string[], after: readonly string[]): string {
  const known = new Set(before);
  const words = after.filter((line) => !known.has(line)).join('\n');
  return words.length <= longestRead ? words : `${words.slice(0, longestRead).replace(/\s+\S*$/, '')} …`;
}
