import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { schemaTexts } from '../../src/cli/content/schema.ts';
import { createDesk, createFolder } from './desk.ts';

test('the JSON Schemas of briefings and translations stand in the content as the verb writes them', async () => {
  const folder = createFolder({});
  expect(await runVerb(['schema'], createDesk(folder))).toBe(0);
  for (const name of ['briefing.schema.json', 'translation.schema.json']) {
    expect(readFileSync(`content/${name}`, 'utf8')).toBe(schemaTexts()[name]);
    expect(readFileSync(`${folder}/${name}`, 'utf8')).toBe(schemaTexts()[name]);
  }
});
