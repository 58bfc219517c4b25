import type { Language } from '../text/language.ts';
import { escapeMarkdown, shortenToSize } from './markdown.ts';

/*
 * What is kept of a refusal is Discord's own English, which it says for these codes
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
 */
const known = new Map<string, 'permission' | 'gone' | 'closed'>([
  ['Missing Access', 'permission'],
  ['Missing Permissions', 'permission'],
  ['Unknown Channel', 'gone'],
  ['Unknown Guild', 'gone'],
  ['Thread is archived', 'closed'],
  ['Thread is locked', 'closed'],
]);

/** What Discord said when it refused a post, in the reader's words where its own are known; undefined for others. */
export function refusalText(said: string, { t }: Language): string | undefined {
  const reason = known.get(said);
  return reason && t(`digest:refused.${reason}`);
}

/** The same, or else Discord's own words, in `size` units at most, as Markdown. */
export function refusalOrWords(said: string, size: number, language: Language): string {
  return refusalText(said, language) ?? shortenToSize(escapeMarkdown(said), size);
}
