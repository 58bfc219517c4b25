import { sql } from 'kysely';
import pino from 'pino';
import type { Briefing } from '../src/briefing/briefing.ts';
import { loadBriefings } from '../src/briefing/file/load.ts';
import { Library } from '../src/briefing/library/library.ts';
import { createPoster } from '../src/digest/deliver/poster.ts';
import { claimDueDigests } from '../src/digest/schedule/claim-slots.ts';
import { openDatabase } from '../src/store/database.ts';
import type { Database } from '../src/store/schema.ts';
import { createPostgresDatabase, startPostgres } from '../test/support/postgres.ts';
import { quietEdges } from '../test/support/quiet-edges.ts';
import { addDigests, addHistory, digestRow } from './filling.ts';
import { quantile, timed } from './measuring.ts';
import { atMost, type Measured, type Section } from './table.ts';
import { openWorkplace } from './workplace.ts';

const limit = 1_000;
const size = { digests: 100_000, due: 3_000, days: 3, checks: 20 };
const log = pino({ level: 'silent' });
const hour = 60 * 60_000;

/**
 * Looks for what is due among many digests, with none and with many of them due, in SQLite and in PostgreSQL; gives
 * what was measured.
 */
export async function due(): Promise<Section> {
  const { digests, days } = size;
  console.log(`due: makes ${digests.toLocaleString('en-US')} digests with ${days} posts each, twice; about 40 s`);
  const place = await openWorkplace();
  const postgres = await startPostgres();
  try {
    const briefings = await loadBriefings(place.content);
    const inSqlite = await measured('SQLite', `sqlite:${place.database}`, briefings);
    const inPostgres = await measured('PostgreSQL', await createPostgresDatabase(postgres.url), briefings);
    return { title: `due, among ${digests.toLocaleString('en-US')} digests`, rows: [...inSqlite, ...inPostgres] };
  } finally {
    await postgres.close();
    await place.close();
  }
}

async function measured(engine: string, url: string, briefings: readonly Briefing[]): Promise<Measured[]> {
  const db = await openDatabase(url);
  try {
    const now = Date.now();
    await fill(db, now);
    const slugs = briefings.map(({ slug }) => slug);
    await addHistory(db, size.days, slugs, now);
    // As a database in use does by itself: how much there is of what decides how it is looked for.
    await sql`analyze`.execute(db);
    const rows = [...(await noneDue(db, new Library(briefings))), ...(await manyDue(db))];
    return rows.map((row) => ({ ...row, what: row.what.startsWith(' ') ? row.what : `${engine}: ${row.what}` }));
  } finally {
    await db.destroy();
  }
}

function fill(db: Database, now: number): Promise<void> {
  return addDigests(
    db,
    Array.from({ length: size.digests }, (_, i) => {
      const [guild, number] = [Math.floor(i / 10), (i % 10) + 1];
      const nextSlot = now + hour + (i % hour);
      const cron = '0 0 29 2 *';
      return digestRow({ guildId: `${100_000 + guild}`, channelId: `${500_000 + i}`, number, cron, nextSlot });
    }),
  );
}

async function noneDue(db: Database, library: Library) {
  const poster = createPoster(quietEdges({ db, library, now: Date.now }));
  const steps = {
    'due check with none due (tick)': async () => {
      await poster.tick();
      await poster.idle();
    },
    'search for posts to be corrected (amend)': () => poster.queueEdits(),
  };
  const rows: Measured[] = [];
  for (const [what, step] of Object.entries(steps)) {
    const times: number[] = [];
    for (let i = 0; i < size.checks; i++) times.push((await timed(step)).ms);
    rows.push(atMost(`${what}, median`, quantile(times, 0.5), limit, 'ms'));
    rows.push(atMost('  the slowest', Math.max(...times), limit, 'ms'));
  }
  await poster.stop(0);
  return rows;
}

async function manyDue(db: Database) {
  const now = Date.now();
  const slot = now - (now % 60_000);
  await db.updateTable('digests').set({ nextSlot: slot }).where('id', '<=', size.due).execute();
  const { signal } = new AbortController();
  const { ms, blocked } = await timed(() => claimDueDigests({ db, now: () => Date.now(), log }, signal));
  const { claimed } = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll<number>().as('claimed'))
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow();
  return [
    { what: 'due and claimed', measured: String(claimed), limit: String(size.due), ok: Number(claimed) === size.due },
    atMost('check with those due', ms, limit, 'ms'),
    atMost('event loop blocked meanwhile, at most', blocked, 100, 'ms'),
  ];
}
