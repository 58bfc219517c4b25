import { ComponentType, PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import { addDigest, findDigest } from '../../src/store/digests.ts';
import type { Database } from '../../src/store/schema.ts';
import { language } from '../../src/text/language.ts';
import { alertMessage } from '../../src/view/digest-notice.ts';
import { asking, lacking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { newDigest } from '../support/digests.ts';
import { texts } from '../support/message-limits.ts';
import { customIds } from '../support/newsroom.ts';

/* An alert's buttons work in a direct message, where Discord says of nobody what they may do in a server. */

const now = Date.parse('2026-11-24T12:00:00Z');
const direct = { guildId: '', inPublic: true };
/** Who clicks, by what they may do in the server 100. */
const permissions = new Map([
  ['900', PermissionFlagsBits.ManageGuild],
  ['901', PermissionFlagsBits.SendMessages],
]);

let db: Database;
let bot: ReturnType<typeof asking>;

beforeEach(async () => {
  db = await openTestDatabase();
  bot = asking(
    { db, library: new Library([briefing()]), now: () => now, access: async () => lacking(0) },
    undefined,
    async (guildId, userId) => {
      const held = guildId === '100' ? permissions.get(userId) : undefined;
      return held === undefined ? undefined : { roles: [], permissions: String(held) };
    },
  );
  await addDigest(db, newDigest({ paused: 'permission', nextSlot: null, alertDue: 1 }), 50);
});

afterEach(() => db.destroy());

const alert = (digests = [{ number: 1, channelId: '500', slots: [now] }]) =>
  alertMessage(
    { cause: 'permission', digests, missing: ['SendMessages'] },
    { id: '100', name: 'News *club*' },
    language('en-GB'),
  );

test('an alert names the server, the channel, what was not posted, and what is lacking', () => {
  const text = texts(alert()).join('\n');
  expect(text).toContain('On the server News \\*club\\*');
  expect(text).toContain('**Digest 1** in <#500>');
  expect(text).toContain(`not posted: <t:${now / 1000}:f>`);
  expect(text).toContain('I lack **Send Messages**');
  expect(customIds(alert(), ComponentType.Button)).toEqual(['in:100:panel:1:check', 'in:100:digest:1']);
});

test('a moderator checks again in a direct message, and goes on from there', async () => {
  const checked = await bot.click('in:100:panel:1:check', direct);
  expect(checked).toMatchObject({ ephemeral: true, inPlace: false });
  expect(checked.text).toContain('it posts again');
  expect(await findDigest(db, '100', 1)).toMatchObject({ paused: null });
  const ids = customIds(checked.message, ComponentType.Button);
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) expect(id).toMatch(/^in:100:/);
  expect((await bot.click('in:100:digests:0', direct)).text).toContain('Digests of this server');
});

test('in the server itself the same button works as any other, and names nothing more', async () => {
  const { message } = await bot.click('in:100:digest:1', { inPublic: true });
  expect(customIds(message, ComponentType.Button).some((id) => id.startsWith('in:'))).toBe(false);
});

test.each([
  ['a member who may not manage the server', 'in:100:panel:1:check', '901'],
  ['somebody who is not in the server', 'in:100:panel:1:check', '902'],
  ['a number that there is not, to them', 'in:100:panel:77:check', '902'],
  ['a server that the bot is not in', 'in:555:panel:1:check', '900'],
])('%s is refused, is told nothing, and changes nothing', async (_, customId, userId) => {
  const { text } = await bot.click(customId, { ...direct, userId });
  expect(text).toContain('Only moderators can use this');
  expect(text).not.toContain('digest 1');
  expect(await findDigest(db, '100', 1)).toMatchObject({ paused: 'permission' });
});

test('a button of another server does nothing in this one', async () => {
  const { text } = await bot.click('in:555:digest:1', { inPublic: true });
  expect(text).toContain('That button');
});
