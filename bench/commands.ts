import { type Actor, type Discord, startDiscord } from 'discord-playground';
import { compare, forEach } from './comparing.ts';
import { contenders, type Running, startContender } from './contenders.ts';
import { quantile, stopwatch } from './measuring.ts';
import type { Section } from './table.ts';
import { processorTime } from './usage.ts';
import { openWorkplace } from './workplace.ts';

// Those that readers use; the others are variations of them.
const commands = ['summary', 'latest', 'timeline', 'who', 'help'] as const;
// So many before anything counts: V8 compiles what is used often, for a while.
export const size = { warming: 4_000, rounds: 11, asked: 500, atOnce: 32 };

/** A bot, by its name, and who asks it. */
export type Asked = {
  readonly name: string;
  readonly discord: Discord;
  readonly actor: Actor;
  readonly running: Pick<Running, 'pid'>;
};
type Round = { readonly processor: number; readonly times: readonly number[]; readonly perSecond: number };

/** What 1,000 slash commands cost, each contender with a Discord of its own, in turns. */
export async function commandCosts(): Promise<Section> {
  const count = (size.warming + size.rounds * size.asked * 2) * contenders.length;
  console.log(`commands: ${count.toLocaleString('en-US')} slash commands; about a minute and a half`);
  const place = await openWorkplace();
  const open = await forEach(async (contender) => {
    const discord = await startDiscord();
    const guild = discord.createGuild({ name: 'Guild', members: [{ name: 'reader' }], channels: [{ name: 'talk' }] });
    const [userId = '', channelId = ''] = [guild.members.get('reader'), guild.channels.get('talk')];
    if (contender !== 'Dateline') await register(discord);
    const running = await startContender(contender, discord, place);
    return { name: contender, discord, running, actor: { guildId: guild.id, userId, channelId } };
  });
  try {
    for (const contender of contenders) await together(open[contender], size.warming);
    const rounds: Record<(typeof contenders)[number], Round>[] = [];
    for (let round = 0; round < size.rounds; round++)
      rounds.push(await forEach((contender) => measure(open[contender])));
    const each = (value: (round: Round) => number) =>
      forEach((contender) => rounds.map((round) => value(round[contender])));
    const rows = [
      ...compare('processor time for 1,000 slash commands', await each(({ processor }) => processor), 'ms', 1),
      ...compare('answered in, median', await each(({ times }) => quantile(times, 0.5)), 'ms'),
      ...compare('answered in, 99th percentile', await each(({ times }) => quantile(times, 0.99)), 'ms'),
      ...compare(`commands a second, ${size.atOnce} at once`, await each(({ perSecond }) => perSecond), ''),
    ];
    return { title: 'commands', rows };
  } finally {
    for (const { discord, running } of Object.values(open)) {
      await running.bot.stop();
      await discord.close();
    }
    await place.close();
  }
}

/** Registers the commands for a bot that does not do so itself. */
async function register({ apiUrl, applicationId, token }: Discord): Promise<void> {
  const answer = await fetch(`${apiUrl}/v10/applications/${applicationId}/commands`, {
    method: 'PUT',
    headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json', 'User-Agent': 'bench' },
    body: JSON.stringify(commands.map((name) => ({ name, description: name }))),
  });
  if (!answer.ok) throw new Error(`the commands were not registered: ${await answer.text()}`);
}

/** Commands one after the other, then as many as can be. */
export async function measure(asked: Asked): Promise<Round> {
  const { pid } = asked.running;
  const before = processorTime(pid);
  const times: number[] = [];
  for (let i = 0; i < size.asked; i++) {
    const elapsed = stopwatch();
    await ask(asked, i);
    times.push(elapsed());
  }
  const processor = ((processorTime(pid) - before) / size.asked) * 1000;
  const elapsed = stopwatch();
  await together(asked, size.asked);
  return { processor, times, perSecond: (size.asked / elapsed()) * 1000 };
}

/** So many commands, as many at once as are asked at most. */
export async function together(asked: Asked, count: number): Promise<void> {
  let next = 0;
  const person = async () => {
    while (next < count) await ask(asked, next++);
  };
  await Promise.all(Array.from({ length: size.atOnce }, person));
}

function ask({ name, discord, actor }: Asked, number: number): Promise<unknown> {
  const command = commands[number % commands.length] ?? commands[0];
  return discord.use(actor, command).catch((error) => {
    throw new Error(`${name} did not answer /${command}`, { cause: error });
  });
}
