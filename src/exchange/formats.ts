import type { Briefing } from '../briefing/briefing.ts';
import { jsonText } from './json.ts';

/** The formats that a briefing is exported in. */
export const formats = ['ninjs', 'schema.org', 'markdown'] as const;
/** A format that a briefing is exported in. */
export type Format = (typeof formats)[number];

/** The text of a document that says what a briefing says, with the texts around it in the briefing's language. */
export async function documentOf(briefing: Briefing, format: Format): Promise<string> {
  // Loaded when it is needed: the article needs the texts and the views, and discord.js with them.
  const article = async () => {
    const [{ markdownOf }, { language }] = await Promise.all([import('./markdown.ts'), import('../text/language.ts')]);
    return markdownOf(briefing, language(briefing.language));
  };
  switch (format) {
    case 'ninjs':
      return jsonText((await import('./ninjs-export.ts')).ninjsOf(briefing, await article()));
    case 'schema.org':
      return jsonText((await import('./schema-org.ts')).newsArticleOf(briefing));
    case 'markdown':
      return article();
  }
}
