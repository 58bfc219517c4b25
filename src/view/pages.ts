import { sizeOf } from './markdown.ts';
import { partHeight, textHeight } from './phone-height.ts';
import { splitMarkdown } from './split-markdown.ts';

/**
 * A button: its label, and the custom id that says what it opens; a red one if it takes something away, a coloured one if
 * what it opens is what is shown, or is what one has come for.
 */
export type Action = {
  readonly label: string;
  readonly customId: string;
  readonly danger?: true;
  readonly current?: true;
  readonly main?: true;
};
/** A button that opens an address in the browser. */
export type LinkAction = { readonly label: string; readonly url: string };
/** A menu entry; its custom id is the value of the entry. */
export type Choice = { readonly label: string; readonly customId: string; readonly description?: string | undefined };

/** Markdown. The menu of the page on which it begins offers its choice. */
export type Paragraph = string | { readonly text: string; readonly choice: Choice };

/** A part of a message; its paragraphs may be on several pages. */
export type Section = {
  readonly title?: string | undefined;
  readonly paragraphs: readonly Paragraph[];
  /** Puts no empty lines between the paragraphs, as in a list. */
  readonly tight?: boolean;
};

/** Texts with separators between them, and the choices of their paragraphs. */
export type Page = { readonly texts: string[]; readonly choices: Choice[] };

/** How much fits on a page; `size` is the sum of all texts, as `sizeOf` gives it, and `heightPx` that on a phone. */
type PageLimits = {
  readonly size: number;
  readonly texts: number;
  readonly choices: number;
  readonly heightPx: number;
};

/**
 * Lays sections out on pages, at least one. A paragraph is split only if it is longer than a page. A section's title is
 * repeated on each page. A section without paragraphs is left out.
 */
export function paginate(sections: readonly Section[], limits: PageLimits): Page[] {
  const pages: Page[] = [];
  let page: Page = { texts: [], choices: [] };
  let used = 0;
  let usedPx = 0;
  for (const { title, paragraphs, tight } of sections) {
    const gap = tight ? '\n' : '\n\n';
    const head = title ? `### ${title}\n` : '';
    let begun = false;
    for (const paragraph of paragraphs) {
      const { text, choice } = typeof paragraph === 'string' ? { text: paragraph } : paragraph;
      for (const [i, piece] of splitMarkdown(text, limits.size - sizeOf(head)).entries()) {
        const offers = i === 0 && choice;
        const addedPx = begun ? textHeight(gap.slice(1) + piece) : partHeight(head + piece);
        const full =
          (page.texts.length > 0 && usedPx + addedPx > limits.heightPx) ||
          used + sizeOf(begun ? gap : head) + sizeOf(piece) > limits.size ||
          (!begun && page.texts.length === limits.texts) ||
          (offers && page.choices.length === limits.choices);
        if (full) {
          pages.push(page);
          page = { texts: [], choices: [] };
          used = 0;
          usedPx = 0;
          begun = false;
        }
        const added = (begun ? gap : head) + piece;
        if (begun) page.texts.push(page.texts.pop() + added);
        else page.texts.push(added);
        if (offers) page.choices.push(offers);
        used += sizeOf(added);
        usedPx += begun ? addedPx : partHeight(added);
        begun = true;
      }
    }
  }
  pages.push(page);
  return pages;
}
