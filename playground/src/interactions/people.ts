import {
  type APIApplicationCommand,
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIMessageComponent,
  ApplicationCommandOptionType,
  ButtonStyle,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { hasText } from '../messages/messages.ts';
import type { Person, Sender, StoredMessage } from '../model/entities.ts';
import { channelPermissions, permissionBits } from '../model/permissions.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import { directMessage, type World } from '../model/world.ts';
import type { Actor, OptionValues, Outcome } from './actor.ts';
import { offeredCommands } from './command-access.ts';
import { type Chosen, chooseSubcommand, fillOptions, type SentOption, typeOptions } from './command-options.ts';
import type { Result } from './interaction.ts';
import { commandData } from './interaction-payload.ts';
import type { Interactions } from './interactions.ts';
import { ModalOpened } from './open-modal.ts';
import { isSelect, resolveValues } from './select-values.ts';

/** What people do with commands and components. */
export type People = {
  /** The commands that this person is offered here, as Discord's picker lists them. */
  commands(actor: Actor): APIApplicationCommand[];
  /**
   * Uses a slash command; `name` may have a subcommand, as `reminder add`. @throws {DiscordRefusal}, {ModalOpened}
   * where the bot opens a modal
   */
  use(actor: Actor, name: string, options?: OptionValues): Promise<Outcome>;
  /** What the bot offers for an option while it is typed. @throws {DiscordRefusal} */
  complete(
    actor: Actor,
    name: string,
    options: OptionValues,
    focused: { readonly name: string; readonly value: string },
  ): Promise<APIApplicationCommandOptionChoice[]>;
  /** Clicks a button of a message; also of an ephemeral one that this person was shown. @throws {DiscordRefusal} */
  click(actor: Actor, messageId: string, customId: string): Promise<Outcome>;
  /** Chooses entries of a message's select menu. @throws {DiscordRefusal} */
  select(actor: Actor, messageId: string, customId: string, values: readonly string[]): Promise<Outcome>;
};

/** What people do with Discord's own client, which checks it before the bot hears of it. */
export function createPeople(world: World, interactions: Interactions): People {
  const chosen = (sender: Sender, typed: string) => {
    requirePermission(world, sender, 'UseApplicationCommands', 'You do not have permission to use commands here.');
    const [name = '', ...words] = typed.trim().replace(/^\//, '').split(/\s+/);
    const command = offeredCommands(world, sender).find((offered) => offered.name === name);
    if (!command) throw new DiscordRefusal(`/${name}: There is no such command here.`);
    return { command, choice: chooseSubcommand(command, words), fullName: [name, ...words].join(' ') };
  };
  const press = async (sender: Sender, message: StoredMessage, data: object) => {
    const sent = { type: InteractionType.MessageComponent as const, data, message };
    return outcomeOf(await interactions.ask({ sender, sent }));
  };

  return {
    commands(actor) {
      const sender = senderOf(world, actor);
      const held = channelPermissions(world, sender.channel, sender.userId);
      const mayUse = held & permissionBits(['UseApplicationCommands']);
      return mayUse ? offeredCommands(world, sender) : [];
    },
    async use(actor, name, values = {}) {
      const sender = senderOf(world, actor);
      const { command, choice, fullName } = chosen(sender, name);
      const { guild, userId } = sender;
      const options = nested(choice, fillOptions(choice.options, values, { world, guild, userId }));
      const data = commandData(world, sender, command, options);
      const sent = { type: InteractionType.ApplicationCommand as const, data };
      return outcomeOf(await interactions.ask({ sender, sent, name: fullName }));
    },
    async complete(actor, name, values, focused) {
      const sender = senderOf(world, actor);
      const { command, choice } = chosen(sender, name);
      const { guild, userId } = sender;
      const typed = typeOptions(choice.options, values, focused, { world, guild, userId });
      const data = commandData(world, sender, command, nested(choice, typed));
      const optionType = typed.find((option) => option.focused)?.type ?? ApplicationCommandOptionType.String;
      const sent = { type: InteractionType.ApplicationCommandAutocomplete as const, data };
      const result = await interactions.ask({ sender, sent, optionType });
      return 'choices' in result ? result.choices : [];
    },
    async click(actor, messageId, customId) {
      const sender = senderOf(world, actor);
      const message = shownMessage(world, sender, messageId);
      const button = componentOf(message.message, customId);
      if (button?.type !== ComponentType.Button || button.style === ButtonStyle.Link)
        throw new DiscordRefusal('There is no such button on this message.');
      if (button.disabled) throw new DiscordRefusal('This button is disabled.');
      return press(sender, message, { custom_id: customId, component_type: button.type, id: button.id });
    },
    async select(actor, messageId, customId, values) {
      const sender = senderOf(world, actor);
      const message = shownMessage(world, sender, messageId);
      const menu = componentOf(message.message, customId);
      if (!menu || !isSelect(menu)) throw new DiscordRefusal('There is no such menu on this message.');
      if (menu.disabled) throw new DiscordRefusal('This menu is disabled.');
      const resolution = resolveValues(world, sender, menu, values);
      if ('wrong' in resolution) throw new DiscordRefusal(resolution.wrong);
      const { resolved } = resolution;
      return press(sender, message, {
        custom_id: customId,
        component_type: menu.type,
        id: menu.id,
        values: [...values],
        ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
      });
    },
  };
}

/** The message that an application answers with. @throws {ModalOpened} if it opens a modal instead */
function outcomeOf(result: Result): Outcome {
  if ('modal' in result) throw new ModalOpened(result.modal);
  if ('outcome' in result) return result.outcome;
  throw new DiscordRefusal('This interaction failed');
}

/** Who acts where, if they can be there. @throws {DiscordRefusal} */
function senderOf(world: World, { userId, channelId, guildId, locale }: Actor): Sender {
  const user = world.users.get(userId);
  if (!user) throw new DiscordRefusal('There is no such person.');
  const speaks = locale ?? user.locale ?? 'en-US';
  if (guildId === undefined) return { userId, channel: directMessage(world, userId), guild: undefined, locale: speaks };
  const guild = world.guilds.get(guildId);
  const channel = world.channels.get(channelId);
  if (!guild?.members.has(userId)) throw new DiscordRefusal('You are not in this server.');
  const sender = { userId, guild, locale: speaks };
  if (!channel || channel.guildId !== guild.id || !hasText(channel))
    throw new DiscordRefusal('There is no such channel here.');
  requirePermission(world, { ...sender, channel }, 'ViewChannel', 'You do not have access to this channel.');
  return { ...sender, channel };
}

function requirePermission(
  world: World,
  { channel, userId }: Person,
  name: 'ViewChannel' | 'UseApplicationCommands',
  words: string,
): void {
  if (!(channelPermissions(world, channel, userId) & permissionBits([name]))) throw new DiscordRefusal(words);
}

/** Options within the subcommand that they belong to. */
function nested({ path }: Chosen, options: SentOption[]): SentOption[] {
  return path.reduceRight<SentOption[]>((inner, { name, type }) => [{ name, type, options: inner }], options);
}

function shownMessage(world: World, { channel, userId }: Person, messageId: string): StoredMessage {
  const stored = world.messages.get(messageId);
  const isShown = stored?.message.channel_id === channel.id && (stored.ephemeralFor ?? userId) === userId;
  if (!stored || !isShown) throw new DiscordRefusal('There is no such message here.');
  return stored;
}

function componentOf({ components = [] }: APIMessage, customId: string): APIMessageComponent | undefined {
  const all = components.flatMap(function flat(component: APIMessageComponent): APIMessageComponent[] {
    return [
      component,
      ...('components' in component ? component.components.flatMap(flat) : []),
      ...('accessory' in component ? [component.accessory] : []),
    ];
  });
  return all.find((component) => 'custom_id' in component && component.custom_id === customId);
}
