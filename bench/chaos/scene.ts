import { ChannelType } from 'discord.js';
import type { Actor, Discord, Guild } from 'discord-playground';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { slotsAfter } from '../../src/digest/schedule/slots.ts';
import { openDatabase } from '../../src/store/database.ts';
import { changeGuildSettings } from '../../src/store/guilds.ts';
import type { NewDigestRow } from '../../src/store/schema.ts';
import { addDigests, digestRow } from '../filling.ts';
import { type Chance, createChance } from './plan.ts';

/** How much there is of each. */
export const sizes = { guilds: 4, channels: 40, digests: 240 };

/** A channel that digests go to. */
export type NewsChannel = { readonly id: string; readonly name: string; readonly guild: Guild };

/** The guilds, their channels, and the digests that are set up there. */
export type Scene = {
  readonly guilds: readonly Guild[];
  readonly channels: readonly NewsChannel[];
  readonly digests: readonly NewDigestRow[];
  moderator(guild: Guild): Actor;
};

const crons = ['* * * * *', '* * * * *', '*/2 * * * *', '*/3 * * * *', '*/5 * * * *', '7,37 * * * *', '0 * * * *'];
const zones = [null, 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

/** Makes the guilds in a Discord, and their digests in a database; the same for the same seed. */
export async function setScene(discord: Discord, database: string, seed: number, now: number): Promise<Scene> {
  const chance = createChance(seed);
  const guilds = Array.from({ length: sizes.guilds }, (_, guild) => makeGuild(discord, guild));
  const channels = guilds.flatMap((guild) =>
    [...guild.channels].filter(([name]) => name.startsWith('news')).map(([name, id]) => ({ id, name, guild })),
  );
  const last = new Map<Guild, number>();
  const digests = Array.from({ length: sizes.digests }, (_, i) => {
    const channel = channels[i % channels.length];
    if (!channel) throw new Error('there are no channels');
    const number = (last.get(channel.guild) ?? 0) + 1;
    last.set(channel.guild, number);
    return makeDigest(channel, number, chance, now);
  });
  const db = await openDatabase(`sqlite:${database}`);
  await addDigests(db, digests);
  for (const guild of guilds)
    await changeGuildSettings(db, guild.id, { alertsChannelId: guild.channels.get('alerts') ?? null });
  await db.destroy();
  return {
    guilds,
    channels,
    digests,
    moderator: (guild) => ({
      userId: guild.members.get('moderator') ?? '',
      channelId: guild.channels.get('talk') ?? '',
      guildId: guild.id,
    }),
  };
}

function makeGuild(discord: Discord, guild: number): Guild {
  const count = sizes.channels / sizes.guilds;
  return discord.createGuild({
    name: `Guild ${guild}`,
    roles: [{ name: 'Moderator', permissions: ['ManageGuild'] }],
    members: [{ name: 'moderator', roles: ['Moderator'] }],
    channels: [
      { name: 'talk' },
      { name: 'alerts' },
      ...Array.from({ length: count }, (_, i) => ({
        name: `news-${guild}-${i}`,
        type: i < 2 ? ChannelType.GuildAnnouncement : ChannelType.GuildText,
      })),
    ],
  });
}

function makeDigest({ id, name, guild }: NewsChannel, number: number, chance: Chance, now: number): NewDigestRow {
  const [cron, timezone] = [chance.of(crons), chance.of(zones)];
  const from = Temporal.Instant.fromEpochMilliseconds(now);
  const [next] = slotsAfter(parseCron(cron), timezone ?? 'UTC', from).take(1);
  return digestRow({
    guildId: guild.id,
    channelId: id,
    number,
    cron,
    timezone,
    depth: chance.of(['brief', 'standard', 'full']),
    whenEmpty: chance.of(['say-so', 'say-so', 'skip', 'repeat']),
    catchUpMinutes: chance.of([1, 5, 120]),
    publish: /-[01]$/.test(name) && chance.from(0, 1) === 1,
    nextSlot: next?.epochMilliseconds ?? null,
    createdBy: guild.members.get('moderator') ?? '',
    createdAt: now,
  });
}
