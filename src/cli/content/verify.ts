import { parseArguments, UsageError } from '../arguments.ts';
import type { Verb } from './verb.ts';

/** `verify`: a briefing, or single statements, held against the articles. */
export const verify: Verb = {
  usage: `SLUG [--article FILE]… [--json] [--write]
       npm run content -- verify --article FILE --statements FILE.jsonl --json`,
  description: `holds a briefing against the articles that it rests on, and prints what they do not bear
The article is looked for at articles/SLUG.txt, or articles/SLUG.SOURCE.txt where a briefing has several sources; in the
folder of ARTICLES_DIR, if that is set; or it is the file of --article, one for each source in their order. A finding
that is right all the same is waived in the file, with its reason. Translations are held against their original too: numbers, dates, names, quotations and
“not”. It exits with 1 while findings stand. With --write
it records in the file what was checked, unless findings stand. With --statements it judges single statements, one JSON
object a line, and prints a verdict a line: {"id": "a", "text": "…", "source": [4], "by": ["Name"], "language": "en"}, of
which only the text is needed.`,
  async run(args, desk) {
    const { words, options } = parseArguments(args, ['[SLUG]'], {
      article: { type: 'string', multiple: true, default: [] },
      statements: { type: 'string' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    });
    const [slug] = words;
    const { article: articles, statements, json, write } = options;
    if (statements !== undefined) {
      if (slug !== undefined || write) throw new UsageError('--statements goes with --article and --json alone.');
      if (articles.length === 0) throw new UsageError('--statements needs --article FILE, to hold them against.');
      const { verifyStatementsFile } = await import('./verify-statements-file.ts');
      return verifyStatementsFile(statements, articles, desk);
    }
    if (slug === undefined) throw new UsageError('SLUG is missing.');
    // The packages that read languages are loaded for nothing else.
    const { verifySlug } = await import('./verify-slug.ts');
    return verifySlug(slug, { articles, json, write }, desk);
  },
};
