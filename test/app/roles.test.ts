// @module-tag slow

import { existsSync } from 'node:fs';
import { stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { BotProcess } from 'discord-playground';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { backUp } from '../../src/store/sqlite/backup.ts';
import { type Newsroom, openNewsroom, portOf, textOf } from '../support/newsroom.ts';

/* One process that answers and one that posts, on one SQLite file. */

const minute = 60_000;

let room: Newsroom;
let worker: BotProcess;
let gateway: BotProcess;
const sessions: string[] = [];
const registered: string[] = [];

beforeAll(async () => {
  room = await openNewsroom();
  room.discord.events.on('session', (state) => sessions.push(state));
  room.discord.events.on('request', ({ method, path }) => {
    if (path.endsWith('/commands')) registered.push(method);
  });
  worker = await room.start({ ROLE: 'worker', HTTP_PORT: '0' });
}, 60_000);
afterAll(() => room.close());

/** Makes digests due now, as if their minute had come. */
async function makeDue(): Promise<void> {
  const db = await openDatabase(`sqlite:${room.database}`);
  await db
    .updateTable('digests')
    .set({ cron: '0 0 29 2 *', nextSlot: Math.floor(Date.now() / minute) * minute })
    .execute();
  await db.destroy();
}

/** How many posts a process has recorded. */
const sentBy = ({ output }: BotProcess) => output.filter((line) => line.includes('"status":"sent"')).length;
const postsIn = (channel: string) => room.discord.messages(room.channel(channel)).filter(({ type }) => type === 0);

describe('a worker', () => {
  test('opens no gateway connection, registers no commands, and is ready', async () => {
    expect([sessions, registered]).toEqual([[], []]);
    const answer = await fetch(`http://127.0.0.1:${portOf(worker)}/readyz`);
    expect(await answer.json()).toEqual({ ready: true, database: true, content: true, discord: true });
    expect(worker.output.join('\n')).toContain('with the same SQLite file');
  });
});

describe('a second one on the same SQLite file', () => {
  test.each(['worker', 'all'])('as %s does not start, and says what to do', async (ROLE) => {
    await expect(room.start({ ROLE })).rejects.toThrow(
      /Dateline cannot start\. Another process posts the digests of .*dateline\.db, .*End that one first; or set ROLE=gateway/,
    );
    expect(postsIn('news')).toEqual([]);
  });

  test('is found by whichever path it names the file', async () => {
    const link = join(room.content, 'link.db');
    await symlink(room.database, link);
    await expect(room.start({ ROLE: 'worker', DATABASE_URL: `sqlite:${link}` })).rejects.toThrow(
      /Another process posts/,
    );
  });

  test('is told by a file that stays empty', async () => {
    const lock = `${room.database}.lock`;
    expect((await stat(lock)).size).toBe(0);
    expect(existsSync(`${lock}-journal`)).toBe(false);
  });

  test('keeps no backup from being made', async () => {
    const { path } = await backUp(`sqlite:${room.database}`, join(room.content, 'backup.db'), Date.now());
    expect((await stat(path)).size).toBeGreaterThan(0);
  });
});

describe('a gateway process beside it', () => {
  beforeAll(async () => {
    gateway = await room.start({ ROLE: 'gateway' });
  }, 60_000);

  test('registers the commands and answers them', async () => {
    expect(registered).toEqual(['GET', 'PUT']);
    expect(textOf((await room.use('reader', 'latest')).message)).toContain('Putin');
    expect(worker.output.join('\n')).not.toContain('interaction answered');
  });

  test('posts by itself what a moderator asks for now', async () => {
    await room.use('moderator', 'digest add', { channel: room.channel('news') });
    await room.use('moderator', 'digest send', { digest: 1 });
    await room.posted('news');
    await expect.poll(() => [sentBy(gateway), sentBy(worker)]).toEqual([1, 0]);
  });

  test('leaves the digests that are due to the worker', async () => {
    await room.use('moderator', 'digest add', { channel: room.channel('briefings') });
    await worker.stop();
    await makeDue();
    // Looks for what is due when it starts.
    worker = await room.start({ ROLE: 'worker' });
    await room.posted('briefings');
    await expect.poll(() => [sentBy(gateway), sentBy(worker)]).toEqual([1, 1]);
  }, 60_000);

  test('posts none while there is no worker; the next one makes them good', async () => {
    await worker.kill();
    await room.use('moderator', 'digest add', { channel: room.channel('general') });
    await makeDue();
    await gateway.stop();
    gateway = await room.start({ ROLE: 'gateway' });
    expect(textOf((await room.use('reader', 'latest')).message)).toContain('Putin');
    // It looks for posts to send here, if it ever does without being asked.
    await room.use('moderator', 'digest send', { digest: 1 });
    await gateway.stop();
    expect(postsIn('general')).toEqual([]);
    gateway = await room.start({ ROLE: 'gateway' });
    worker = await room.start({ ROLE: 'worker' });
    expect(textOf(await room.posted('general', (message) => message.type === 0))).toContain('Putin');
  }, 60_000);
});
