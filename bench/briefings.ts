import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Actor, type Discord, startDiscord } from 'discord-playground';
import { dump } from 'js-yaml';
import { offeredCommands } from '../commands/index.ts';
import type { Briefing } from '../src/briefing/briefing.ts';
import { Library } from '../src/briefing/library/library.ts';
import { openDatabase } from '../src/store/database.ts';
import { asking } from '../test/support/asking.ts';
import { settled, startContender } from './contenders.ts';
import { makeBriefings } from './many-briefings.ts';
import { quantile, stopwatch } from './measuring.ts';
import { atMost, type Measured, plain, type Section } from './table.ts';
import { residentMemory } from './usage.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const size = { briefings: 10_000, starts: 5, warmUpQueries: 300, measuredQueries: 1_000 };
const limitsMs = { start: 3_000, answer: 5 };

/** Measures the start with many briefings, and searches and completions in them. */
export async function briefingCosts(): Promise<Section> {
  const { briefings } = size;
  console.log(
    `briefings: writes ${briefings.toLocaleString('en-US')}, and looks for what stands in them; about 2 minutes`,
  );
  const place = await openWorkplace();
  const discord = await startDiscord();
  try {
    const made = makeBriefings(briefings);
    const bytes = await fill(place, made);
    const first = await startContender('Dateline', discord, place);
    await settled(first.pid);
    await first.bot.stop();
    const starts: number[] = [];
    for (let i = 0; i < size.starts; i++) {
      const { bot, readyIn } = await startContender('Dateline', discord, place);
      starts.push(readyIn);
      await bot.stop();
    }
    const words = made.flatMap(({ headline }) => headline.toLowerCase().split(' '));
    const rows = [
      plain('size of a briefing’s file', bytes / briefings / 1024, 'KiB'),
      plain('the first start to READY, which reads and checks all', first.readyIn, 'ms'),
      atMost('each later one, median', quantile(starts, 0.5), limitsMs.start, 'ms'),
      ...(await answersInProcess(made, words)),
      ...(await answersOverDiscord(discord, place, words)),
    ];
    return { title: `${briefings.toLocaleString('en-US')} briefings`, rows };
  } finally {
    await discord.close();
    await place.close();
  }
}

/** How long the bot itself takes for an answer, from the interaction to the message. */
async function answersInProcess(made: readonly Briefing[], words: readonly string[]): Promise<Measured[]> {
  const library = new Library(made);
  library.index();
  const offered = offeredCommands({ library, now: Date.now });
  const db = await openDatabase('sqlite::memory:');
  const bot = asking({ library, db, commands: () => offered });
  const queries = {
    '/search': (query: string) => bot.use('search', { query }),
    'completion of briefing': (briefing: string) => bot.complete('summary', { briefing }, 'briefing'),
    'completion of name': (name: string) => bot.complete('who', { name }, 'name'),
    'completion of topic': (name: string) => bot.complete('topic', { name }, 'name'),
  };
  const rows: Measured[] = [];
  for (const [what, ask] of Object.entries(queries)) {
    const times = await timesOf(ask, words);
    rows.push(plain(`${what}, in the bot, median`, quantile(times, 0.5), 'ms'));
    rows.push(atMost('  99th percentile', quantile(times, 0.99), limitsMs.answer, 'ms'));
  }
  await db.destroy();
  return rows;
}

/** The same answers over the playground's Discord, and the memory of the bot. */
async function answersOverDiscord(discord: Discord, place: Workplace, words: readonly string[]): Promise<Measured[]> {
  const guild = discord.createGuild({ name: 'Guild', members: [{ name: 'reader' }], channels: [{ name: 'talk' }] });
  const [userId = '', channelId = ''] = [guild.members.get('reader'), guild.channels.get('talk')];
  const actor: Actor = { guildId: guild.id, userId, channelId };
  const { bot, pid } = await startContender('Dateline', discord, place);
  await settled(pid);
  const queries = {
    '/search': (query: string) => discord.use(actor, 'search', { query }),
    'completion of briefing': (value: string) => discord.complete(actor, 'summary', {}, { name: 'briefing', value }),
  };
  const rows: Measured[] = [];
  for (const [what, ask] of Object.entries(queries)) {
    const times = await timesOf(ask, words);
    rows.push(plain(`${what}, as a person sees it, median`, quantile(times, 0.5), 'ms'));
    rows.push(plain('  99th percentile', quantile(times, 0.99), 'ms'));
  }
  await settled(pid);
  rows.push(plain('memory', residentMemory(pid) / 2 ** 20, 'MiB'));
  await bot.stop();
  return rows;
}

async function timesOf(ask: (text: string) => Promise<unknown>, words: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < size.warmUpQueries + size.measuredQueries; i++) {
    const elapsed = stopwatch();
    await ask(queryOf(words, i));
    if (i >= size.warmUpQueries) times.push(elapsed());
  }
  return times;
}

/** A query as people type it: one or two words of a headline, sometimes cut short or misspelt. */
function queryOf(words: readonly string[], number: number): string {
  const word = words[(number * 7_919) % words.length] ?? 'a';
  const next = words[(number * 7_919 + 1) % words.length] ?? 'a';
  switch (number % 5) {
    case 0:
      return word;
    case 1:
      return `${word} ${next}`;
    case 2:
      return word.slice(0, 1 + (number % 4));
    case 3:
      return `${word} ${next.slice(0, 2)}`;
    default:
      return word.length > 5 ? `${word.slice(0, 3)}${word.slice(4)}` : word;
  }
}

/** Replaces the content by these briefings; returns the size of all files in bytes. */
async function fill({ content }: Workplace, briefings: readonly Briefing[]): Promise<number> {
  const folder = join(content, 'briefings');
  await rm(folder, { recursive: true });
  await mkdir(folder);
  let bytes = 0;
  for (const { slug, ...briefing } of briefings) {
    const text = dump(briefing);
    bytes += Buffer.byteLength(text);
    await writeFile(join(folder, `${slug}.yaml`), text);
  }
  return bytes;
}
