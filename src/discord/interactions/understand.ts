import { ApplicationCommandOptionType, ComponentType, InteractionType } from 'discord.js';
import { z } from 'zod';

/*
 * The part of an interaction that the bot reads
 * (https://docs.discord.com/developers/interactions/receiving-and-responding). Discord sends more, which does not reach
 * the commands.
 */

const snowflake = z.string().regex(/^\d{1,20}$/);

const value = z.union([z.string(), z.number(), z.boolean()]);
const basicOption = z.object({
  name: z.string(),
  type: z.enum(ApplicationCommandOptionType),
  value: value.optional(),
  focused: z.boolean().optional(),
});
const option = basicOption.extend({ options: z.array(basicOption).optional() });

const common = {
  id: snowflake,
  application_id: snowflake,
  token: z.string(),
  guild_id: snowflake.optional(),
  channel_id: snowflake.optional(),
  locale: z.string().optional(),
  guild_locale: z.string().optional(),
  member: z
    .object({
      user: z.object({ id: snowflake }),
      permissions: z.string().regex(/^\d+$/),
      roles: z.array(snowflake).default([]),
    })
    .optional(),
  user: z.object({ id: snowflake }).optional(),
};

/** What ids in an interaction stand for. */
const resolved = z
  .object({
    channels: z
      .record(
        z.string(),
        z.object({ id: snowflake, type: z.int(), name: z.string().nullish(), guild_id: snowflake.optional() }),
      )
      .optional(),
    roles: z.record(z.string(), z.object({ id: snowflake })).optional(),
  })
  .optional();

const command = z.object({
  id: snowflake,
  name: z.string(),
  /** The guild in which alone the command is registered. */
  guild_id: snowflake.optional(),
  options: z.array(option).default([]),
  resolved,
});

// Discord's limits (https://docs.discord.com/developers/components/reference).
const component = z.object({
  custom_id: z.string(),
  component_type: z.int(),
  values: z.array(z.string().max(100)).max(25).optional(),
  resolved,
});
const field = z.object({
  type: z.literal(ComponentType.TextInput),
  custom_id: z.string(),
  value: z.string().max(4_000),
});
const form = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ type: z.literal(ComponentType.Label), component: field })).max(5),
});

const source = z.object({ flags: z.int().optional() });

const interactionSchema = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal(InteractionType.Ping) }),
  z.object({ ...common, type: z.literal(InteractionType.ApplicationCommand), data: command }),
  z.object({ ...common, type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: command }),
  z.object({
    ...common,
    type: z.literal(InteractionType.MessageComponent),
    data: component,
    message: source,
  }),
  z.object({
    ...common,
    type: z.literal(InteractionType.ModalSubmit),
    data: form,
    /** The message whose button opened the form. */
    message: source.optional(),
  }),
]);

export type Interaction = z.infer<typeof interactionSchema>;
export type CommandInteraction = Extract<Interaction, { data: { name: string } }>;
export type ComponentInteraction = Extract<Interaction, { data: { custom_id: string } }>;
export type Resolved = z.infer<typeof resolved>;

/** True for what belongs to a message of the bot's: a click, a choice, or a form that was sent. */
export function isOfComponent(
  interaction: CommandInteraction | ComponentInteraction,
): interaction is ComponentInteraction {
  return 'custom_id' in interaction.data;
}

export type SentOption = z.infer<typeof option>;

const idsSchema = z.object({ id: snowflake, guild_id: snowflake.optional() });

/** What the log tells of a payload that is not understood. It has no values but ids, since one may be a token. */
type Problem = {
  readonly interactionId: string | undefined;
  readonly guildId: string | undefined;
  readonly issues: readonly string[];
};

/** Reads a payload of Discord's: as an interaction of a kind that the bot answers, or else as a problem. */
export function understand(
  payload: unknown,
):
  | { readonly interaction: Interaction; readonly problem?: never }
  | { readonly interaction?: never; readonly problem: Problem } {
  const parsed = interactionSchema.safeParse(payload);
  if (parsed.success) return { interaction: parsed.data };
  const { id, guild_id } = idsSchema.safeParse(payload).data ?? {};
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { problem: { interactionId: id, guildId: guild_id, issues } };
}
