import {
  type Database,
  type DeliveryRow,
  type DigestRow,
  deliveryReasons,
  type EditRow,
  editReasons,
} from '../schema.ts';

/** A slot of a digest and what became of it, with the newest edit of its post. */
export type HistoryRow = Pick<
  DeliveryRow,
  | 'id'
  | 'slot'
  | 'channelId'
  | 'status'
  | 'reason'
  | 'detail'
  | 'publishing'
  | 'messageId'
  | 'attempts'
  | 'tryAfter'
  | 'finishedAt'
> & { readonly edit: Pick<EditRow, 'status' | 'reason' | 'detail' | 'finishedAt'> | undefined };

/** What became of the slots of a digest, newest first, and how many there are in all. */
export async function deliveryHistory(
  db: Database,
  digestId: number,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: HistoryRow[]; readonly total: number }> {
  const { total } = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('digestId', '=', digestId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'slot', 'channelId', 'status', 'reason', 'detail', 'publishing', 'messageId'])
    .select(['attempts', 'tryAfter', 'finishedAt'])
    .where('digestId', '=', digestId)
    .orderBy('slot', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  const edits = await newestEdits(
    db,
    rows.map(({ id }) => id),
  );
  return {
    rows: rows.map((row) => ({ ...withCode(row, deliveryReasons), edit: edits.get(row.id) })),
    total: Number(total),
  };
}

async function newestEdits(db: Database, deliveries: readonly number[]) {
  if (deliveries.length === 0) return new Map<number, never>();
  const rows = await db
    .selectFrom('edits')
    .select(['deliveryId', 'status', 'reason', 'detail', 'finishedAt'])
    .where('id', 'in', (query) =>
      query
        .selectFrom('edits')
        .select(({ fn }) => fn.max<number>('id').as('id'))
        .where('deliveryId', 'in', deliveries)
        .groupBy('deliveryId'),
    )
    .execute();
  return new Map(rows.map(({ deliveryId, ...edit }) => [deliveryId, withCode(edit, editReasons)]));
}

type Reasoned = { readonly reason: string | null; readonly detail: string | null };

/** While workers are brought up to date, one of before may have written somebody else's words where the code is. */
function withCode<T extends Reasoned>(row: T, codes: readonly string[]): T {
  if (row.reason === null || codes.includes(row.reason)) return row;
  return { ...row, reason: 'error', detail: row.reason };
}

/** What was said of the last post of a digest in its channel, if that failed; undefined if it did not. */
export async function lastFailure(
  db: Database,
  { id, channelId }: Pick<DigestRow, 'id' | 'channelId'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select(['status', 'detail'])
    .where('digestId', '=', id)
    .where('channelId', '=', channelId)
    .where('status', 'in', ['sent', 'failed'])
    .orderBy('slot', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.status === 'failed' ? (row.detail ?? undefined) : undefined;
}

/** What Discord said when it last refused a post of each of these digests, each text once. */
export async function lastRefusals(db: Database, digests: readonly { readonly id: number }[]): Promise<string[]> {
  const texts = new Set<string>();
  for (const { id } of digests) {
    const row = await db
      .selectFrom('deliveries')
      .select('detail')
      .where('digestId', '=', id)
      .where('status', '=', 'failed')
      .where('detail', 'is not', null)
      .orderBy('slot', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (row?.detail) texts.add(row.detail);
  }
  return [...texts];
}

/** An alert names so many. */
const mostLost = 3;

/** The last slots of a digest that were not posted since its last post, the earliest first. */
export async function lastLost(db: Database, { id }: Pick<DigestRow, 'id'>): Promise<number[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['slot', 'status'])
    .where('digestId', '=', id)
    .where('status', 'in', ['sent', 'failed'])
    .orderBy('slot', 'desc')
    .limit(mostLost)
    .execute();
  const sent = rows.findIndex(({ status }) => status === 'sent');
  return rows
    .slice(0, sent < 0 ? rows.length : sent)
    .map(({ slot }) => slot)
    .reverse();
}
