import { statusOf } from '../../briefing/library/publication-status.ts';
import { documentOf, formats } from '../../exchange/formats.ts';
import { lostInNinjs } from '../../exchange/ninjs-lost.ts';
import { parseArguments, UsageError } from '../arguments.ts';
import { findBriefing } from './find-briefing.ts';
import { writeNewFile } from './new-file.ts';
import type { Verb } from './verb.ts';

/** `export`: a briefing in a format that others read. */
export const exportBriefing: Verb = {
  usage: `SLUG --format ${formats.join('|')} [--out FILE]`,
  description: `writes a briefing as a document that others read
The formats are IPTC ninjs 3.1, schema.org's NewsArticle (JSON-LD, safe in a page's script element), and an article in
Markdown (CommonMark). Without --out it is printed; a file that is there is never overwritten. What ninjs has no property
for is named.`,
  async run(args, desk) {
    const { words, options } = parseArguments(args, ['SLUG'], { format: { type: 'string' }, out: { type: 'string' } });
    const format = formats.find((each) => each === options.format);
    if (!format) throw new UsageError(`--format takes ${formats.join(', ')}; found ${options.format ?? 'nothing'}.`);
    const { briefing } = await findBriefing(words[0] ?? '', desk);
    const status = statusOf(briefing, desk.now());
    const hidden = status.kind === 'hidden' ? status.why : status.kind;
    if (hidden !== 'visible') desk.complain(`warning: readers do not see this briefing: it is ${hidden}.`);
    const lost = format === 'ninjs' ? lostInNinjs(briefing) : [];
    if (lost.length > 0) desk.complain(`Left out, since ninjs has no place for it: ${lost.join(', ')}.`);
    const document = await documentOf(briefing, format);
    if (options.out === undefined) desk.print(document.trimEnd());
    else await writeNewFile(options.out, document);
    return 0;
  },
};
