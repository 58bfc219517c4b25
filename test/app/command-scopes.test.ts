import { type REST, Routes } from 'discord.js';
import { type Discord, type Guild, startDiscord } from 'discord-playground';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rememberScope, takeBackElsewhere } from '../../src/app/command-scopes.ts';
import { register } from '../../src/discord/registration.ts';
import { createRest } from '../../src/discord/rest/rest.ts';
import type { Database } from '../../src/store/schema.ts';
import { openTestDatabase } from '../support/databases.ts';

/* Commands that are registered in two scopes stand twice in people's picker. */

let discord: Discord;
let rest: REST;
let db: Database;
let logged: string[];

beforeEach(async () => {
  discord = await startDiscord();
  rest = createRest({ token: discord.token, apiUrl: discord.apiUrl, requestsPerSecond: 50 });
  db = await openTestDatabase();
  logged = [];
});

afterEach(async () => {
  await db.destroy();
  await discord.close();
});

const log = () => pino({ base: null }, { write: (line: string) => logged.push(JSON.parse(line).msg) });
const commands = [{ name: 'help', description: 'Helps' }];
const newGuild = (name: string) => discord.createGuild({ name, channels: [{ name: 'general' }], members: [] });

/** What a start of the bot does with its commands. */
async function start(guild?: Guild): Promise<void> {
  const scope = { applicationId: discord.botId, guildId: guild?.id };
  await rememberScope(db, scope);
  await register(rest, scope, commands, pino({ level: 'silent' }));
  await takeBackElsewhere({ rest, scope, db, log: log() });
}

const everywhere = () => rest.get(Routes.applicationCommands(discord.botId));
const inGuild = ({ id }: Guild) => rest.get(Routes.applicationGuildCommands(discord.botId, id));

describe('DEV_GUILD_ID', () => {
  test('that is taken out, or is of another server now, leaves no commands in the server of before, and says so', async () => {
    const [first, second] = [newGuild('First'), newGuild('Second')];
    await start(first);
    await start(second);
    expect(await inGuild(first)).toEqual([]);
    expect(await inGuild(second)).toHaveLength(1);
    await start();
    expect(await inGuild(second)).toEqual([]);
    expect(await everywhere()).toHaveLength(1);
    expect(logged.filter((text) => text.includes('earlier DEV_GUILD_ID were taken back'))).toHaveLength(2);
    logged = [];
    await start();
    expect(logged).toEqual([]);
  });

  test('that is set where the bot is in no other server takes the commands of all servers back', async () => {
    const only = newGuild('Only');
    await start();
    await start(only);
    expect(await everywhere()).toEqual([]);
    expect(await inGuild(only)).toHaveLength(1);
    expect(logged).toEqual([expect.stringContaining('taken back everywhere but in the server of DEV_GUILD_ID')]);
  });

  test('that is set where others use the bot leaves them their commands, and says that they stand twice', async () => {
    const [dev] = [newGuild('Dev'), newGuild('Readers')];
    await start();
    await start(dev);
    expect(await everywhere()).toHaveLength(1);
    expect(logged).toEqual([expect.stringContaining('commands stand twice')]);
  });

  test('of a server that the bot has left does not keep it from clearing the rest', async () => {
    const [left, second] = [newGuild('Left'), newGuild('Second')];
    await start(left);
    discord.kick(left.id);
    await start(second);
    await start();
    expect(await inGuild(second)).toEqual([]);
  });
});
