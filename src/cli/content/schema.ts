import { join } from 'node:path';
import { schemaLine } from '../../briefing/file/template.ts';
import { replaceFile } from '../../briefing/file/write-file.ts';
import { parseArguments } from '../arguments.ts';
import { briefingJsonSchema } from './briefing-json-schema.ts';
import type { Verb } from './verb.ts';

/** `schema`: the JSON Schema of a briefing, for editors' programs. */
export const schema: Verb = {
  usage: '',
  description: `writes the JSON Schema by which editors' programs complete and check a briefing while one types
It is written to briefing.schema.json in the folder of the content. A file that begins with
${schemaLine} is checked by it, in VS Code with the extension YAML of Red Hat.`,
  async run(args, desk) {
    parseArguments(args, [], {});
    const path = join(desk.contentFolder, 'briefing.schema.json');
    await replaceFile(path, schemaText());
    desk.print(`The schema is written to ${path}.`);
    return 0;
  },
};

/** The schema as its file has it. */
export function schemaText(): string {
  return `${JSON.stringify(briefingJsonSchema(), null, 2)}\n`;
}
