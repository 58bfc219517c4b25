import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseError, openDatabase } from '../../src/store/database.ts';
import { beginAttempt, finishDelivery, reserveDelivery } from '../../src/store/deliveries/attempts.ts';
import { claimNow, recordClaims } from '../../src/store/deliveries/claims.ts';
import { deliveryById, pendingDeliveries, postedVersions } from '../../src/store/deliveries/deliveries.ts';
import { addDigest, changeDigest, dueDigests, findDigest, guildDigests } from '../../src/store/digests.ts';
import { changeGuildSettings, guildSettings } from '../../src/store/guilds.ts';
import { migrations } from '../../src/store/migrations.ts';
import type { Database } from '../../src/store/schema.ts';
import { engine, newDatabaseUrl } from '../support/databases.ts';
import { newDigest, removeDigest } from '../support/digests.ts';

let folder: string;
let url: string;
let db: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-store-'));
  url = engine === 'sqlite' ? `sqlite:${join(folder, 'new', 'folder', 'dateline.db')}` : await newDatabaseUrl();
  db = await openDatabase(url);
});

afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

test.runIf(engine === 'sqlite')('the file and its folders are made', () => {
  expect(existsSync(join(folder, 'new', 'folder', 'dateline.db'))).toBe(true);
});

test('what was set is there after a restart', async () => {
  await addDigest(db, newDigest({ guildId: '1', cron: '30 18 * * 1' }), 50);
  await changeGuildSettings(db, '1', { timezone: 'Asia/Kolkata' });
  await changeGuildSettings(db, '1', { alertsChannelId: '77' });
  await db.destroy();
  db = await openDatabase(url);
  expect(await guildDigests(db, '1')).toMatchObject([{ number: 1, cron: '30 18 * * 1', zone: 'Asia/Kolkata' }]);
  expect(await guildSettings(db, '1')).toEqual({ timezone: 'Asia/Kolkata', alertsChannelId: '77', language: null });
});

test.runIf(engine === 'sqlite')(
  'a file that is no database, and a folder in its place, are refused with the path',
  async () => {
    const path = join(folder, 'text.db');
    await writeFile(
      path,
      'this is no database, but it is long enough to be taken for one by its name alone. '.repeat(20),
    );
    await expect(openDatabase(`sqlite:${path}`)).rejects.toThrow(DatabaseError);
    await expect(openDatabase(`sqlite:${path}`)).rejects.toThrow(/text\.db cannot be used: the file is not a database/);
    await expect(openDatabase(`sqlite:${folder}`)).rejects.toThrow(/cannot be used/);
  },
);

test.runIf(engine === 'sqlite')('many processes that start together on a new file make its tables once', async () => {
  const fresh = `sqlite:${join(folder, 'fresh.db')}`;
  const script = `import { openDatabase } from './src/store/database.ts'; await (await openDatabase(process.argv[1])).destroy();`;
  await Promise.all(
    Array.from({ length: 4 }, () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, fresh]),
    ),
  );
  const other = await openDatabase(fresh);
  const { rows } = await sql`select name from kysely_migration`.execute(other);
  expect(rows).toHaveLength(Object.keys(migrations).length);
  await other.destroy();
});

test('a database of a newer version is refused, and left as it is', async () => {
  await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2030-01-01T00:00:00.000Z')`.execute(
    db,
  );
  await expect(openDatabase(url)).rejects.toThrow(/written by a newer version of Dateline/);
});

test('numbers count from 1 in each guild and are never used twice', async () => {
  expect(await addDigest(db, newDigest({ guildId: '1' }), 50)).toBe(1);
  expect(await addDigest(db, newDigest({ guildId: '1' }), 50)).toBe(2);
  expect(await addDigest(db, newDigest({ guildId: '2' }), 50)).toBe(1);
  await removeDigest(db, '1', 2, 5);
  expect(await addDigest(db, newDigest({ guildId: '1' }), 50)).toBe(3);
  expect((await guildDigests(db, '1')).map(({ number }) => number)).toEqual([1, 3]);
});

test('a guild has as many digests as the limit at most; removed ones do not count', async () => {
  for (let i = 0; i < 3; i++) await addDigest(db, newDigest({ guildId: '1' }), 3);
  expect(await addDigest(db, newDigest({ guildId: '1' }), 3)).toBeUndefined();
  expect(await addDigest(db, newDigest({ guildId: '2' }), 3)).toBe(1);
  await removeDigest(db, '1', 1, 5);
  expect(await addDigest(db, newDigest({ guildId: '1' }), 3)).toBe(4);
});

test('many added at once get numbers of their own', async () => {
  const numbers = await Promise.all(Array.from({ length: 20 }, () => addDigest(db, newDigest({ guildId: '1' }), 50)));
  expect(new Set(numbers).size).toBe(20);
});

test('one guild does not find the digests of another', async () => {
  await addDigest(db, newDigest({ guildId: '1' }), 50);
  expect(await findDigest(db, '2', 1)).toBeUndefined();
  expect(await guildDigests(db, '2')).toEqual([]);
});

test('of those who change a digest at once each changes it as the others have left it', async () => {
  await addDigest(db, newDigest({ guildId: '1', nextSlot: 1000, catchUpMinutes: 0 }), 50);
  const more = () => changeDigest(db, '1', 1, ({ catchUpMinutes }) => ({ catchUpMinutes: catchUpMinutes + 1 }));
  expect(await Promise.all(Array.from({ length: 20 }, more))).toEqual(Array.from({ length: 20 }, () => true));
  expect(await findDigest(db, '1', 1)).toMatchObject({ catchUpMinutes: 20 });
  expect(await changeDigest(db, '1', 1, () => ({ removedAt: 5, nextSlot: null }))).toBe(true);
  expect(await changeDigest(db, '1', 1, () => ({ depth: 'full' }))).toBe(false);
});

test('a slot is claimed once, whoever claims it, and the next one is set in the same transaction', async () => {
  await addDigest(db, newDigest({ nextSlot: 1000 }), 50);
  const [digest] = await dueDigests(db, 1000, 10);
  if (!digest) throw new Error('not due');
  const slots = [{ slot: 1000, status: 'pending' as const, reason: null }];
  const claim = () =>
    db.transaction().execute((inside) => recordClaims(inside, [{ digest, slots, next: 61_000 }], 1000));
  const claims = await Promise.all([claim(), claim(), claim()]);
  expect(claims.flat()).toHaveLength(1);
  expect(await pendingDeliveries(db, 1000, 10)).toHaveLength(1);
  expect(await dueDigests(db, 1000, 10)).toEqual([]);
  expect(await dueDigests(db, 61_000, 10)).toHaveLength(1);
});

test('of digests that are due at once each guild’s first is found before any guild’s second; but what is due longer before that', async () => {
  for (const guildId of ['1', '2', '3'])
    for (const _ of [1, 2]) await addDigest(db, newDigest({ guildId, nextSlot: 1000 }), 50);
  await addDigest(db, newDigest({ guildId: '3', nextSlot: 999 }), 50);
  const found = await dueDigests(db, 1000, 5);
  expect(found[0]).toMatchObject({ guildId: '3', number: 3 });
  expect(new Set(found.slice(1, 4).map(({ guildId, number }) => `${guildId}: ${number}`))).toEqual(
    new Set(['1: 1', '2: 1', '3: 1']),
  );
  expect(found[4]).toMatchObject({ number: 2 });
});

test('two posts asked for in the same millisecond are two slots', async () => {
  await addDigest(db, newDigest(), 50);
  const digest = { id: 1, channelId: '5' };
  const [one, two] = await Promise.all([claimNow(db, digest, 1000, 0), claimNow(db, digest, 1000, 0)]);
  expect(new Set([one.slot, two.slot]).size).toBe(2);
});

test('a delivery is begun once, by one who read it as it stands; and what is there is recorded as sent, whatever else', async () => {
  await addDigest(db, newDigest(), 50);
  const read = await claimNow(db, { id: 1, channelId: '5' }, 1000, 0);
  const begin = () =>
    db.transaction().execute(async (inside) => {
      if (!(await reserveDelivery(inside, read))) return false;
      await beginAttempt(inside, read.id, { carries: [], content: '{}' }, 1000);
      return true;
    });
  expect((await Promise.all([begin(), begin(), begin()])).filter(Boolean)).toHaveLength(1);
  await finishDelivery(db, { id: read.id }, { status: 'failed', reason: 'unknown' }, 1001);
  await finishDelivery(db, { id: read.id }, { status: 'missed', reason: 'late' }, 1002);
  expect(await deliveryById(db, read.id)).toMatchObject({ status: 'failed', reason: 'unknown' });
  expect(await begin()).toBe(false);
  await finishDelivery(db, { id: read.id }, { status: 'sent', messageId: '9' }, 1003);
  expect(await deliveryById(db, read.id)).toMatchObject({ status: 'sent', messageId: '9' });
});

test('two who change a guild’s settings at once change one each', async () => {
  await Promise.all([
    changeGuildSettings(db, '1', { timezone: 'Asia/Kolkata' }),
    changeGuildSettings(db, '1', { alertsChannelId: '77' }),
  ]);
  await changeGuildSettings(db, '1', {});
  expect(await guildSettings(db, '1')).toEqual({ timezone: 'Asia/Kolkata', alertsChannelId: '77', language: null });
});

test('a channel has had what was sent to it, in the highest version, and not what failed', async () => {
  await addDigest(db, newDigest(), 50);
  const deliver = async (channelId: string, version: number, status: 'sent' | 'failed') => {
    const { id } = await claimNow(db, { id: 1, channelId }, 1000, 0);
    await beginAttempt(db, id, { carries: [{ slug: 'bridge', version, position: 0 }], content: '{}' }, 1000);
    await finishDelivery(db, { id }, { status, messageId: '9' }, 1001);
  };
  await deliver('5', 2, 'sent');
  await deliver('5', 1, 'sent');
  await deliver('5', 3, 'failed');
  await deliver('6', 7, 'sent');
  expect(await postedVersions(db, '5')).toEqual(new Map([['bridge', 2]]));
  expect(await postedVersions(db, '6')).toEqual(new Map([['bridge', 7]]));
  expect(await postedVersions(db, '8')).toEqual(new Map());
});
