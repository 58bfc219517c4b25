import { parseArguments } from '../arguments.ts';
import type { Verb } from './verb.ts';

/** `verify`: a briefing, or single statements, held against the articles. */
export const verify: Verb = {
  usage: 'SLUG [--article FILE]… [--json] [--write]',
  description: `holds a briefing against the articles that it rests on, and prints what they do not bear
The article is looked for at articles/SLUG.txt, or articles/SLUG.SOURCE.txt where a briefing has several sources; in the
folder of ARTICLES_DIR, if that is set; or it is the file of --article, one for each source in their order. A finding
that is right all the same is waived in the file, with its reason. It exits with 1 while findings stand. With --write
it records in the file what was checked, unless findings stand.`,
  async run(args, desk) {
    const { words, options } = parseArguments(args, ['SLUG'], {
      article: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    });
    const { article: articles, json, write } = options;
    // The packages that read languages are loaded for nothing else.
    const { verifySlug } = await import('./verify-slug.ts');
    return verifySlug(words[0] ?? '', { articles, json, write }, desk);
  },
};
