import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { schemaText } from '../../src/cli/content/schema.ts';
import { createDesk, createFolder } from './desk.ts';

test('the JSON Schema of a briefing stands in the content as the verb writes it', async () => {
  expect(readFileSync('content/briefing.schema.json', 'utf8')).toBe(schemaText());
  const folder = createFolder({});
  expect(await runVerb(['schema'], createDesk(folder))).toBe(0);
  expect(readFileSync(`${folder}/briefing.schema.json`, 'utf8')).toBe(schemaText());
});
