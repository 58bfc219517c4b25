import { AllowedMentionsTypes, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { AllowedMentions } from '../forms/message-forms.ts';
import type { Channel } from '../model/entities.ts';
import { channelPermissions } from '../model/permissions.ts';
import type { World } from '../model/world.ts';

/** Whom a message names so that they are told of it. */
export type Mentions = { readonly users: string[]; readonly roles: string[]; readonly everyone: boolean };

/** Where the message stands, who wrote it, and what it may ping. */
export type Mentioning = {
  readonly world: World;
  readonly channel: Channel;
  readonly authorId: string;
  readonly allowed: AllowedMentions | undefined;
  /** What is parsed where `allowed_mentions` is not given: in answers to interactions, people only. */
  readonly parsed: readonly AllowedMentionsTypes[];
};

/** What `allowed_mentions` stands for where it is not given. */
export const parsedByDefault = {
  message: Object.values(AllowedMentionsTypes),
  interaction: [AllowedMentionsTypes.User],
} as const;

/** The mentions in a message's texts, by `allowed_mentions` and by what its author may ping. */
export function mentionsIn(texts: readonly string[], mentioning: Mentioning): Mentions {
  const { world, channel, authorId, allowed, parsed } = mentioning;
  const guild = world.guilds.get(channel.guildId ?? '');
  const mayAll = Boolean(channelPermissions(world, channel, authorId) & PermissionFlagsBits.MentionEveryone);
  const parse: readonly string[] = allowed ? (allowed.parse ?? []) : parsed;
  const source = texts.map(withoutCode).join('\n');
  const found = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map((match) => match[1] ?? ''))];
  const users = found(/(?<!\\)<@!?(\d{1,20})>/g).filter(
    (id) => world.users.has(id) && (parse.includes(AllowedMentionsTypes.User) || allowed?.users?.includes(id)),
  );
  const roles = found(/(?<!\\)<@&(\d{1,20})>/g).filter((id) => {
    const role = guild?.roles.get(id);
    if (!role || id === guild?.id || !(role.mentionable || mayAll)) return false;
    return parse.includes(AllowedMentionsTypes.Role) || allowed?.roles?.includes(id);
  });
  const everyone =
    guild !== undefined &&
    mayAll &&
    parse.includes(AllowedMentionsTypes.Everyone) &&
    /(?<!\\)@(everyone|here)\b/.test(source);
  return { users, roles, everyone };
}

/** The people whom these mentions reach: who can see the channel, and did not write the message. */
export function reached({ users, roles, everyone }: Mentions, { world, channel, authorId }: Mentioning): string[] {
  const guild = world.guilds.get(channel.guildId ?? '');
  const people = guild
    ? [...guild.members.values()]
        .filter(
          ({ user, roles: held }) => everyone || users.includes(user.id) || held.some((role) => roles.includes(role)),
        )
        .map(({ user }) => user.id)
    : users.filter((id) => id === channel.recipientId);
  return people.filter(
    (id) => id !== authorId && channelPermissions(world, channel, id) & PermissionFlagsBits.ViewChannel,
  );
}

/** Nothing in code is a mention: blocks first, then spans of any number of backticks. */
function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```/g, ' ').replace(/(?<![`\\])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, ' ');
}

/** The texts of a message's components, in the order in which they are read. */
export function textsOf(components: readonly object[]): string[] {
  return components.flatMap((component) => [
    ...('type' in component && component.type === ComponentType.TextDisplay && 'content' in component
      ? [String(component.content)]
      : []),
    ...('components' in component && Array.isArray(component.components) ? textsOf(component.components) : []),
  ]);
}
