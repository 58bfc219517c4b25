import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFile, replaceFile } from '../../src/briefing/file/write-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file is created once, and replaced with the permissions that it is given', async () => {
  const path = join(folder, 'a.yaml');
  await createFile(path, 'one');
  await expect(createFile(path, 'two')).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(path, 'utf8')).toBe('one');
  await replaceFile(path, 'two', 0o600);
  expect(await readFile(path, 'utf8')).toBe('two');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['a.yaml']);
});

test('what a link leads to is not written', async () => {
  await writeFile(join(folder, 'other'), 'mine');
  await symlink(join(folder, 'other'), join(folder, 'a.yaml'));
  await expect(createFile(join(folder, 'a.yaml'), 'x')).rejects.toMatchObject({ code: 'EEXIST' });
  await replaceFile(join(folder, 'a.yaml'), 'x');
  expect(await readFile(join(folder, 'other'), 'utf8')).toBe('mine');
});

test('nothing is left where it cannot be written', async () => {
  await expect(replaceFile(join(folder, 'none', 'a.yaml'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(replaceFile(folder, 'x')).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});
