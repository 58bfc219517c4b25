import { byId } from '../dom.ts';

/** Tells something to those who do not see it, as soon as their screen reader has said the rest. */
export function say(words: string): void {
  const said = byId('said', HTMLElement);
  if (said.textContent !== words) said.textContent = words;
}
