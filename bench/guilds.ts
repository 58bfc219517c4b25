import { startDiscord } from 'discord-playground';
import { compare, forEach } from './comparing.ts';
import { type Contender, contenders, settled, startContender } from './contenders.ts';
import type { Measured, Section } from './table.ts';
import { residentMemory } from './usage.ts';
import { openWorkplace } from './workplace.ts';

const channels = 40;
const sizes = [
  { guilds: 100, rounds: 7 },
  { guilds: 2_500, rounds: 3 },
];
const limits = { memory: 0.5, start: 1.5 };

type Start = { readonly readyIn: number; readonly mebibytes: number };

/**
 * How long a start takes to the gateway's READY, and how much memory a bot then has resident, in few and in many
 * guilds.
 */
export async function guildCosts(): Promise<Section> {
  console.log(`guilds: starts each bot in ${sizes.map(({ guilds }) => guilds).join(' and ')} guilds; about 2 minutes`);
  const rows: Measured[] = [];
  for (const { guilds, rounds } of sizes) {
    const starts = await startInTurns(guilds, rounds);
    const each = (value: (start: Start) => number) =>
      forEach((contender) => starts.map((round) => value(round[contender])));
    const inGuilds = `in ${guilds.toLocaleString('en-US')} guilds`;
    const memory = await each(({ mebibytes }) => mebibytes);
    rows.push(...compare(`memory ${inGuilds}`, memory, 'MiB', guilds > 1_000 ? limits.memory : undefined));
    rows.push(...compare(`start to READY ${inGuilds}`, await each(({ readyIn }) => readyIn), 'ms', limits.start));
  }
  return { title: `guilds of ${channels} channels`, rows };
}

async function startInTurns(guilds: number, rounds: number): Promise<Record<Contender, Start>[]> {
  const discord = await startDiscord();
  const place = await openWorkplace();
  for (let i = 0; i < guilds; i++)
    discord.createGuild({
      name: `Guild ${i}`,
      channels: Array.from({ length: channels }, (_, channel) => ({ name: `channel-${channel}` })),
    });
  const start = async (contender: Contender): Promise<Start> => {
    const { bot, pid, readyIn } = await startContender(contender, discord, place);
    await settled(pid);
    const mebibytes = residentMemory(pid) / 2 ** 20;
    await bot.stop();
    return { readyIn, mebibytes };
  };
  try {
    // Once before it counts: the files are then in the system's cache, the commands registered, and the database is
    // there.
    for (const contender of contenders) await start(contender);
    const starts: Record<Contender, Start>[] = [];
    for (let round = 0; round < rounds; round++) starts.push(await forEach(start));
    return starts;
  } finally {
    await discord.close();
    await place.close();
  }
}
