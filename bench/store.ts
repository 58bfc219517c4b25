import { stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { loadBriefings } from '../src/briefing/file/load.ts';
import { Library } from '../src/briefing/library/library.ts';
import { attemptDelivery } from '../src/digest/deliver/attempt.ts';
import { openDatabase } from '../src/store/database.ts';
import { beginAttempt, finishDelivery } from '../src/store/deliveries/attempts.ts';
import { quietEdges } from '../test/support/quiet-edges.ts';
import { addDigests, addHistory, digestRow } from './filling.ts';
import { stopwatch, timed } from './measuring.ts';
import { atLeast, atMost, type Measured, plain, type Section } from './table.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const size = { digests: 100_000, days: 10, written: 1_000, delivered: 500 };
const limits = { perSecond: 50, open: 2_000 };
const hour = 60 * 60_000;

/** What a delivery costs in a database with a million of them, and opening it; gives what was measured. */
export async function store(): Promise<Section> {
  const rows = (size.digests * size.days).toLocaleString('en-US');
  console.log(`store: makes ${size.digests.toLocaleString('en-US')} digests and ${rows} deliveries; about 20 s`);
  const place = await openWorkplace();
  try {
    await fill(place);
    return { title: 'store', rows: [...(await opening(place)), ...(await delivering(place))] };
  } finally {
    await place.close();
  }
}

async function fill({ content, database }: Workplace): Promise<void> {
  const slugs = (await loadBriefings(content)).map(({ slug }) => slug);
  const db = await openDatabase(`sqlite:${database}`);
  await addDigests(
    db,
    Array.from({ length: size.digests }, (_, i) => {
      const [guild, number] = [Math.floor(i / 10), (i % 10) + 1];
      const nextSlot = Date.now() + hour;
      return digestRow({ guildId: `${100_000 + guild}`, channelId: `${500_000 + i}`, number, nextSlot });
    }),
  );
  await addHistory(db, size.days, slugs, Date.now());
  await db.destroy();
}

async function opening({ database }: Workplace): Promise<Measured[]> {
  const { size: bytes } = await stat(database);
  const whole = await timed(async () => (await openDatabase(`sqlite:${database}`)).destroy());
  const raw = new DatabaseSync(database);
  const checked = await timed(async () => raw.prepare('pragma quick_check(1)').all());
  raw.close();
  return [
    plain('the file', bytes / 2 ** 20, 'MiB'),
    atMost('opening it, in the system’s cache', whole.ms, limits.open, 'ms'),
    plain('of that, pragma quick_check', checked.ms, 'ms'),
  ];
}

async function delivering({ content, database }: Workplace): Promise<Measured[]> {
  const briefings = await loadBriefings(content);
  const db = await openDatabase(`sqlite:${database}`);
  try {
    const ids = await pending(database, size.written + size.delivered);
    const carries = briefings.map(({ slug, version }, position) => ({ slug, version, position }));
    const written = await timed(async () => {
      for (const id of ids.slice(0, size.written)) {
        const begun = { carries, content: '{"depth":"brief"}' };
        await db.transaction().execute((inside) => beginAttempt(inside, id, begun, Date.now()));
        await finishDelivery(db, { id }, { status: 'sent', messageId: '1' }, Date.now());
      }
    });
    const edges = quietEdges({ db, library: new Library(briefings), now: Date.now });
    const { signal } = new AbortController();
    let slowest = 0;
    const delivered = await timed(async () => {
      for (const id of ids.slice(size.written)) {
        const elapsed = stopwatch();
        await attemptDelivery(edges, id, signal);
        slowest = Math.max(slowest, elapsed());
      }
    });
    const perSecond = (count: number, ms: number) => (count / ms) * 1000;
    return [
      atLeast('begun and finished, on the disk', perSecond(size.written, written.ms), limits.perSecond, '/s'),
      atLeast('delivered, all but Discord', perSecond(size.delivered, delivered.ms), limits.perSecond, '/s'),
      atMost('the slowest of those', slowest, 100, 'ms'),
    ];
  } finally {
    await db.destroy();
  }
}

/** Makes so many deliveries wait to be posted; gives their ids. */
async function pending(database: string, count: number): Promise<number[]> {
  const db = await openDatabase(`sqlite:${database}`);
  const now = Date.now();
  const deliveries = Array.from({ length: count }, (_, i) => ({
    digestId: i + 1,
    slot: now,
    channelId: `${900_000 + i}`,
    status: 'pending' as const,
    reason: null,
    messageId: null,
    attempts: 0,
    attemptedAt: null,
    tryAfter: now,
    createdAt: now,
    finishedAt: null,
    content: null,
  }));
  const rows = await db.insertInto('deliveries').values(deliveries).returning('id').execute();
  await db.destroy();
  return rows.map(({ id }) => id);
}
