import { byId } from '../dom.ts';

/** Tells something to those who do not see it, as soon as their screen reader has said the rest. */
export function say(words: string): void {
  const said = byId('said', HTMLElement);
  // The same words once more are said only if they differ.
  said.textContent = said.textContent === words ? `${words}\u00a0` : words;
}
