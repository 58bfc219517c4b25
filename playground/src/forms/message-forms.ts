import { AllowedMentionsTypes, MessageFlags, MessageReferenceType } from 'discord-api-types/v10';
import { z } from 'zod';
import { type Fault, invalidForm, refusals } from './api-error.ts';
import { components, type GivenComponent, legacyComponents } from './component-forms.ts';
import { componentFaults, haveTooManyBytes } from './component-rules.ts';
import { embeds } from './embed-form.ts';
import { fault, lengthOf, optional, parseForm, snowflake, textWithin } from './form.ts';

const allowedMentions = z
  .object({
    parse: optional(z.array(z.enum(AllowedMentionsTypes))),
    roles: optional(z.array(snowflake).max(100)),
    users: optional(z.array(snowflake).max(100)),
    replied_user: optional(z.boolean()),
  })
  .superRefine((value, ctx) => {
    for (const kind of [AllowedMentionsTypes.User, AllowedMentionsTypes.Role] as const)
      if (value.parse?.includes(kind) && (value[kind]?.length ?? 0) > 0)
        ctx.addIssue(
          fault(
            'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
            `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          ),
        );
    for (const kind of ['users', 'roles', 'parse'] as const)
      if (new Set(value[kind]).size !== (value[kind]?.length ?? 0))
        ctx.addIssue(fault('SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value', [kind]));
  });

export type AllowedMentions = z.infer<typeof allowedMentions>;

// No files, stickers or polls here: what needs them is refused rather than left out in silence.
const none = optional(
  z.array(z.unknown()).refine((list) => list.length === 0, {
    params: { code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 0 or fewer in length.' },
  }),
);

const common = {
  flags: optional(z.int().min(0)),
  content: z.string().nullish(),
  embeds,
  components: z.unknown().optional(),
  allowed_mentions: optional(allowedMentions),
  attachments: none,
  sticker_ids: optional(z.array(z.unknown())),
  poll: z.unknown().optional(),
  tts: optional(z.boolean()),
};

const schema = z.object({
  ...common,
  nonce: optional(z.union([textWithin(25), z.int()])),
  enforce_nonce: optional(z.boolean()),
  message_reference: optional(
    z.object({
      message_id: snowflake,
      channel_id: optional(snowflake),
      guild_id: optional(snowflake),
      fail_if_not_exists: optional(z.boolean()),
      type: optional(z.enum(MessageReferenceType)),
    }),
  ),
});

/** A message's body that Discord takes. What is undefined was not given, and stays as it is in an edit. */
export type MessageForm = {
  readonly flags: number | undefined;
  readonly content: string | undefined;
  readonly embeds: z.infer<typeof embeds>;
  readonly components: GivenComponent[] | undefined;
  readonly allowedMentions: AllowedMentions | undefined;
  readonly nonce: string | number | undefined;
  readonly enforceNonce: boolean;
  readonly reference: z.infer<typeof schema>['message_reference'];
};

const { IsComponentsV2 } = MessageFlags;

/**
 * A message's body, as it is posted or edited. What the body says of the Components V2 flag decides, in an edit too.
 * @throws {ApiError} 50035 with everything that is wrong; 500 if its texts have too many bytes.
 */
export function readMessage(body: unknown, path: readonly string[] = []): MessageForm {
  const given = parseForm(schema, body, path);
  const isV2 = Boolean((given.flags ?? 0) & IsComponentsV2);
  const faults: Fault[] = [];
  const legacy = { content: given.content, embeds: given.embeds, poll: given.poll, sticker_ids: given.sticker_ids };
  for (const [field, value] of Object.entries(legacy))
    if (isV2 && value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
      faults.push({
        path: [...path, field],
        code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      });
  if (lengthOf(given.content?.trim() ?? '') > 2000)
    faults.push({
      path: [...path, 'content'],
      code: 'BASE_TYPE_MAX_LENGTH',
      message: 'Must be 2000 or fewer in length.',
    });
  if (faults.length > 0) throw invalidForm(faults);
  const found = given.components ?? (given.components === null ? [] : undefined);
  const parts =
    found === undefined
      ? undefined
      : (parseForm(isV2 ? components : legacyComponents, found, [...path, 'components']) as GivenComponent[]);
  const wrong = componentFaults(parts ?? [], [...path, 'components']);
  if (wrong.length > 0) throw invalidForm(wrong);
  if (haveTooManyBytes(parts ?? [])) throw refusals.internalError();
  return {
    flags: given.flags,
    content: given.content === null ? '' : given.content?.trim(),
    embeds: given.embeds,
    components: parts,
    allowedMentions: given.allowed_mentions,
    nonce: given.nonce,
    enforceNonce: given.enforce_nonce ?? false,
    reference: given.message_reference,
  };
}

/** What of a message makes that it is not empty. */
export type Content = {
  readonly flags?: number | undefined;
  readonly content?: string | undefined;
  readonly embeds?: readonly unknown[] | undefined;
  readonly components?: readonly unknown[] | undefined;
};

/** @throws {ApiError} 50006 if nothing would be in the message. */
export function requireContent(message: Content): void {
  const { flags = 0 } = message;
  if (message.components?.length) return;
  if (!(flags & IsComponentsV2) && (message.content || message.embeds?.length)) return;
  throw refusals.emptyMessage();
}
