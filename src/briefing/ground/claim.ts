/*
 * What a briefing says, held against the articles that it rests on. A checker is a pure function: it takes one claim and
 * its evidence, and gives what it finds. Each checker is a file of this folder.
 */

/** The kinds of findings, in the order in which they are told. */
export const findingKinds = [
  'number',
  'date',
  'name',
  'quote',
  'attribution',
  'polarity',
  'role',
  'paragraph',
  'unsupported',
  'copied',
  'uncovered',
] as const;
/** What is wrong with a claim. */
export type FindingKind = (typeof findingKinds)[number];

/** One thing in a claim that the articles do not bear. */
export type Finding = {
  readonly kind: FindingKind;
  /** The words of the claim (of the article, for `uncovered`) that it is about. */
  readonly text: string;
  /** What the article says instead, where it is known. */
  readonly says?: string;
  /** The paragraph of the article that it is about, as `source` names it: `3`, or `ap:3` of a further article. */
  readonly paragraph?: ParagraphLabel;
};

/** A paragraph as `source` names it. */
export type ParagraphLabel = number | string;

/** A person, an organisation or a place, by all the names that the briefing gives. */
export type KnownName = { readonly name: string; readonly aliases: readonly string[] };

/** One statement of a briefing. */
export type Claim = {
  readonly text: string;
  /** True if the text is somebody's words, one for one. */
  readonly quote?: boolean;
  /** The paragraphs that it rests on; none given means any. */
  readonly source?: readonly ParagraphLabel[];
  /** Who says it, each by all of their names; nobody, where the article says it itself. */
  readonly by?: readonly KnownName[];
  /** The language of the text, as a tag: `en`, `pt-BR`. */
  readonly language: string;
};

/** A sentence of an article. */
export type Sentence = { readonly text: string; readonly paragraph: ParagraphLabel };

/** What claims are held against. It is made once for an article, or for the articles of a briefing. */
export type Evidence = {
  /** Every sentence of every article, titles too (their paragraph is 0, or `ap:0`). */
  readonly sentences: readonly Sentence[];
  /** The day of the first article, `2024-05-17`, from which its “on Friday” counts; unknown if it is not given. */
  readonly date?: string;
  /** The language of the articles. */
  readonly language: string;
  /** Everyone in the briefing. */
  readonly names: readonly KnownName[];
};

/** Checks one claim in one way. `cited` are the sentences of the paragraphs that the claim names; all, if it names none. */
export type Checker = (claim: Claim, evidence: Evidence, cited: readonly Sentence[]) => Finding[];
