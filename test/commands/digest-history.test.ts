import { ComponentType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import { addDigest } from '../../src/store/digests.ts';
import type { Database, DeliveryRow, EditRow } from '../../src/store/schema.ts';
import { type Asked, asking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { newDigest } from '../support/digests.ts';
import { violations } from '../support/message-limits.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const minute = 60_000;
const guildId = '12345678901234567890';
const channelId = '12345678901234567891';
const messageId = '12345678901234567892';
const link = `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;

let db: Database;
let bot: ReturnType<typeof asking>;

beforeEach(async () => {
  db = await openTestDatabase();
  bot = asking({ db, library: new Library([briefing()]), now: () => now });
  const nextSlot = Date.parse('2026-11-25T09:00:00Z');
  await addDigest(db, newDigest({ guildId, channelId, nextSlot }), 50);
});

afterEach(() => db.destroy());

/** Records a slot of the digest with this id that was posted on time; `changes` replaces fields of it. */
async function slot(changes: Partial<DeliveryRow> = {}): Promise<number> {
  const at = changes.slot ?? now;
  const { id } = await db
    .insertInto('deliveries')
    .values({
      digestId: 1,
      slot: at,
      channelId,
      status: 'sent',
      reason: null,
      messageId,
      attempts: 1,
      attemptedAt: at,
      tryAfter: at,
      createdAt: at,
      finishedAt: at + 500,
      content: null,
      ...changes,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function edit(deliveryId: number, changes: Partial<EditRow> = {}): Promise<void> {
  await db
    .insertInto('edits')
    .values({
      deliveryId,
      status: 'sent',
      reason: null,
      attempts: 1,
      tryAfter: 0,
      createdAt: 0,
      finishedAt: now,
      ...changes,
    })
    .execute();
}

const history = () => bot.use('digest history', { digest: 1 }, { guildId });
const page = (number: number) => bot.click(`turn/history:1:${number}`, { guildId });
const slots = ({ text }: Asked) => [...text.matchAll(/\*\*<t:(\d+):f>\*\*/g)].map(([, at]) => Number(at));
const unescaped = (text: string) => text.replaceAll('\\', '');

test('a digest that has not come due says when it does', async () => {
  const { text, ephemeral } = await history();
  expect(text).toContain(
    `No post has been due yet. The first is due on <t:${Date.parse('2026-11-25T09:00:00Z') / 1000}:F>`,
  );
  expect(ephemeral).toBe(true);
  await bot.use('digest pause', { digest: 1 }, { guildId });
  expect((await history()).text).toContain('No post has been due yet, and the digest is paused');
});

describe('what became of a slot', () => {
  const head = `**<t:${now / 1000}:f>** · `;
  const cases: readonly (readonly [string, Partial<DeliveryRow>, string])[] = [
    ['posted', {}, `${head}posted · ${link}`],
    ['posted in its second minute', { finishedAt: now + 2 * minute }, `${head}posted · ${link}`],
    [
      'posted late',
      { finishedAt: now + 125.9 * minute, attempts: 3 },
      `${head}posted · 2 hours, 5 minutes late · 3 tries · ${link}`,
    ],
    ['posted before its time by a clock that was set back', { finishedAt: now - minute }, `${head}posted · ${link}`],
    [
      'posted, not published',
      { publishing: 'failed', detail: 'Missing *Access*' },
      `${head}posted · ${link}\n-# Not published to the servers that follow the channel: Missing \\*Access\\*`,
    ],
    [
      'posted, to be published when Discord allows it',
      { publishing: 'waiting', reason: 'publish-limit', tryAfter: now + 5 * minute },
      `${head}posted · ${link}\n-# To be published <t:${(now + 5 * minute) / 1000}:R> to the servers that follow the channel, unless the digest posts again before then: Discord lets a channel publish ten posts an hour`,
    ],
    [
      'posted, not published by Discord’s limit',
      { publishing: 'failed', reason: 'publish-limit' },
      `${head}posted · ${link}\n-# Not published to the servers that follow the channel: Discord lets a channel publish ten posts an hour, and this one’s turn did not come before the next post.`,
    ],
    [
      'still to be posted',
      {
        status: 'pending',
        reason: 'error',
        detail: 'fetch failed',
        messageId: null,
        finishedAt: null,
        attempts: 2,
        tryAfter: now + 10_500,
      },
      `${head}not posted yet · 2 tries\n-# Next try <t:${now / 1000 + 10}:R>\n-# Why not yet: fetch failed`,
    ],
    [
      'waiting for its first try',
      { status: 'pending', messageId: null, finishedAt: null, attempts: 0 },
      `${head}not posted yet\n-# Next try <t:${now / 1000}:R>`,
    ],
    ['too late', { status: 'missed', reason: 'late', messageId: null }, `${head}missed\n-# I was offline at the time`],
    ['merged', { status: 'missed', reason: 'merged', messageId: null }, `${head}missed\n-# It was late, and the post`],
    [
      'nothing new',
      { status: 'skipped', reason: 'nothing-new', messageId: null },
      `${head}skipped\n-# There was nothing`,
    ],
    ['removed', { status: 'skipped', reason: 'removed', messageId: null }, `${head}skipped\n-# The digest was removed`],
    ['paused', { status: 'skipped', reason: 'paused', messageId: null }, `${head}skipped\n-# The digest was paused`],
    ['cut off', { status: 'failed', reason: 'unknown', messageId: null }, `${head}failed\n-# I was interrupted while`],
    [
      'refused',
      { status: 'failed', detail: '**Missing** <@1>', messageId: null },
      `${head}failed\n-# Why: \\*\\*Missing\\*\\* \\<@1\\>`,
    ],
    [
      'still to be published',
      { publishing: 'waiting' },
      `${head}posted · ${link}\n-# Still to be published to the servers that follow the channel`,
    ],
    [
      'refused, by a worker of before reasons were codes',
      { status: 'failed', reason: 'Missing Access' as never, messageId: null },
      `${head}failed\n-# Why: I was not allowed to post there.`,
    ],
    ['failed without a word', { status: 'failed', messageId: null }, `${head}failed`],
    ['failed in a word of ours', { status: 'failed', detail: 'constructor', messageId: null }, '-# Why: constructor'],
  ];

  test.each(cases)('%s', async (_, changes, expected) => {
    await slot(changes);
    const { text, message, ephemeral } = await history();
    expect(text).toContain(expected);
    if (expected.endsWith(link)) expect(text.endsWith(link)).toBe(true);
    expect(violations(message)).toEqual([]);
    expect(ephemeral).toBe(true);
  });

  test('names the channel that it was posted in, not the one of now', async () => {
    await slot({ channelId: '77' });
    expect((await history()).text).toContain(`/${guildId}/77/${messageId}`);
  });

  test('the newest edit of its post is told', async () => {
    const id = await slot();
    const other = await slot({ slot: now - minute });
    await edit(other, { status: 'failed', reason: 'unreadable' });
    await edit(id, { finishedAt: now + 5 * minute });
    expect((await history()).text).toContain(`${link}\n-# Corrected <t:${now / 1000 + 300}:f>\n`);
    expect((await history()).text).toContain('could not be corrected: I no longer know');
    await edit(id, { status: 'failed', detail: 'Unknown Message' });
    const { text } = await history();
    expect(text).toContain('It could not be corrected: Unknown Message');
    expect(text).not.toContain('Corrected');
    await edit(id, { status: 'pending', finishedAt: null });
    expect((await history()).text).toContain('A correction is on its way');
  });
});

test('200 slots are paged, newest first, each once; the buttons turn the page in place', async () => {
  for (let i = 0; i < 200; i++) await slot({ slot: now - i * 1000 * minute });
  const seen: number[] = [];
  for (let i = 0; i < 25; i++) {
    const shown = await page(i);
    expect(violations(shown.message)).toEqual([]);
    expect(shown.text).toContain(`Page ${i + 1} of 25`);
    seen.push(...slots(shown));
  }
  expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => (now - i * 1000 * minute) / 1000));
  expect((await history()).text).toBe((await page(0)).text);
  expect((await page(9999)).text).toBe((await page(24)).text);
  const buttons = JSON.parse(JSON.stringify((await page(3)).message)).components[0].components.at(-2);
  expect(buttons).toMatchObject({
    type: ComponentType.ActionRow,
    components: [{ custom_id: 'history:1:2' }, { custom_id: 'history:1:4' }],
  });
  for (const [number, disabled] of [[0, 0] as const, [24, 1] as const])
    expect(JSON.parse(JSON.stringify((await page(number)).message)).components[0].components.at(-2)).toMatchObject({
      components: [0, 1].map((i) => (i === disabled ? { disabled: true } : { custom_id: expect.anything() })),
    });
});

test('whatever Discord said, a page is one that Discord takes, and shows nothing but the words', async () => {
  const words = ['*'.repeat(4000), `${'<@&1> '.repeat(900)}`, '👩‍👩‍👧‍👦'.repeat(500), '# x\n> y\n- z', '```js\n', ' '];
  let i = 0;
  for (const detail of words)
    for (const status of ['sent', 'pending', 'missed', 'failed', 'skipped'] as const)
      for (const ended of ['failed', 'pending', 'sent'] as const) {
        const at = now - i++ * 1000 * minute;
        const attempts = 123_456;
        const finishedAt = at + 6 * 24 * 60 * minute + 23 * 60 * minute + 59 * minute;
        const id = await slot({ slot: at, status, reason: 'error', detail, attempts, finishedAt });
        await edit(id, { status: ended, reason: 'error', detail });
      }
  for (let number = 0; number < Math.ceil(i / 8); number++) {
    const { message, text } = await page(number);
    expect(violations(message)).toEqual([]);
    expect(slots({ text } as Asked)).toHaveLength(number < Math.floor(i / 8) ? 8 : i % 8);
    expect(text).not.toMatch(/(?<!\\)<@/);
    expect(text).not.toContain('\n#');
    expect(message.allowed_mentions).toEqual({ parse: [] });
  }
});

test('a page of nothing but the longest entries keeps within Discord’s limit', async () => {
  for (let i = 0; i < 20; i++) {
    const at = now - i * 1000 * minute;
    const detail = 'w'.repeat(4000);
    const id = await slot({ slot: at, detail, attempts: 123_456, finishedAt: at + 10_079 * minute });
    await edit(id, { status: 'failed', reason: 'error', detail });
  }
  const { message, text } = await page(1);
  expect(violations(message)).toEqual([]);
  expect(text).toContain('6 days, 23 hours, 59 minutes late');
  expect(text).toContain('123,456 tries');
});

describe('a digest that was removed', () => {
  test('keeps its history for reading, and is offered as it is typed', async () => {
    await slot();
    await bot.click('remove:1', { guildId });
    const { text } = await bot.use('digest history', { digest: 1 }, { guildId });
    expect(text).toContain(`It was removed on <t:${now / 1000}:f>`);
    expect(text).toContain(link);
    const offered = async (name: string) =>
      (await bot.complete(name, { digest: '' }, 'digest', { guildId })).map((choice) => choice.name);
    expect(await offered('digest history')).toEqual(['1 · daily 9:00 AM UTC · removed']);
    expect(await offered('digest send')).toEqual([]);
  });

  test('before it was ever due says so', async () => {
    await bot.click('remove:1', { guildId });
    expect((await bot.use('digest history', { digest: 1 }, { guildId })).text).toContain('before any post was due');
  });
});

describe('another guild', () => {
  test('reaches neither the slots of a digest nor any by a custom id', async () => {
    await slot({ detail: 'a secret' });
    for (const asked of [
      await bot.use('digest history', { digest: 1 }, { guildId: '200' }),
      await bot.click('history:1:0', { guildId: '200' }),
      await bot.click('history:1:0', { guildId: '200' }),
    ]) {
      expect(unescaped(asked.text)).toContain('There is no digest 1 here');
      expect(asked.text).not.toContain('secret');
      expect(asked.ephemeral).toBe(true);
    }
  });

  test('with a digest of the same number sees its own', async () => {
    await slot({ detail: 'a secret' });
    await addDigest(db, newDigest({ guildId: '200' }), 50);
    await slot({ digestId: 2, messageId: '9999' });
    const { text } = await bot.click('history:1:0', { guildId: '200' });
    expect(text).toContain('9999');
    expect(text).not.toContain('secret');
    await bot.click('remove:1', { guildId: '200' });
    expect((await bot.click('history:1:0', { guildId })).text).toContain('secret');
    expect((await bot.click('history:1:0', { guildId })).text).not.toContain('It was removed');
  });
});
