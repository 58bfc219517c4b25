import { beforeName, beforeNumber, mayEnd, openers, speechVerbs } from './abbreviations.ts';
import type { Article } from './article.ts';
import type { Evidence, KnownName, ParagraphLabel, Sentence } from './claim.ts';

/** An article behind a briefing. The first one's paragraphs are `1, 2 …`; those of another are `id:1, id:2 …`. */
export type SourceArticle = { readonly article: Article; readonly id?: string };

/** What else claims are held against. */
export type EvidenceOptions = {
  /** Of the articles, as a tag: `en`, `pt-BR`. */
  readonly language: string;
  /** The day of the first article: `2024-05-17`. */
  readonly date?: string;
  /** Everyone in the briefing. */
  readonly names?: readonly KnownName[];
};

/** What claims are held against: every sentence of the articles, the first article first. */
export function evidenceOf(articles: readonly SourceArticle[], { names = [], ...options }: EvidenceOptions): Evidence {
  const sentences = articles.flatMap(({ article, id }, i) => {
    const label = (paragraph: number): ParagraphLabel => (i === 0 ? paragraph : `${id ?? i + 1}:${paragraph}`);
    return [article.title, ...article.paragraphs].flatMap((text, paragraph): Sentence[] =>
      sentencesOf(text, options.language).map((sentence) => ({ text: sentence, paragraph: label(paragraph) })),
    );
  });
  return { ...options, names, sentences };
}

/** The language of a tag, without its region: `pt` of `pt-BR`; English for what is no tag. */
export function baseLanguage(tag: string): string {
  return /^[a-z]{2,3}(?![a-z])/i.exec(tag)?.[0].toLowerCase() ?? 'en';
}

/**
 * The sentences of a paragraph, in order, without the spaces between them. Unicode's rules part them (UAX 29), which know
 * no abbreviations: what they part wrongly is put together again.
 */
export function sentencesOf(paragraph: string, language: string): string[] {
  const base = baseLanguage(language);
  const sentences: string[] = [];
  let start = 0;
  for (const { index } of segmenterOf(base).segment(paragraph)) {
    const end = index + quotationMarksAt(index, paragraph);
    // Only the letters around are looked at, so that a text of 5 MB without an end takes no longer.
    const before = paragraph.slice(Math.max(start, end - 60), end).trimEnd();
    if (index === 0 || goesOn(before, paragraph.slice(end, end + 60), base)) continue;
    sentences.push(paragraph.slice(start, end));
    start = end;
  }
  sentences.push(paragraph.slice(start));
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

/** How far off a boundary is where quotation marks stand around it: one closes before it, or opens after it. */
function quotationMarksAt(index: number, text: string): number {
  const closing = /^[»”’"'）)]\s+/u.exec(text.slice(index, index + 10));
  if (closing) return closing[0].length;
  const opening = /[。！？”」][「『“‘«（]$/u.test(text.slice(Math.max(0, index - 2), index));
  return opening ? -1 : 0;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(base: string): Intl.Segmenter {
  const segmenter = segmenters.get(base) ?? new Intl.Segmenter(base, { granularity: 'sentence' });
  segmenters.set(base, segmenter);
  return segmenter;
}

/** True if what Unicode's rules take for two sentences is one. */
function goesOn(end: string, start: string, base: string): boolean {
  // A lower-case letter, a dash or a closing mark: `“We will win!” he said`, `« Pourquoi ? » a-t-il dit`.
  if (/^(?:\p{Ll}|[-–—,;:»”)\]])/u.test(start) && !/^[-–—]\s?\p{Lu}/u.test(start)) return true;
  if (/[」』”]$/u.test(end) && /^(?:と|って|など|[^。！？]{0,8}(?:说|說|表示|指出|问道|称))/u.test(start)) return true;
  if (/[!?…][”"'’»“]+$/u.test(end)) return isSaidBy(start, base);
  const word = /(?:^|[\s("“„«'‘’])([\p{L}\p{M}.°ºª-]{1,20}|\d{1,2})\.$/u.exec(end)?.[1]?.toLowerCase();
  return word !== undefined && isAbbreviation(word, start, base);
}

function isSaidBy(start: string, base: string): boolean {
  const verbs = speechVerbs[base];
  return wordsOf(start)
    .slice(0, 4)
    .some((word) => verbs?.has(word));
}

function isAbbreviation(word: string, start: string, base: string): boolean {
  // A German ordinal: `am 17. Mai`.
  if (/^\d/.test(word)) return base === 'de';
  if (beforeNumber.has(word)) return /^\d/.test(start);
  if (beforeName[base]?.has(word)) return true;
  // An initial, `J. Smith`, or letters with full stops, `U.S. officials`.
  const isInitials = /^\p{L}(?:\.-?\p{L})*$/u.test(word);
  if (!isInitials && !mayEnd[base]?.has(word)) return false;
  if (isInitials && /^\p{Lu}\./u.test(start)) return true;
  return !openers[base]?.has(wordsOf(start)[0] ?? '');
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\d]+/gu) ?? [];
}
