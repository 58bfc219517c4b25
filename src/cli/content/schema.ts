import { join } from 'node:path';
import { schemaLine } from '../../briefing/file/template.ts';
import { replaceFile } from '../../briefing/file/write-file.ts';
import { parseArguments } from '../arguments.ts';
import { briefingJsonSchema, translationJsonSchema } from './briefing-json-schema.ts';
import type { Verb } from './verb.ts';

/** `schema`: the JSON Schema of a briefing, for editors' programs. */
export const schema: Verb = {
  usage: '',
  description: `writes the JSON Schemas by which editors' programs complete and check a briefing while one types
They are written to briefing.schema.json and, for translations, translation.schema.json in the folder of the content. A
file that begins with
${schemaLine} is checked by it, in VS Code with the extension YAML of Red Hat.`,
  async run(args, desk) {
    parseArguments(args, [], {});
    for (const [name, text] of Object.entries(schemaTexts())) {
      const path = join(desk.contentFolder, name);
      await replaceFile(path, text);
      desk.print(`The schema is written to ${path}.`);
    }
    return 0;
  },
};

/** The schemas as their files have them, by name. */
export function schemaTexts(): Readonly<Record<string, string>> {
  const textOf = (made: object) => `${JSON.stringify(made, null, 2)}\n`;
  return {
    'briefing.schema.json': textOf(briefingJsonSchema()),
    'translation.schema.json': textOf(translationJsonSchema()),
  };
}
