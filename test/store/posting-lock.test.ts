import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockPosting } from '../../src/store/sqlite/posting-lock.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a SQLite file is one, by whichever way it is reached, before it is there too', async () => {
  const [file, link] = [join(folder, 'real.db'), join(folder, 'link.db')];
  await symlink(file, link);
  const unlock = lockPosting(`sqlite:${link}`);
  expect(() => lockPosting(`sqlite:${file}`)).toThrow(/Another process posts the digests of .*real\.db/);
  unlock();
  lockPosting(`sqlite:${file}`)();
});

test('a database in memory is nobody else’s', () => {
  const unlock = [lockPosting('sqlite::memory:'), lockPosting('sqlite::memory:')];
  for (const each of unlock) each();
});
