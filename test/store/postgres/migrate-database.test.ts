import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { beginAttempt, finishDelivery } from '../../../src/store/deliveries/attempts.ts';
import { claimNow } from '../../../src/store/deliveries/claims.ts';
import { addDigest } from '../../../src/store/digests.ts';
import { queueEdits } from '../../../src/store/edits.ts';
import { changeGuildSettings } from '../../../src/store/guilds.ts';
import type { Database } from '../../../src/store/schema.ts';
import { transfer } from '../../../src/store/transfer.ts';
import { newDatabaseUrl } from '../../support/databases.ts';
import { newDigest } from '../../support/digests.ts';
import { createPostgresDatabase, dropPostgresDatabase } from '../../support/postgres.ts';

let folder: string;
let sqlite: string;
let postgres: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-transfer-'));
  sqlite = `sqlite:${join(folder, 'bot.db')}`;
  postgres = await newDatabaseUrl();
});
afterEach(() => rm(folder, { recursive: true }));

async function using<T>(url: string, act: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(url);
  return act(db).finally(() => db.destroy());
}

/** Fills every table, with more rows than are copied at once. */
async function fill(db: Database): Promise<void> {
  for (const id of ['1', '2']) await changeGuildSettings(db, id, { timezone: 'Asia/Kolkata', alertsChannelId: null });
  await addDigest(db, newDigest({ guildId: '1', nextSlot: 1_795_510_800_000, topic: "naïve “🌉” \\ ' %" }), 50);
  await addDigest(db, newDigest({ guildId: '2', paused: 'gone', removedAt: 5 }), 50);
  const sent = await claimNow(db, { id: 1, channelId: '500' }, 1_000, 0);
  const carries = [
    { slug: 'bridge', version: 2, position: 0 },
    { slug: 'ferry', version: 1, position: null },
  ];
  await beginAttempt(db, sent.id, { carries, content: '{"depth":"brief"}' }, 1_000);
  await finishDelivery(db, { id: sent.id }, { status: 'sent', messageId: '12345678901234567890' }, 2_000);
  await queueEdits(db, [{ slug: 'bridge', version: 9, above: 0, below: 9 }], 3_000, 10);
  const rows = Array.from({ length: 2_500 }, (_, i) => ({
    digestId: 2,
    slot: 10_000 + i,
    channelId: '501',
    status: 'missed' as const,
    reason: 'late' as const,
    messageId: null,
    attempts: 0,
    attemptedAt: null,
    tryAfter: 1,
    createdAt: 1,
    finishedAt: 1,
    content: null,
  }));
  await db.insertInto('deliveries').values(rows).execute();
  const many = Array.from({ length: 2_100 }, (_, i) => ({ deliveryId: 2 + (i % 700), slug: `s${i % 3}`, version: 1 }));
  await db.insertInto('carried').values(many).execute();
  await db
    .insertInto('briefings')
    .values({ slug: 'ferry', firstSeen: 1_900_000_000_000, version: 1, textHash: 'a' })
    .execute();
}

async function everything(db: Database) {
  return {
    guilds: await db.selectFrom('guilds').selectAll().orderBy('guildId').execute(),
    digests: await db.selectFrom('digests').selectAll().orderBy('id').execute(),
    deliveries: await db.selectFrom('deliveries').selectAll().orderBy('id').execute(),
    carried: await db.selectFrom('carried').selectAll().orderBy('deliveryId').orderBy('slug').execute(),
    briefings: await db.selectFrom('briefings').selectAll().orderBy('slug').execute(),
    edits: await db.selectFrom('edits').selectAll().orderBy('id').execute(),
  };
}

const quiet = () => {};

test('a bot moves from SQLite to PostgreSQL and back with every row as it was', async () => {
  const before = await using(sqlite, async (db) => {
    await fill(db);
    return everything(db);
  });
  const counts = { guilds: 2, digests: 2, deliveries: 2_501, carried: 2_102, edits: 1, briefings: 1 };
  expect(await transfer(sqlite, postgres, quiet)).toEqual(counts);
  expect(await using(postgres, everything)).toEqual(before);
  const back = `sqlite:${join(folder, 'back.db')}`;
  expect(await transfer(postgres, back, quiet)).toEqual(counts);
  expect(await using(back, everything)).toEqual(before);
  expect(await using(sqlite, everything)).toEqual(before);
});

test('what is added afterwards gets ids of its own', async () => {
  await using(sqlite, fill);
  await transfer(sqlite, postgres, quiet);
  await using(postgres, async (db) => {
    expect(await addDigest(db, newDigest({ guildId: '1' }), 50)).toBe(2);
    expect((await claimNow(db, { id: 1, channelId: '500' }, 9_000, 0)).id).toBe(2_502);
  });
});

test('parts of milliseconds, which SQLite took, become whole ones', async () => {
  await using(sqlite, async (db) => {
    await fill(db);
    await db.updateTable('deliveries').set({ tryAfter: 1_000.25 }).where('id', '=', 1).execute();
  });
  await transfer(sqlite, postgres, quiet);
  const first = (db: Database) => db.selectFrom('deliveries').select('tryAfter').where('id', '=', 1).execute();
  expect(await using(postgres, first)).toEqual([{ tryAfter: 1_001 }]);
});

test.each(['from', 'to'])('what writes to the database to move %s waits until all is copied', async (which) => {
  const writer = new pg.Client(postgres);
  await writer.connect();
  try {
    const [from, to] = which === 'from' ? [postgres, sqlite] : [sqlite, postgres];
    await using(from, fill);
    const order: string[] = [];
    let written: Promise<unknown> | undefined;
    await transfer(from, to, (table) => {
      order.push(table);
      written ??= writer
        .query("insert into guilds (guild_id, timezone) values ('9', 'UTC')")
        .then(() => order.push('written'));
    });
    await written;
    expect(order.at(-1)).toBe('written');
    expect(await using(sqlite, (db) => db.selectFrom('guilds').selectAll().execute())).toHaveLength(2);
  } finally {
    await writer.end();
  }
});

describe('is refused, and leaves both as they are,', () => {
  const empty = { guilds: [], digests: [], deliveries: [], carried: [], edits: [], briefings: [] };

  test('where the new database has anything', async () => {
    await using(sqlite, fill);
    await using(postgres, (db) => changeGuildSettings(db, '7', { timezone: 'UTC' }));
    await expect(transfer(sqlite, postgres, quiet)).rejects.toThrow(/has guilds already, and is left as it is/);
    expect(await using(postgres, everything)).toMatchObject({ guilds: [{ guildId: '7' }], digests: [] });
  });

  test('where there is no old one', async () => {
    await expect(transfer(sqlite, postgres, quiet)).rejects.toThrow(/There is no database .*bot\.db/);
  });

  test.each(['from', 'to'])('while a process has the one to move %s open', async (which) => {
    await using(sqlite, fill);
    await using(which === 'from' ? sqlite : postgres, async () => {
      await expect(transfer(sqlite, postgres, quiet)).rejects.toThrow(
        /is in use\. Stop every process of the bot first/,
      );
    });
    expect(await using(postgres, everything)).toEqual(empty);
  });

  test('when it breaks off on the way', async () => {
    await using(sqlite, fill);
    const breakOff = (table: string) => {
      if (table === 'carried') throw new Error('broken off');
    };
    await expect(transfer(sqlite, postgres, breakOff)).rejects.toThrow('broken off');
    expect(await using(postgres, everything)).toEqual(empty);
  });
});

describe('npm run migrate-database', () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string }>((done) =>
      execFile(process.execPath, ['src/cli/migrate-database.ts', ...args], (error, stdout, stderr) =>
        done({ code: Number(error?.code ?? 0), out: stdout + stderr }),
      ),
    );

  test('moves all, says how much, and makes the tables of a database that has none', async () => {
    await using(sqlite, fill);
    const bare = await createPostgresDatabase(inject('postgres'), 'empty');
    const { code, out } = await run(sqlite, bare);
    expect(out).toContain('deliveries 2501 rows, as many as there were');
    expect(out).toContain('Set DATABASE_URL to the new database');
    expect(code).toBe(0);
    await dropPostgresDatabase(inject('postgres'), bare);
  });

  test('without both addresses says how it is used; with a bad one says what is expected, without the password', async () => {
    expect(await run(sqlite)).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^TO is missing\.\n\nUsage: npm run migrate-database/),
    });
    const { code, out } = await run(sqlite, 'postgres://bot:hunter2@secret@host/db');
    expect(code).toBe(1);
    expect(out).toContain('expected "sqlite:PATH"');
    expect(out).not.toContain('hunter2');
  });
});
