import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { claimDueSlots } from '../../../src/store/deliveries/claims.ts';
import { addDigest } from '../../../src/store/digests.ts';
import type { Database } from '../../../src/store/schema.ts';
import { newDatabaseUrl } from '../../support/databases.ts';
import { newDigest } from '../../support/digests.ts';
import { type Newsroom, openNewsroom, textOf } from '../../support/newsroom.ts';

let url: string;
let room: Newsroom;
let db: Database;

beforeEach(async () => {
  url = await newDatabaseUrl();
  room = await openNewsroom();
  db = await openDatabase(url);
});
afterEach(async () => {
  await room.close();
  await db.destroy();
});

test('a process that only answers leaves what is due and what is pending to the workers', async () => {
  const due = (channel: string) =>
    newDigest({
      guildId: room.guild.id,
      channelId: room.channel(channel),
      cron: '0 0 29 2 *',
      nextSlot: Date.now() - 1_000,
    });
  await addDigest(db, due('news'), 50);
  // One is claimed already, and waits to be posted.
  await claimDueSlots(db, Date.now(), 1, (digests) =>
    digests.map((digest) => ({
      digest,
      slots: [{ slot: digest.nextSlot ?? 0, status: 'pending', reason: null }],
      next: null,
    })),
  );
  await addDigest(db, due('general'), 50);
  const rows = () => db.selectFrom('deliveries').select(['digestId', 'status']).orderBy('digestId').execute();
  const gateway = await room.start({ DATABASE_URL: url, ROLE: 'gateway' });
  // A worker has claimed what is due before it is up.
  expect(textOf((await room.use('reader', 'latest')).message)).toContain('Putin');
  await gateway.stop();
  expect(await rows()).toEqual([{ digestId: 1, status: 'pending' }]);
  await room.start({ DATABASE_URL: url, ROLE: 'worker' });
  await expect.poll(rows, { timeout: 20_000 }).toEqual([
    { digestId: 1, status: 'sent' },
    { digestId: 2, status: 'sent' },
  ]);
}, 60_000);
