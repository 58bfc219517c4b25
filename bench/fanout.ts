import { type Discord, type Guild, startDiscord } from 'discord-playground';
import { openDatabase } from '../src/store/database.ts';
import { asks, askUntil, talk } from './asking.ts';
import { startRealBot } from './bot.ts';
import { addDigests, digestRow } from './filling.ts';
import { mostWithin, quantile, stopwatch } from './measuring.ts';
import { atLeast, atMost, plain, type Section } from './table.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const minute = 60_000;
// As /digest add allows.
const mostInGuild = 50;
// Discord's limit, and what is left of it to space requests (src/discord/rest/rest.ts).
const limits = { perSecond: 50, spaced: 44, slash: 100 };
// How long before they are due the bot is started, in milliseconds.
const before = 8_000;

/** Posts many digests that are due in the same minute, while people use commands; gives what was measured. */
export async function fanout(count: number): Promise<Section> {
  console.log(`fanout: ${count} digests due at once, at Discord's 50 a second; about ${Math.ceil(count / 46) + 10} s`);
  const place = await openWorkplace();
  // The bot's clock stands a little before the minute in which they are due.
  const ahead = minute - (Date.now() % minute) - before;
  const discord = await startDiscord({ now: () => Date.now() + ahead });
  try {
    const guilds = makeGuilds(discord, count);
    const db = await openDatabase(`sqlite:${place.database}`);
    const dueAt = Math.ceil((Date.now() + ahead) / minute) * minute;
    await addDigests(
      db,
      guilds.flatMap(({ id, channels }) =>
        newsOf(channels).map((channelId, i) =>
          digestRow({ guildId: id, channelId, number: i + 1, cron: '0 0 29 2 *', nextSlot: dueAt }),
        ),
      ),
    );
    await db.destroy();
    return await measure(discord, { guilds, count, place, ahead });
  } finally {
    await discord.close();
    await place.close();
  }
}

/** Some guilds with as many digests as a guild may have, and many with a few; each has one. */
function makeGuilds(discord: Discord, channels: number): Guild[] {
  const guilds = Math.min(300, Math.ceil(channels / 10));
  const weights = Array.from({ length: guilds }, (_, i) => 1 / (i + 1));
  const unit = (channels - guilds) / weights.reduce((a, b) => a + b);
  const sizes = weights.map((weight) => Math.min(1 + Math.floor(weight * unit), mostInGuild));
  let left = channels - sizes.reduce((a, b) => a + b);
  for (let i = 0; left > 0; i = (i + 1) % guilds)
    if ((sizes[i] ?? 0) < mostInGuild) {
      sizes[i] = (sizes[i] ?? 0) + 1;
      left -= 1;
    }
  return sizes.map((size, guild) =>
    discord.createGuild({
      name: `Guild ${guild}`,
      roles: [{ name: 'Moderator', permissions: ['ManageGuild'] }],
      members: [{ name: 'moderator', roles: ['Moderator'] }],
      channels: [{ name: talk }, ...Array.from({ length: size }, (_, i) => ({ name: `news-${i}` }))],
    }),
  );
}

type Run = {
  readonly guilds: readonly Guild[];
  readonly count: number;
  readonly place: Workplace;
  readonly ahead: number;
};

async function measure(discord: Discord, { guilds, count, place, ahead }: Run): Promise<Section> {
  const elapsed = stopwatch();
  const guildOf = new Map(guilds.flatMap(({ id, channels }) => newsOf(channels).map((channel) => [channel, id])));
  const firsts = new Map<string, number>();
  const posted: number[] = [];
  const counted: number[] = [];
  let limited = 0;
  const begun = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  discord.events.on('message', ({ channel_id }) => {
    const guild = guildOf.get(channel_id);
    if (guild === undefined) return;
    posted.push(elapsed());
    if (!firsts.has(guild)) firsts.set(guild, elapsed());
    begun.resolve();
    if (posted.length === count) done.resolve();
  });
  discord.events.on('request', ({ status, path }) => {
    if (status === 429) limited += 1;
    if (!path.endsWith('/callback')) counted.push(elapsed());
  });
  const bot = startRealBot({
    discord,
    place,
    ahead,
    logLevel: 'warn',
    onLine: (line) => console.log(`  bot: ${line}`),
  });
  const given = new Promise((late) => setTimeout(late, (count / limits.spaced) * 2_000 + 60_000).unref());
  const over = Promise.race([done.promise, bot.exited, given]);
  await Promise.race([begun.promise, over]);
  const answers = await askUntil(over, discord, guilds);
  const times = answers.map(({ ms }) => ms);
  await bot.stop();
  const [first = 0] = posted;
  const seconds = ((posted.at(-1) ?? first) - first) / 1000;
  const reached = (Math.max(...firsts.values()) - first) / 1000;
  const rows = [
    { what: 'digests posted', measured: String(posted.length), limit: String(count), ok: posted.length === count },
    plain('from the first to the last', seconds, 's'),
    atLeast('a second', (posted.length - 1) / seconds, limits.spaced, '/s'),
    atMost('most requests in any one second', mostWithin(counted, 1000), limits.perSecond, '/s'),
    atMost('answered 429', limited, 0, ''),
    atMost(`all of ${guilds.length} guilds had their first after`, reached, guilds.length / limits.spaced + 1, 's'),
    plain('slash commands asked meanwhile', times.length),
    atMost('not answered', times.filter((ms) => ms === Number.POSITIVE_INFINITY).length, 0, ''),
    atMost('answered in, median', quantile(times, 0.5), limits.slash, 'ms'),
    atMost('answered in, 95th percentile', quantile(times, 0.95), limits.slash, 'ms'),
    ...asks.map((name) => {
      const slowest = answers.filter(({ command }) => command === name).toSorted((a, b) => b.ms - a.ms)[0];
      const when = slowest ? `, ${(slowest.after / 1000).toFixed(1)} s after the first post` : '';
      return atMost(`the slowest /${name}${when}`, slowest?.ms ?? 0, limits.slash, 'ms');
    }),
  ];
  return { title: 'fanout', rows };
}

function newsOf(channels: ReadonlyMap<string, string>): string[] {
  return [...channels].filter(([name]) => name !== talk).map(([, id]) => id);
}
