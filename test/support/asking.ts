import {
  type APIInteractionResponse,
  ApplicationCommandOptionType,
  type ChannelType,
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import pino, { type Logger } from 'pino';
import { offeredCommands } from '../../commands/index.ts';
import { createGuildLanguages } from '../../src/app/guild-languages.ts';
import type { Library } from '../../src/briefing/library/library.ts';
import type { ChannelAccess, Context } from '../../src/command/command.ts';
import { type Answer, answer } from '../../src/discord/interactions/answer.ts';
import type { InteractionEdges } from '../../src/discord/interactions/interaction-edges.ts';
import { understand } from '../../src/discord/interactions/understand.ts';
import type { Database } from '../../src/store/schema.ts';
import type { Message } from '../../src/view/card.ts';
import { texts } from './message-limits.ts';

type Value = string | number | boolean;
/** Who asks, and what Discord says of the channels and roles that they name. */
export type Asker = {
  readonly guildId?: string;
  readonly moderator?: boolean;
  readonly channels?: Readonly<Record<string, ChannelType>>;
  readonly roles?: readonly string[];
  /** True if the message with the button is one that everyone in the channel sees. */
  readonly inPublic?: boolean;
  readonly guildLocale?: string;
  readonly locale?: string;
  readonly userId?: string;
  /** True if Discord says that the channels are of another guild. */
  readonly elsewhere?: boolean;
};
export type Asked = {
  readonly text: string;
  readonly ephemeral: boolean;
  /** True if the message with the button was changed; nobody else sees that one either. */
  readonly inPlace: boolean;
  readonly message: Message;
  readonly replacement?: () => Promise<Message>;
};

/** Asks the bot's commands without a Discord: what it answers to an interaction, as Discord would send it. */
export function asking(
  parts: { library: Library; db: Database } & Partial<Context>,
  log: Logger = pino({ level: 'silent' }),
  memberOf: InteractionEdges['memberOf'] = async () => undefined,
) {
  const context: Context = {
    postNow: async () => ({ kind: 'skipped' }),
    access: async () => ({ type: 0, permissions: [] }),
    channelNames: async () => new Map(),
    commands: () => offeredCommands(context),
    digestIntervalMs: 15 * 60_000,
    now: Date.now,
    mention: (command) => `/${command}`,
    ...parts,
  };
  const guildLanguages = createGuildLanguages({ db: parts.db, now: context.now, log });
  const edges = { context, log, guildLanguages, allowedByServer: async () => false, memberOf };

  function interaction(
    type: InteractionType,
    data: object,
    { guildId = '100', moderator = true, guildLocale, locale = 'en-US', inPublic, userId = '900' }: Asker,
  ) {
    const permissions = String(moderator ? PermissionFlagsBits.ManageGuild : 0n);
    return {
      id: '1',
      application_id: '2',
      token: 'token',
      channel_id: '500',
      locale,
      guild_locale: guildLocale,
      type,
      data,
      ...(guildId === ''
        ? { user: { id: userId } }
        : { guild_id: guildId, member: { user: { id: userId }, permissions, roles: [] } }),
      message: { flags: inPublic ? 0 : MessageFlags.Ephemeral },
    };
  }

  function given(name: string, options: Readonly<Record<string, Value>>, focused?: string) {
    const [command = '', subcommand] = name.split(' ');
    const definition = context.commands().find((each) => each.definition.name === command)?.definition;
    const inner = definition?.options?.find((option) => option.name === subcommand);
    const known = (inner && 'options' in inner ? inner.options : definition?.options) ?? [];
    const list = Object.entries(options).map(([key, value]) => ({
      name: key,
      type: known.find((option) => option.name === key)?.type ?? ApplicationCommandOptionType.String,
      value,
      ...(key === focused ? { focused: true } : {}),
    }));
    return {
      id: '3',
      name: command,
      options: subcommand ? [{ name: subcommand, type: ApplicationCommandOptionType.Subcommand, options: list }] : list,
    };
  }

  function resolvedFor({ channels = {}, roles = [], elsewhere, guildId = '100' }: Asker) {
    const guild_id = elsewhere ? '200' : guildId;
    return {
      channels: Object.fromEntries(
        Object.entries(channels).map(([id, type]) => [id, { id, type, name: 'a-channel', guild_id }]),
      ),
      roles: Object.fromEntries(roles.map((id) => [id, { id }])),
    };
  }

  function received(payload: object): Promise<Answer> {
    const { interaction: understood } = understand(payload);
    if (!understood) throw new Error('the interaction was not understood');
    return answer(understood, edges);
  }

  function shown({ response, replacement }: Answer): Asked {
    const { type, data } = response as APIInteractionResponse & { data: Message };
    const inPlace = type === InteractionResponseType.UpdateMessage;
    return {
      text: texts(data).join('\n'),
      ephemeral: inPlace || (data.flags & MessageFlags.Ephemeral) !== 0,
      inPlace,
      message: data,
      ...(replacement ? { replacement } : {}),
    };
  }

  return {
    context,
    guildLanguages,
    /** Uses a command, as `digest add`. */
    async use(name: string, options: Readonly<Record<string, Value>> = {}, asker: Asker = {}): Promise<Asked> {
      const data = { ...given(name, options), resolved: resolvedFor(asker) };
      return shown(await received(interaction(InteractionType.ApplicationCommand, data, asker)));
    },
    /** Clicks a button of a custom id. */
    async click(custom_id: string, asker: Asker = {}): Promise<Asked> {
      return shown(
        await received(interaction(InteractionType.MessageComponent, { custom_id, component_type: 2 }, asker)),
      );
    },
    /** Chooses values in a menu of a custom id; Discord says of them what the asker's channels and roles are. */
    async choose(custom_id: string, values: readonly string[], asker: Asker = {}): Promise<Asked> {
      const data = { custom_id, component_type: ComponentType.StringSelect, values, resolved: resolvedFor(asker) };
      return shown(await received(interaction(InteractionType.MessageComponent, data, asker)));
    },
    /** Sends a form of a custom id with one field. */
    async submit(custom_id: string, field: string, value: string, asker: Asker = {}): Promise<Asked> {
      const component = { type: ComponentType.TextInput, custom_id: field, value };
      const data = { custom_id, components: [{ type: ComponentType.Label, component }] };
      return shown(await received(interaction(InteractionType.ModalSubmit, data, asker)));
    },
    /** What is offered for the option `focused` as it is typed. */
    async complete(name: string, options: Readonly<Record<string, Value>>, focused: string, asker: Asker = {}) {
      const data = given(name, options, focused);
      const { response } = await received(interaction(InteractionType.ApplicationCommandAutocomplete, data, asker));
      return (response as { data: { choices: { name: string; value: Value }[] } }).data.choices;
    },
  };
}

/** A channel of a type in which the bot has all permissions but these. */
export function lacking(type: ChannelType, ...names: string[]): ChannelAccess {
  const wanted = [
    ['ViewChannel', 'post'],
    ['SendMessages', 'post'],
    ['ReadMessageHistory', 'check'],
    ['MentionEveryone', 'ping'],
  ] as const;
  return { type, permissions: wanted.map(([name, needed]) => ({ name, needed, held: !names.includes(name) })) };
}
