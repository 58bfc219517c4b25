import { markerOf } from '../../src/digest/delivery-ids.ts';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { slotsAfter } from '../../src/digest/schedule/slots.ts';
import type { DeliveryRow, DigestRow } from '../../src/store/schema.ts';

/** A message that stands in a channel; `marker` is the id of its container. */
export type Standing = { readonly id: string; readonly channelId: string; readonly marker: number | undefined };

/**
 * A time in which a digest may have been paused, since the bot could not post in its channel; milliseconds since
 * 1970.
 */
export type Closure = { readonly channelId: string; readonly from: number; readonly until: number };

export type Books = {
  readonly digests: readonly Pick<DigestRow, 'id' | 'cron' | 'timezone' | 'channelId' | 'createdAt'>[];
  readonly deliveries: readonly Pick<
    DeliveryRow,
    'id' | 'digestId' | 'slot' | 'channelId' | 'status' | 'reason' | 'messageId'
  >[];
  readonly messages: readonly Standing[];
  readonly closures: readonly Closure[];
  /** Up to when slots are counted. */
  readonly end: number;
};

/** What became of all slots. */
export type Accounts = {
  readonly due: number;
  /** Slots of no schedule: on-demand posts. */
  readonly onDemand: number;
  /** How many of both ended as what, as `missed: late`. */
  readonly ended: ReadonlyMap<string, number>;
  /** Slots without a row while their digest was paused. */
  readonly whilePaused: number;
  /** What is wrong, each with what it is about. */
  readonly duplicates: readonly string[];
  readonly lost: readonly string[];
  /** Posts that are there though their row says that they are not. */
  readonly denied: readonly string[];
};

/** Compares what should have been posted, what the database says of it, and what stands in the channels. */
export function settle(books: Books): Accounts {
  const deliveries = books.deliveries.filter(({ slot }) => slot <= books.end);
  const rows = new Map(deliveries.map((row) => [keyOf(row), row]));
  const due = new Set<string>();
  const lost: string[] = [];
  let whilePaused = 0;
  for (const { id, cron, timezone, channelId, createdAt } of books.digests) {
    const from = Temporal.Instant.fromEpochMilliseconds(createdAt);
    for (const { epochMilliseconds: slot } of slotsAfter(parseCron(cron), timezone ?? 'UTC', from)) {
      if (slot > books.end) break;
      const key = keyOf({ digestId: id, slot });
      if (!rows.has(key) && isClosed(books.closures, channelId, slot)) whilePaused += 1;
      else due.add(key);
      if (!rows.has(key) && due.has(key)) lost.push(`digest ${id}, slot ${at(slot)}: there is no row`);
    }
  }
  const ended = new Map<string, number>();
  for (const { status, reason } of deliveries) {
    const what = reason === null ? status : `${status}: ${reason}`;
    ended.set(what, (ended.get(what) ?? 0) + 1);
  }
  const found = compare(books, deliveries);
  const onDemand = deliveries.filter((row) => !due.has(keyOf(row))).length;
  return { due: due.size, onDemand, ended, whilePaused, ...found, lost: [...lost, ...found.lost] };
}

function compare({ deliveries: all, messages }: Books, deliveries: Books['deliveries']) {
  const [duplicates, lost, denied]: [string[], string[], string[]] = [[], [], []];
  const place = (channelId: string, marker: number | undefined) => `${channelId}/${marker}`;
  const standing = Map.groupBy(messages, ({ channelId, marker }) => place(channelId, marker));
  const known = new Set(all.map((row) => place(row.channelId, markerOf(row))));
  for (const [key, copies] of standing) {
    const ids = copies.map(({ id }) => id).join(', ');
    if (copies.length > 1) duplicates.push(`the messages ${ids} are of one slot (${key})`);
    if (!known.has(key)) lost.push(`the message ${ids} is of no row (${key})`);
  }
  for (const row of deliveries) {
    const there = standing.get(place(row.channelId, markerOf(row))) ?? [];
    const name = `delivery ${row.id} (digest ${row.digestId}, slot ${at(row.slot)})`;
    if (row.status === 'pending') lost.push(`${name} is still pending: ${row.reason}`);
    else if (row.status === 'sent' && !there.some(({ id }) => id === row.messageId))
      lost.push(`${name} is sent as ${row.messageId}, which is not there`);
    else if (row.status !== 'sent' && there.length > 0)
      denied.push(`${name} is ${row.status}: ${row.reason}, and the message ${there[0]?.id} is there`);
  }
  return { duplicates, lost, denied };
}

function isClosed(closures: readonly Closure[], channel: string, slot: number): boolean {
  return closures.some(({ channelId, from, until }) => channelId === channel && slot >= from && slot <= until);
}

function keyOf({ digestId, slot }: Pick<DeliveryRow, 'digestId' | 'slot'>): string {
  return `${digestId}@${slot}`;
}

function at(slot: number): string {
  return new Date(slot).toISOString();
}
