// @module-tag slow

import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import { createPoster, type Poster } from '../../src/digest/deliver/poster.ts';
import type { Post } from '../../src/digest/edges.ts';
import { isWritable, openDatabase } from '../../src/store/database.ts';
import { addDigest } from '../../src/store/digests.ts';
import type { Database } from '../../src/store/schema.ts';
import { briefing } from '../support/briefings.ts';
import { newDigest } from '../support/digests.ts';
import { quietEdges } from '../support/quiet-edges.ts';

const nine = Date.parse('2026-11-24T09:00:00Z');

let folder: string;
let path: string;
let db: Database;
let poster: Poster;
let now: number;
let posts: Post[];
let posting: () => Promise<void>;
let logged: string[];
let failures: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-faults-'));
  path = join(folder, 'dateline.db');
  failures = 0;
  db = await openDatabase(`sqlite:${path}`, {
    onFailure: () => {
      failures += 1;
    },
  });
  now = nine;
  posts = [];
  logged = [];
  posting = async () => {};
  const edges = quietEdges({
    db,
    library: new Library([briefing()]),
    now: () => now,
    log: pino({ level: 'warn' }, { write: (line: string) => logged.push(line) }),
    async post(_, post) {
      posts.push(post);
      await posting();
      return { kind: 'sent', messageId: `m${posts.length}` };
    },
  });
  poster = createPoster(edges);
});

afterEach(async () => {
  await poster.stop(100);
  await db.destroy();
  await rm(folder, { recursive: true });
});

async function tickAt(time: number): Promise<void> {
  now = time;
  await poster.tick();
  await poster.idle();
}

/** Lets the database grow no more, as a full disk does: what needs another page fails. */
async function fillDisk(): Promise<void> {
  const { rows } = await sql<{ pageCount: number }>`pragma page_count`.execute(db);
  await sql.raw(`pragma max_page_count = ${rows[0]?.pageCount}`).execute(db);
  await sql`create table if not exists filler (x)`.execute(db).catch(() => {});
  const fill = () =>
    sql`insert into guilds (guild_id, timezone) values (${crypto.randomUUID()}, ${'x'.repeat(400)})`.execute(db);
  while (
    await fill().then(
      () => true,
      () => false,
    )
  );
}

const freeDisk = () => sql`pragma max_page_count = 1000000`.execute(db);

describe('a full disk', () => {
  test('is told with what to do; nothing is posted that could not be recorded, and all of it once there is room', async () => {
    // So many that their rows need more pages than there are.
    for (let i = 0; i < 200; i++) await addDigest(db, newDigest({ channelId: String(5000 + i), nextSlot: nine }), 500);
    await fillDisk();
    failures = 0;
    await tickAt(nine);
    expect(failures).toBeGreaterThan(0);
    expect(logged.join('')).toMatch(/dateline\.db cannot be used: the disk is full\. Free some space/);
    await freeDisk();
    await tickAt(nine + 60_000);
    expect(posts).toHaveLength(200);
    expect(new Set(posts.map(({ nonce }) => nonce)).size).toBe(200);
    const ended = await db.selectFrom('deliveries').select('status').execute();
    expect(ended).toHaveLength(200);
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['sent']));
  });
});

describe('a file that is deleted while the bot runs', () => {
  test('takes nothing more, with what to do, and nothing is posted that the next start would not know of', async () => {
    await addDigest(db, newDigest({ nextSlot: nine }), 50);
    const aside = `${path}.aside`;
    await rename(path, aside);
    failures = 0;
    await expect(addDigest(db, newDigest(), 50)).rejects.toThrow(
      /dateline\.db cannot be used: the file was removed or replaced while the bot ran\. Put it back, or restart/,
    );
    await expect(isWritable(db, `sqlite:${path}`)).rejects.toThrow('removed or replaced');
    expect(failures).toBeGreaterThan(0);
    await tickAt(nine);
    expect(logged.join('')).toContain('removed or replaced');
    expect(posts).toEqual([]);

    await writeFile(path, '');
    await expect(isWritable(db, `sqlite:${path}`)).rejects.toThrow('removed or replaced');

    await rename(aside, path);
    expect(await isWritable(db, `sqlite:${path}`)).toBe(true);
    await tickAt(nine + 60_000);
    expect(posts).toHaveLength(1);
  });

  test('in the middle of a transaction ends that one, and all goes on once it is back', async () => {
    const aside = `${path}.aside`;
    const cutOff = db.transaction().execute(async (transaction) => {
      await sql`insert into guilds (guild_id, timezone) values ('1', 'UTC')`.execute(transaction);
      await rename(path, aside);
      await sql`insert into guilds (guild_id, timezone) values ('2', 'UTC')`.execute(transaction);
    });
    await expect(cutOff).rejects.toThrow('removed or replaced');
    await rename(aside, path);
    expect(await addDigest(db, newDigest(), 50)).toBe(1);
    expect(await db.selectFrom('guilds').selectAll().execute()).toEqual([]);
  });
});

test('a disk that is about to be full cannot be written to', async ({ skip }) => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return skip('only root can make a small disk');
  }
  const url = `sqlite:${join(folder, 'small.db')}`;
  const small = await openDatabase(url);
  try {
    expect(await isWritable(small, url)).toBe(true);
    await writeFile(join(folder, 'filler'), Buffer.alloc(6 * 2 ** 20));
    expect(await isWritable(small, url)).toBe(false);
    await rm(join(folder, 'filler'));
    expect(await isWritable(small, url)).toBe(true);
  } finally {
    await small.destroy();
    execFileSync('umount', [folder]);
  }
});

describe('a locked database', () => {
  test('is left alone for a while, and nothing is posted meanwhile', async () => {
    await addDigest(db, newDigest({ nextSlot: nine }), 50);
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    await tickAt(nine);
    expect(logged.join('')).toContain('another program has locked it');
    expect(posts).toEqual([]);
    other.exec('rollback');
    await tickAt(nine + 60_000);
    expect(posts).toHaveLength(1);
    other.close();
  });

  test('between a post and its record, the post is recorded when it can be, and not sent again', async () => {
    await addDigest(db, newDigest({ nextSlot: nine }), 50);
    const other = new DatabaseSync(path);
    posting = async () => other.exec('begin immediate');
    await tickAt(nine);
    expect(posts).toHaveLength(1);
    expect(logged.join('')).toContain('nothing is posted until it can');
    other.exec('rollback');
    await tickAt(nine + 10 * 60_000);
    await expect
      .poll(() => db.selectFrom('deliveries').select('status').execute(), { timeout: 5_000 })
      .toEqual([{ status: 'sent' }]);
    expect(posts).toHaveLength(1);
    expect(await db.selectFrom('deliveries').selectAll().execute()).toMatchObject([
      { status: 'sent', messageId: 'm1' },
    ]);
    other.close();
  });
});

test('a damaged file is refused at the start, with what to do, and stays as it is', async () => {
  for (let i = 0; i < 200; i++) await addDigest(db, newDigest({ channelId: String(5000 + i) }), 500);
  await db.destroy();
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(12_000, 0xa5), 0, 12_000, 8192);
  await file.close();
  const { size } = await stat(path);
  await expect(openDatabase(`sqlite:${path}`)).rejects.toThrow(
    /the file is damaged\. Stop the bot and put a backup in its place/,
  );
  expect((await stat(path)).size).toBe(size);
  db = await openDatabase('sqlite::memory:');
});
