import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseName, nextSlot } from '../../src/cli/playground/next-slot.ts';
import { openDatabase } from '../../src/store/database.ts';
import { addDigest, pauseDigest } from '../../src/store/digests.ts';
import { newDigest } from '../support/digests.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-next-slot-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the next digest is the first that the bot’s own database has due; none where there is none, or no database yet', async () => {
  expect(nextSlot(folder)).toBeUndefined();
  const db = await openDatabase(`sqlite:${folder}/${databaseName}`);
  expect(nextSlot(folder)).toBeUndefined();
  await addDigest(db, newDigest({ nextSlot: 3_000 }), 500);
  await addDigest(db, newDigest({ nextSlot: 2_000, channelId: '501' }), 500);
  await addDigest(db, newDigest({ nextSlot: 1_000, channelId: '502', removedAt: 5 }), 500);
  expect(nextSlot(folder)).toBe(2_000);
  expect(await pauseDigest(db, { digestId: 2, channelId: '501' }, 'permission', 0)).toBe(true);
  expect(nextSlot(folder)).toBe(3_000);
  await db.destroy();
});
