import { ImportError } from './import-error.ts';
import { type Ninjs, ninjsSchema } from './ninjs.ts';

// Those that a briefing needs, and that ninjs 2 writes in lower case.
const names = [
  'altIds',
  'contentCreated',
  'contentType',
  'copyrightHolder',
  'embargoedUntil',
  'firstCreated',
  'infoSources',
  'pubStatus',
  'versionCreated',
];
const namesByLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
// A document of an agency has some eight.
const mostLevels = 50;

/** A ninjs document, of version 3 or 2, from what its JSON says. @throws {ImportError} */
export function readNinjs(value: unknown): Ninjs {
  if (typeof value !== 'object' || value === null || !isNinjs(value))
    throw new ImportError('It is no ninjs document: that has a "uri", and "headlines" or a "title".');
  const { success, data, error } = ninjsSchema.safeParse(renamed(value, 0));
  if (success) return data;
  const problems = error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || 'the document'}: ${message}`,
  );
  throw new ImportError(
    `It is not as ninjs 3.1 has it (https://iptc.org/std/ninjs/):\n${problems.slice(0, 10).join('\n')}`,
  );
}

function isNinjs(value: object): boolean {
  if ('headline' in value || 'body_text' in value || 'description_text' in value)
    throw new ImportError('It is ninjs 1. Convert it to ninjs 2 or 3 first.');
  return 'uri' in value && ('headlines' in value || 'title' in value);
}

/** The same with the names of ninjs 3. */
function renamed(value: unknown, level: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (level > mostLevels) throw new ImportError(`It has more than ${mostLevels} levels, which is no ninjs document.`);
  if (Array.isArray(value)) return value.map((each) => renamed(each, level + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      namesByLowerCase.get(key.toLowerCase()) ?? key,
      renamed(each, level + 1),
    ]),
  );
}
