import { inTurn } from './engine.ts';
import type { Database, DraftRow } from './schema.ts';

/** How long what a moderator has not saved is kept. */
export const keepDraftsMs = 24 * 60 * 60_000;

/** Whose draft it is, and of which digest; 0 stands for a new one. */
export type DraftKey = Pick<DraftRow, 'guildId' | 'userId' | 'number'>;
/** What a draft holds, as JSON. */
type DraftContent = Pick<DraftRow, 'base' | 'changes'>;

/** A draft that was changed since an instant, in milliseconds since 1970. */
export function findDraft(db: Database, key: DraftKey, since: number): Promise<DraftRow | undefined> {
  return drafts(db, key).where('changedAt', '>=', since).executeTakeFirst();
}

/** Writes down what `changed` makes of a draft as it is now; of changes at the same moment none is lost. */
export function changeDraft(
  db: Database,
  key: DraftKey,
  { since, now }: { readonly since: number; readonly now: number },
  changed: (present: DraftRow | undefined) => DraftContent,
): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    await inTurn(transaction, `draft ${key.guildId} ${key.userId}`);
    const content = { ...changed(await findDraft(transaction, key, since)), changedAt: now };
    await transaction
      .insertInto('drafts')
      .values({ ...key, ...content })
      .onConflict((conflict) => conflict.columns(['guildId', 'userId', 'number']).doUpdateSet(content))
      .execute();
  });
}

/** Takes a draft away, and gives it to the one caller that took it: what is saved at once by two clicks is saved once. */
export async function takeDraft(db: Database, key: DraftKey, since: number): Promise<DraftRow | undefined> {
  const { guildId, userId, number } = key;
  return db
    .deleteFrom('drafts')
    .where('guildId', '=', guildId)
    .where('userId', '=', userId)
    .where('number', '=', number)
    .where('changedAt', '>=', since)
    .returningAll()
    .executeTakeFirst();
}

/** Puts back a draft that was taken, unless another was begun since. */
export async function putBackDraft(db: Database, draft: DraftRow): Promise<void> {
  await db
    .insertInto('drafts')
    .values(draft)
    .onConflict((conflict) => conflict.columns(['guildId', 'userId', 'number']).doNothing())
    .execute();
}

/** Forgets the drafts that were last changed before an instant. */
export async function forgetDrafts(db: Database, before: number): Promise<void> {
  await db.deleteFrom('drafts').where('changedAt', '<', before).execute();
}

function drafts(db: Database, { guildId, userId, number }: DraftKey) {
  return db
    .selectFrom('drafts')
    .selectAll()
    .where('guildId', '=', guildId)
    .where('userId', '=', userId)
    .where('number', '=', number);
}
