import { ComponentType } from 'discord.js';
import type { Discord } from 'discord-playground';
import { openDatabase } from '../../src/store/database.ts';
import type { Database } from '../../src/store/schema.ts';
import type { Accounts, Books, Closure, Standing } from './accounts.ts';
import type { Scene } from './scene.ts';

/** How many slots up to an instant are still to be posted or claimed, and how many posts to be edited. */
export async function unfinished(db: Database, end: number): Promise<number> {
  const pending = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'pending')
    .where('slot', '<=', end)
    .executeTakeFirstOrThrow();
  const due = await db
    .selectFrom('digests')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('nextSlot', '<=', end)
    .executeTakeFirstOrThrow();
  const edits = await db
    .selectFrom('edits')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow();
  return Number(pending.count) + Number(due.count) + Number(edits.count);
}

/** Reads what the database and Discord have at the end. */
export async function readBooks(
  database: string,
  { discord, scene, closures, end }: { discord: Discord; scene: Scene; closures: readonly Closure[]; end: number },
): Promise<Books & { edits: ReadonlyMap<string, number>; postedTwice: readonly string[] }> {
  const db = await openDatabase(`sqlite:${database}`);
  try {
    const digests = await db.selectFrom('digests').selectAll().execute();
    const deliveries = await db.selectFrom('deliveries').selectAll().execute();
    const edits = await db
      .selectFrom('edits')
      .select(({ fn }) => ['status', 'reason', fn.countAll<number>().as('count')])
      .groupBy(['status', 'reason'])
      .execute();
    const messages = scene.channels.flatMap(({ id }) =>
      discord.messages(id).map((message): Standing => {
        const container = message.components?.find(({ type }) => type === ComponentType.Container);
        return { id: message.id, channelId: id, marker: container?.id };
      }),
    );
    return {
      digests,
      deliveries,
      messages,
      closures,
      end,
      postedTwice: await postedTwice(db),
      edits: new Map(
        edits.map(({ status, reason, count }) => [reason === null ? status : `${status}: ${reason}`, Number(count)]),
      ),
    };
  } finally {
    await db.destroy();
  }
}

/** The briefings that were posted again in a channel in the same version, other than as a repetition on purpose. */
async function postedTwice(db: Database): Promise<string[]> {
  const told = await db
    .selectFrom('carried')
    .innerJoin('deliveries', 'deliveries.id', 'carried.deliveryId')
    .select(['slug', 'version', 'deliveries.id', 'channelId', 'slot', 'attempts', 'attemptedAt', 'finishedAt'])
    .where('deliveries.status', '=', 'sent')
    .where('deliveries.content', 'like', '%"repeated":false%')
    .orderBy('deliveries.finishedAt')
    .execute();
  const groups = Map.groupBy(told, ({ slug, version, channelId }) => `${slug}@${version} in ${channelId}`);
  const time = (instant: number | null) => (instant === null ? '-' : new Date(instant).toISOString().slice(11));
  return [...groups].flatMap(([what, posts]) => {
    const each = posts.map(
      ({ id, slot, attempts, attemptedAt, finishedAt }) =>
        `delivery ${id} (slot ${time(slot)}, first tried ${time(attemptedAt)}, ${attempts} tries, sent ${time(finishedAt)})`,
    );
    return posts.slice(1).map(() => `${what}: ${each.join(', ')}`);
  });
}

/** How many slots ended with this status, whatever the reason. */
export function countOf({ ended }: Accounts, status: string): number {
  return [...ended].reduce((sum, [what, count]) => (what.split(':')[0] === status ? sum + count : sum), 0);
}
