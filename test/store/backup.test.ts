// @module-tag slow

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { addDigest, guildDigests } from '../../src/store/digests.ts';
import type { Database } from '../../src/store/schema.ts';
import { BackupError, backUp } from '../../src/store/sqlite/backup.ts';
import { newDigest } from '../support/digests.ts';

const now = Date.parse('2026-11-24T12:30:05.678Z');

let folder: string;
let url: string;
let db: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-backup-'));
  await mkdir(join(folder, 'backups'));
  url = `sqlite:${at('bot.db')}`;
  db = await openDatabase(url);
  await addDigest(db, newDigest({ cron: '30 18 * * 1' }), 50);
});

afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

const at = (...names: string[]) => join(folder, ...names);
const backups = () => readdir(at('backups'));

async function digestsIn(path: string) {
  const copy = await openDatabase(`sqlite:${path}`);
  try {
    return await guildDigests(copy, '100');
  } finally {
    await copy.destroy();
  }
}

test('a backup opens as the bot’s database, with what was written', async () => {
  const backup = await backUp(url, at('backups', 'one.db'), now);
  expect(backup).toEqual({
    from: at('bot.db'),
    path: at('backups', 'one.db'),
    size: (await stat(at('backups', 'one.db'))).size,
  });
  expect(await backups()).toEqual(['one.db']);
  expect(await digestsIn(backup.path)).toMatchObject([{ number: 1, cron: '30 18 * * 1' }]);
});

test('in a folder it is named after the instant, and a later one stands beside it', async () => {
  await backUp(url, at('backups'), now);
  await backUp(url, `${at('backups')}/`, now + 1000);
  expect(await backups()).toEqual(['dateline-2026-11-24T123005Z.db', 'dateline-2026-11-24T123006Z.db']);
});

test('while the bot writes, a backup is whole: each of its transactions is in it or is not', async () => {
  const bot = new DatabaseSync(at('bot.db'), { timeout: 5_000 });
  bot.exec("create table pairs (one integer, two text); pragma cache_size = 10; insert into pairs values (0, '')");
  const text = 'x'.repeat(4_000);
  let written = 0;
  const write = () => {
    bot.exec('begin');
    for (let i = 0; i < 20; i++) bot.prepare('insert into pairs values (?, ?)').run(written, text);
    bot.exec('commit');
    written++;
  };
  for (let i = 0; i < 100; i++) write();
  let done = false;
  const writing = (async () => {
    while (!done) {
      write();
      await new Promise(setImmediate);
    }
  })();
  for (let i = 0; i < 5; i++) await backUp(url, at('backups', `${i}.db`), now);
  done = true;
  await writing;
  bot.close();
  expect(await backups()).toHaveLength(5);
  for (const name of await backups()) {
    const copy = new DatabaseSync(at('backups', name), { readOnly: true });
    const found = copy.prepare('select count(*) as count from pairs where two <> ? group by one').all('');
    expect(new Set(found.map(({ count }) => count))).toEqual(new Set([20]));
    expect(found.length).toBeGreaterThanOrEqual(100);
    copy.close();
  }
  expect(written).toBeGreaterThan(100);
}, 30_000);

test('nothing stays beside the database when the bot is not running', async () => {
  await db.destroy();
  await backUp(url, at('backups', 'one.db'), now);
  expect((await readdir(folder)).sort()).toEqual(['backups', 'bot.db']);
  db = await openDatabase(url);
});

describe('refused, with what to do, and nothing is written', () => {
  const refusals: readonly (readonly [string, () => Promise<string> | string, RegExp])[] = [
    [
      'a file that is there',
      async () => {
        await writeFile(at('mine.db'), 'mine');
        return at('mine.db');
      },
      /mine\.db is there already, and is left as it is\. Name another file/,
    ],
    ['the database itself', () => at('bot.db'), /bot\.db belongs to the database itself/],
    [
      'the database by another name',
      async () => {
        await symlink(at('bot.db'), at('link.db'));
        return at('link.db');
      },
      /link\.db belongs to the database itself/,
    ],
    ['a file of SQLite’s beside the database', () => at('bot.db-journal'), /belongs to the database itself/],
    [
      'a file beside which SQLite left a part of another',
      async () => {
        await writeFile(at('old.db-wal'), '');
        return at('old.db');
      },
      /old\.db-wal is there already/,
    ],
    ['a folder that is not there', () => at('nowhere', 'one.db'), /There is no folder .*nowhere\. Make it first/],
    ['a folder that is not there, without a file', () => `${at('nowhere')}/`, /There is no folder .*nowhere\//],
    ['a folder that is a file', () => at('bot.db', 'one.db'), /There is no folder .*bot\.db\./],
  ];

  test.each(refusals)('%s', async (_, to, expected) => {
    const path = await to();
    const before = await readdir(folder, { recursive: true });
    const backup = backUp(url, path, now);
    await expect(backup).rejects.toThrow(BackupError);
    await expect(backup).rejects.toThrow(expected);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  test('a database that is not there, and none is made', async () => {
    await expect(backUp(`sqlite:${at('no.db')}`, at('backups'), now)).rejects.toThrow(/There is no database .*no\.db/);
    await expect(backUp('sqlite::memory:', at('backups'), now)).rejects.toThrow(/There is no database :memory:/);
    await expect(backUp(`sqlite:${folder}`, at('backups'), now)).rejects.toThrow(/is no file/);
    expect(await readdir(folder)).not.toContain('no.db');
    expect(await backups()).toEqual([]);
  });

  test('what is no database of the bot’s', async () => {
    await writeFile(at('empty.db'), '');
    await writeFile(at('text.db'), 'long enough to be taken for a database by its name alone. '.repeat(30));
    await expect(backUp(`sqlite:${at('empty.db')}`, at('backups'), now)).rejects.toThrow(/no database of Dateline/);
    await expect(backUp(`sqlite:${at('text.db')}`, at('backups'), now)).rejects.toThrow(/file is not a database/);
    expect(await backups()).toEqual([]);
  });

  test('a database that is damaged', async () => {
    // Then its last page is one of rows, and not of the schema, which is read before anything is copied.
    for (let i = 0; i < 200; i++) await addDigest(db, newDigest({ guildId: `${i}` }), 50);
    await db.destroy();
    const { size } = await stat(at('bot.db'));
    const file = await open(at('bot.db'), 'r+');
    await file.write(Buffer.alloc(4096, 0x5a), 0, 4096, size - 4096);
    await file.close();
    await expect(backUp(url, at('backups'), now)).rejects.toThrow(/The copy is damaged, and was thrown away/);
    expect(await backups()).toEqual([]);
    await rm(at('bot.db'));
    db = await openDatabase(url);
  });
});

describe('npm run backup', () => {
  const program = resolve('src/cli/backup.ts');
  const run = (args: readonly string[], env: Record<string, string> = { DATABASE_URL: url }) =>
    promisify(execFile)(process.execPath, [program, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...env },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );

  test('needs no token, and says in one line where the backup is and how large', async () => {
    const { code, stdout, stderr } = await run(['backups/one.db']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Backed up .*bot\.db to backups\/one\.db \(\d+ kB\)\.\n$/);
    expect(code).toBe(0);
    expect(await digestsIn(at('backups', 'one.db'))).toHaveLength(1);
  });

  test('reads .env', async () => {
    await writeFile(at('.env'), 'DATABASE_URL=sqlite:bot.db\n');
    expect(await run(['backups'], {})).toMatchObject({ code: 0, stderr: '' });
    expect(await backups()).toEqual([expect.stringMatching(/^dateline-\d{4}-\d\d-\d\dT\d{6}Z\.db$/)]);
  });

  test.each([[[]], [['one', 'two']], [['--all']]])('of %j says what is wrong, and how it is used', async (args) => {
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toMatch(/^.+\n\nUsage: npm run backup -- PATH/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('says what is wrong in one line, and exits with 1', async () => {
    expect(await run(['backups'], { DATABASE_URL: 'sqlite:no.db' })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'There is no database no.db. Say in DATABASE_URL, or in .env, where it is, and run this where the bot runs.\n',
    });
    expect((await run(['backups'], { DATABASE_URL: 'mysql://x' })).stderr).toContain('DATABASE_URL: expected "sqlite');
    expect((await run(['bot.db'])).stderr).toBe(
      'bot.db belongs to the database itself. Name another file, or a folder.\n',
    );
    expect(await backups()).toEqual([]);
  });
});
