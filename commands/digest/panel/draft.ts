import { ChannelType } from 'discord.js';
import { z } from 'zod';
import { depths } from '../../../src/briefing/file/schema.ts';
import type { Context, Request } from '../../../src/command/command.ts';
import { cronOf, defaultSchedule } from '../../../src/digest/schedule/weekly.ts';
import type { StoredDigest } from '../../../src/store/digests.ts';
import { changeDraft, type DraftKey, findDraft, keepDraftsMs } from '../../../src/store/drafts.ts';
import { guildSettings } from '../../../src/store/guilds.ts';
import { type DraftRow, whenEmptyChoices } from '../../../src/store/schema.ts';
import { digestDefaults } from '../add.ts';
import { requireDigest, requireGuild } from '../require-digest.ts';

/** The number of a digest that is not there yet. */
export const newDigest = 0;

const settingsSchema = z.object({
  channelId: z.string(),
  mentionRoleId: z.string().nullable(),
  cron: z.string(),
  timezone: z.string().nullable(),
  topic: z.string().nullable(),
  depth: z.enum(depths),
  whenEmpty: z.enum(whenEmptyChoices),
  publish: z.boolean(),
  language: z.string().nullable(),
});
const changesSchema = settingsSchema.extend({ channelType: z.enum(ChannelType) }).partial();

/** What a panel can change of a digest. */
type PanelSettings = z.infer<typeof settingsSchema>;
/** What was changed, and the type of the channel where that was. */
export type PanelChanges = Partial<PanelSettings> & { readonly channelType?: ChannelType };

/** A digest in a panel: as it is, and as it would be with what a moderator has changed and not saved yet. */
export type Draft = {
  /** As it is stored; undefined for a new one. */
  readonly digest: StoredDigest | undefined;
  readonly changes: PanelChanges;
  /** Without a channel for a new one that has none yet. */
  readonly settings: Omit<PanelSettings, 'channelId'> & { readonly channelId?: string | undefined };
  readonly guildZone: string;
};

/** What a panel can change of a digest, as it is stored; to tell whether somebody else has changed it since. */
export function baseOf(digest: StoredDigest | undefined): string {
  return JSON.stringify(digest ? settingsSchema.parse(digest) : {});
}

/** Whose draft it is. @throws {UserError} outside of a guild. */
export function keyOf(number: number, request: Request): DraftKey {
  return { guildId: requireGuild(request), userId: request.userId, number };
}

/** The instant since which a draft must have been changed to be there still. */
export function draftsSince({ now }: Context): number {
  return now() - keepDraftsMs;
}

/** What a draft has changed; nothing of one that another version has written in another way. */
export function changesOf(row: DraftRow | undefined): PanelChanges {
  return row ? Object.fromEntries(Object.entries(changesSchema.safeParse(JSON.parse(row.changes)).data ?? {})) : {};
}

/** A digest with what the moderator has changed of it. @throws {UserError} if there is no such digest. */
export async function readDraft(number: number, request: Request, context: Context): Promise<Draft> {
  const digest = number === newDigest ? undefined : await requireDigest(number, request, context);
  const row = await findDraft(context.db, keyOf(number, request), draftsSince(context));
  const guildZone = digest?.guildZone ?? (await guildSettings(context.db, requireGuild(request))).timezone;
  return draftOf(digest, changesOf(row), guildZone);
}

/**
 * Writes down what a moderator has changed, by what `chosen` makes of the draft as it is now; the digest stays as it is.
 * @throws {UserError} if there is no such digest.
 */
export async function changeInDraft(
  number: number,
  request: Request,
  context: Context,
  chosen: (settings: Draft['settings']) => PanelChanges,
): Promise<void> {
  const digest = number === newDigest ? undefined : await requireDigest(number, request, context);
  const times = { since: draftsSince(context), now: context.now() };
  await changeDraft(context.db, keyOf(number, request), times, (row) => {
    const before = changesOf(row);
    const merged = { ...before, ...chosen(draftOf(digest, before, '').settings) };
    const changes = Object.entries(merged).filter(([name, value]) => !digest || !isAsStored(digest, name, value));
    const isFirst = row === undefined || Object.keys(before).length === 0;
    return { base: isFirst ? baseOf(digest) : row.base, changes: JSON.stringify(Object.fromEntries(changes)) };
  });
}

function isAsStored(digest: StoredDigest, name: string, value: unknown): boolean {
  return name in digest && digest[name as keyof StoredDigest] === value;
}

function draftOf(digest: StoredDigest | undefined, changes: PanelChanges, guildZone: string): Draft {
  const asIs = digest ?? { ...digestDefaults, cron: cronOf(defaultSchedule) };
  const { channelType: _, ...changed } = changes;
  return { digest, changes, settings: { ...asIs, ...changed }, guildZone };
}
