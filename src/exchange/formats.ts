import type { Briefing } from '../briefing/briefing.ts';
import { language } from '../text/language.ts';
import { jsonText } from './json.ts';

/** The formats that a briefing is exported in. */
export const formats = ['ninjs', 'schema.org', 'markdown'] as const;
/** A format that a briefing is exported in. */
export type Format = (typeof formats)[number];

/** The text of a document that says what a briefing says, with the texts around it in the briefing's language. */
export async function documentOf(briefing: Briefing, format: Format): Promise<string> {
  // The article loads the views, and discord.js with them.
  const article = async () => (await import('./markdown.ts')).markdownOf(briefing, language(briefing.language));
  switch (format) {
    case 'ninjs':
      return jsonText((await import('./ninjs-export.ts')).ninjsOf(briefing, await article()));
    case 'schema.org':
      return jsonText((await import('./schema-org.ts')).newsArticleOf(briefing));
    case 'markdown':
      return article();
  }
}
