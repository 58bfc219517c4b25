import { splitAtWords } from './markdown.ts';

/** What a button or an entry of a menu shows, and what choosing it asks for, as a custom id. */
export type Action = { readonly label: string; readonly open: string };
/** An entry of a menu. */
export type Choice = Action & { readonly description?: string };

/** Markdown; with a choice, the page that it begins on offers that choice. */
export type Paragraph = string | { readonly text: string; readonly choice: Choice };

/** A part of a message: a heading, where it has one, and paragraphs, which may stand on several pages. */
export type Section = {
  readonly title?: string;
  readonly paragraphs: readonly Paragraph[];
  /** Paragraphs follow each other without an empty line, as the entries of a list do. */
  readonly tight?: boolean;
};

/** Texts to be shown apart, and the choices of their paragraphs. */
export type Page = { readonly texts: string[]; readonly choices: Choice[] };

/** `length` in UTF-16 units of all texts of a page. */
export type PageLimits = { readonly length: number; readonly texts: number; readonly choices: number };

/**
 * Sections laid on pages, at least one. A paragraph stays whole where a page can hold it, and a section's title is
 * repeated where it goes on; a section without paragraphs is left out.
 */
export function paginate(sections: readonly Section[], limits: PageLimits): Page[] {
  const pages: Page[] = [];
  let page: Page = { texts: [], choices: [] };
  let used = 0;
  for (const { title, paragraphs, tight } of sections) {
    const gap = tight ? '\n' : '\n\n';
    const head = title ? `### ${title}\n` : '';
    let begun = false;
    for (const paragraph of paragraphs) {
      const { text, choice } = typeof paragraph === 'string' ? { text: paragraph } : paragraph;
      for (const [i, piece] of splitAtWords(text, limits.length - head.length).entries()) {
        const offers = i === 0 && choice;
        const full =
          used + (begun ? gap : head).length + piece.length > limits.length ||
          (!begun && page.texts.length === limits.texts) ||
          (offers && page.choices.length === limits.choices);
        if (full) {
          pages.push(page);
          page = { texts: [], choices: [] };
          used = 0;
          begun = false;
        }
        const added = (begun ? gap : head) + piece;
        if (begun) page.texts.push(page.texts.pop() + added);
        else page.texts.push(added);
        if (offers) page.choices.push(offers);
        used += added.length;
        begun = true;
      }
    }
  }
  pages.push(page);
  return pages;
}
