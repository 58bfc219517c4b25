import { ChannelType } from 'discord.js';
import { depths } from '../../src/briefing/file/schema.ts';
import type { CommandRequest, Context, Reply } from '../../src/command/command.ts';
import { parseZone } from '../../src/digest/schedule/zones.ts';
import { addDigest, type DigestChanges, type StoredDigest } from '../../src/store/digests.ts';
import { guildSettings } from '../../src/store/guilds.ts';
import { whenEmptyChoices } from '../../src/store/schema.ts';
import { UserError } from '../../src/text/user-error.ts';
import { chosenTopic } from '../topic.ts';
import { warningsOf } from './access-warnings.ts';
import { shown } from './digest-details.ts';
import { chosenCron, firstSlot } from './digest-schedule.ts';
import { chosenDigest, guildOf } from './require-digest.ts';
import { clearable, postable } from './subcommands.ts';
import { changeAsItStands } from './update-digest.ts';

/** As many as a guild can need, and as few as keep one guild from filling the database. */
const digestLimit = 50;

const defaults = {
  topic: null,
  depth: 'brief',
  mentionRoleId: null,
  whenEmpty: 'skip',
  catchUpMinutes: 120,
  publish: false,
  timezone: null,
} as const satisfies DigestChanges;

/** Sets up a digest. */
export async function add(request: CommandRequest, context: Context): Promise<Reply> {
  const { db, now } = context;
  const guildId = guildOf(request);
  const { options, userId } = request;
  const channelId = postableChannel('channel', request) ?? '';
  const digest = { ...defaults, ...changedOptions(request, context), channelId, cron: chosenCron(options) };
  const zone = digest.timezone ?? (await guildSettings(db, guildId)).timezone;
  const nextSlot = firstSlot(digest.cron, zone, now());
  const warnings = await checkChannel({ ...digest, guildId }, request, context);
  const number = await addDigest(
    db,
    { ...digest, guildId, nextSlot, paused: null, removedAt: null, createdBy: userId, createdAt: now() },
    digestLimit,
  );
  if (number === undefined) throw new UserError('digest:error.tooMany', { limit: digestLimit });
  return shown('added', number, request, context, warnings);
}

/** Changes a digest; what no option names stays as it is. */
export async function edit(request: CommandRequest, context: Context): Promise<Reply> {
  const asked = await chosenDigest(request, context);
  const channelId = postableChannel('channel', request);
  const changed = {
    ...changedOptions(request, context),
    ...cleared(request),
    ...(channelId === undefined ? {} : { channelId }),
  };
  const changesOf = (present: StoredDigest): DigestChanges => {
    const cron = chosenCron(request.options, present.cron);
    return cron === present.cron ? changed : { ...changed, cron };
  };
  const when = ['time', 'days', 'cron'].some((name) => request.options.text(name) !== undefined);
  if (!when && Object.keys(changed).length === 0)
    throw new UserError('digest:error.nothingToChange', { number: asked.number });
  const intended = { ...asked, ...changesOf(asked) };
  // What can be wrong is found out before Discord is asked, and before anything is changed.
  await nextSlotOf(asked, intended, context);
  const warnings = await checkChannel(intended, request, context);
  await changeAsItStands(asked.number, request, context, async (present) => {
    const changes = changesOf(present);
    return { ...changes, ...(await nextSlotOf(present, changes, context)) };
  });
  return shown('changed', asked.number, request, context, warnings);
}

/** The instant that a changed schedule is due next; nothing for one that is as it was, or paused. */
async function nextSlotOf(present: StoredDigest, changes: DigestChanges, { db, now }: Context): Promise<DigestChanges> {
  if (changes.cron === undefined && changes.timezone === undefined) return {};
  const { cron, timezone } = { ...present, ...changes };
  const zone = timezone ?? (await guildSettings(db, present.guildId)).timezone;
  const nextSlot = firstSlot(cron, zone, now());
  return present.paused === null ? { nextSlot } : {};
}

/** The settings that options name, other than channel and schedule. @throws {UserError} */
function changedOptions(request: CommandRequest, context: Context): DigestChanges {
  const { options } = request;
  const zone = options.text('timezone');
  const topic = options.text('topic');
  const changes = {
    timezone: zone === undefined ? undefined : parseZone(zone),
    topic: topic === undefined ? undefined : chosenTopic(topic, context),
    depth: depths.find((depth) => depth === options.text('depth')),
    mentionRoleId: mentionedRole(request),
    whenEmpty: whenEmptyChoices.find((choice) => choice === options.text('when-empty')),
    catchUpMinutes: options.integer('catch-up'),
    publish: options.flag('publish'),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** What `clear` takes back. @throws {UserError} if an option sets it at once. */
function cleared({ options }: CommandRequest): DigestChanges {
  const name = clearable.find((name) => name === options.text('clear'));
  if (!name) return {};
  if (options.text(name) !== undefined) throw new UserError('digest:error.clearAndSet', { option: name });
  return { [name === 'mention' ? 'mentionRoleId' : name]: null };
}

/** The role that the option names. @throws {UserError} if it is everyone, or no role of this guild. */
function mentionedRole(request: CommandRequest): string | undefined {
  const role = request.options.text('mention');
  if (role === undefined) return undefined;
  if (role === request.guildId) throw new UserError('digest:error.noEveryone');
  if (!request.roles.has(role)) throw new UserError('digest:error.badRole');
  return role;
}

/** The channel that the option names, if it is one to post in. @throws {UserError} if it is not. */
export function postableChannel(option: string, { options, channels }: CommandRequest): string | undefined {
  const id = options.text(option);
  if (id === undefined) return undefined;
  const channel = channels.get(id);
  if (!channel || !postable.includes(channel.type)) throw new UserError('digest:error.badChannel');
  return id;
}

/** What the bot lacks in a digest's channel. @throws {UserError} if it is to be published where that cannot be done. */
async function checkChannel(
  digest: Pick<StoredDigest, 'guildId' | 'channelId' | 'mentionRoleId' | 'publish'>,
  { channels, language }: CommandRequest,
  { access }: Context,
): Promise<string[]> {
  const { guildId, channelId, mentionRoleId: roleId, publish } = digest;
  const found = await access({ guildId, channelId, roleId });
  if (found === 'gone') throw new UserError('digest:error.badChannel');
  const type = channels.get(channelId)?.type ?? found?.type ?? ChannelType.GuildAnnouncement;
  if (publish && type !== ChannelType.GuildAnnouncement)
    throw new UserError('digest:error.noPublish', { channel: channelId });
  return warningsOf(found, channelId, roleId, language);
}
