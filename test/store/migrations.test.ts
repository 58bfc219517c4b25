import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { deliveryHistory } from '../../src/store/deliveries/history.ts';
import { recordPublished, unpublishedPosts } from '../../src/store/deliveries/publishing.ts';
import { changeDigest, findDigest } from '../../src/store/digests.ts';
import { changeGuildSettings, guildSettings, recordDiscordLocale } from '../../src/store/guilds.ts';
import { migrations } from '../../src/store/migrations.ts';
import { sqliteDialect, sqlitePath } from '../../src/store/sqlite/sqlite.ts';
import { engine, newDatabaseUrl } from '../support/databases.ts';

/* Databases of earlier versions are brought up to date with every row that they have. */

let folder: string;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-migrations-'));
  url = engine === 'sqlite' ? `sqlite:${join(folder, 'dateline.db')}` : await newDatabaseUrl('empty');
});

afterEach(() => rm(folder, { recursive: true }));

/** The database as an earlier version opened it: its columns and values as they are stored. */
async function openRaw(): Promise<Kysely<unknown>> {
  if (engine === 'sqlite') return new Kysely({ dialect: sqliteDialect(sqlitePath(url)) });
  const { postgresDialect } = await import('../../src/store/postgres/postgres.ts');
  return new Kysely({ dialect: postgresDialect(url) });
}

type OldDelivery = { readonly status: string; readonly reason: string | null; readonly tryAfter?: number };

async function insertOld(raw: Kysely<unknown>, slot: number, { status, reason, tryAfter = 7 }: OldDelivery) {
  await sql`
    insert into deliveries (digest_id, slot, channel_id, status, reason, message_id, attempts, try_after, created_at,
      finished_at)
    values (1, ${slot}, '500', ${status}, ${reason}, 'm', 1, ${tryAfter}, 1, ${status === 'pending' ? null : 2})`.execute(
    raw,
  );
}

test('a database of before reasons were codes keeps what it says of each slot and each edit, and goes on publishing', async () => {
  const raw = await openRaw();
  const migrator = new Migrator({ db: raw, provider: { getMigrations: async () => migrations } });
  expect((await migrator.migrateTo('0006-guilds-in-turn')).error).toBeUndefined();
  await sql`
    insert into digests (guild_id, number, channel_id, cron, depth, when_empty, catch_up_minutes, publish, created_by,
      created_at)
    values ('100', 1, '500', '0 9 * * *', 'brief', 'skip', 120, 1, '9', 1)`.execute(raw);
  const old: OldDelivery[] = [
    { status: 'sent', reason: null },
    { status: 'sent', reason: 'to-publish' },
    { status: 'sent', reason: 'Missing Permissions' },
    { status: 'failed', reason: 'Missing Access' },
    { status: 'failed', reason: 'unknown' },
    { status: 'missed', reason: 'late' },
    { status: 'missed', reason: 'merged' },
    { status: 'skipped', reason: 'nothing-new' },
    { status: 'skipped', reason: 'paused' },
    { status: 'skipped', reason: 'removed' },
    { status: 'pending', reason: 'Discord answered 503' },
    { status: 'pending', reason: null },
  ];
  for (const [i, row] of old.entries()) await insertOld(raw, i + 1, row);
  for (const [delivery, reason] of [
    [1, 'unreadable'],
    [2, 'Unknown Message'],
    [3, null],
  ] as const)
    await sql`
      insert into edits (delivery_id, status, reason, attempts, try_after, created_at, finished_at)
      values (${delivery}, 'failed', ${reason}, 1, 7, 1, 2)`.execute(raw);
  await raw.destroy();

  await using db = await openDatabase(url);
  const { rows, total } = await deliveryHistory(db, 1, { limit: 50, offset: 0 });
  expect(total).toBe(old.length);
  expect(
    rows.toReversed().map(({ status, reason, detail, publishing }) => [status, reason, detail, publishing]),
  ).toEqual([
    ['sent', null, null, null],
    ['sent', null, null, 'waiting'],
    ['sent', null, 'Missing Permissions', 'failed'],
    ['failed', 'error', 'Missing Access', null],
    ['failed', 'unknown', null, null],
    ['missed', 'late', null, null],
    ['missed', 'merged', null, null],
    ['skipped', 'nothing-new', null, null],
    ['skipped', 'paused', null, null],
    ['skipped', 'removed', null, null],
    ['pending', 'error', 'Discord answered 503', null],
    ['pending', null, null, null],
  ]);
  const edits = rows.toReversed().flatMap(({ edit }) => (edit ? [[edit.reason, edit.detail]] : []));
  expect(edits).toEqual([
    ['unreadable', null],
    ['error', 'Unknown Message'],
    [null, null],
  ]);

  const [waiting, ...others] = await unpublishedPosts(db, 10, 10);
  expect(others).toEqual([]);
  expect(waiting).toMatchObject({ slot: 2, messageId: 'm', onDemand: false });
  await recordPublished(db, waiting?.id ?? 0);
  expect(await unpublishedPosts(db, 10, 10)).toEqual([]);
});

test.runIf(engine === 'postgres')(
  'what a worker of before records while others are brought up to date is published, and its words are told',
  async () => {
    await using db = await openDatabase(url);
    await sql`
      insert into digests (guild_id, number, channel_id, cron, depth, when_empty, catch_up_minutes, publish, created_by,
        created_at)
      values ('100', 1, '500', '0 9 * * *', 'brief', 'skip', 120, 1, '9', 1)`.execute(db);
    const raw = await openRaw();
    await insertOld(raw, 1, { status: 'sent', reason: 'to-publish' });
    await insertOld(raw, 2, { status: 'failed', reason: 'Missing Access' });
    await raw.destroy();
    await (await openDatabase(url)).destroy();
    expect(await unpublishedPosts(db, 10, 10)).toMatchObject([{ slot: 1, publishing: 'waiting', reason: null }]);
    const { rows } = await deliveryHistory(db, 1, { limit: 1, offset: 0 });
    expect(rows).toMatchObject([{ slot: 2, reason: 'error', detail: 'Missing Access' }]);
  },
);

test('a database of before there were languages keeps its digests and settings, in no language of their own', async () => {
  const raw = await openRaw();
  const migrator = new Migrator({ db: raw, provider: { getMigrations: async () => migrations } });
  expect((await migrator.migrateTo('0015-gone-role')).error).toBeUndefined();
  await sql`insert into guilds (guild_id, timezone) values ('100', 'Asia/Tokyo')`.execute(raw);
  await sql`
    insert into digests (guild_id, number, channel_id, cron, depth, when_empty, catch_up_minutes, publish, created_by,
      created_at)
    values ('100', 1, '500', '0 9 * * *', 'brief', 'skip', 120, 1, '9', 1)`.execute(raw);
  await raw.destroy();

  await using db = await openDatabase(url);
  expect(await guildSettings(db, '100')).toEqual({ timezone: 'Asia/Tokyo', alertsChannelId: null, language: null });
  const before = { number: 1, zone: 'Asia/Tokyo', language: null, guildLocale: null, locale: null };
  expect(await findDigest(db, '100', 1)).toMatchObject(before);
  await recordDiscordLocale(db, '100', 'ja');
  expect(await findDigest(db, '100', 1)).toMatchObject({ language: null, guildLocale: 'ja', locale: 'ja' });
  await changeGuildSettings(db, '100', { language: 'de' });
  await changeDigest(db, '100', 1, () => ({ language: 'fr' }));
  expect(await findDigest(db, '100', 1)).toMatchObject({ language: 'fr', guildLocale: 'de', locale: 'fr' });
});
