import { ButtonStyle, ChannelType, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { fault, list, optional, snowflake, text, url } from './form.ts';

/*
 * The components of messages, each with what may stand in it (https://docs.discord.com/developers/components/reference).
 * What concerns a message as a whole is in component-rules.ts.
 */

const base = { id: optional(z.int().min(0).max(2_147_483_647)) };

const emoji = z
  .object({ id: optional(snowflake), name: optional(z.string().max(32)), animated: optional(z.boolean()) })
  .superRefine(({ id, name }, ctx) => {
    // There are no custom emoji here, and a standard one is one character that is pictorial.
    if (id !== undefined) ctx.addIssue(fault('BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji', ['id']));
    else if (!/^\p{RGI_Emoji}$/v.test(name ?? ''))
      ctx.addIssue(fault('BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji', ['name']));
  });

const button = z
  .object({
    type: z.literal(ComponentType.Button),
    ...base,
    style: z.enum(ButtonStyle),
    label: optional(z.string().max(80)),
    custom_id: optional(text(1, 100)),
    url: optional(url(['http', 'https', 'discord'], 512)),
    sku_id: optional(snowflake),
    disabled: optional(z.boolean()),
    emoji: optional(emoji),
  })
  .superRefine((value, ctx) => {
    const { style, label, custom_id, url, sku_id, emoji } = value;
    const exclusive = (path: string) =>
      ctx.addIssue(
        fault('BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', 'A custom id and url cannot both be specified', [
          path,
        ]),
      );
    if (style === ButtonStyle.Premium) {
      if (sku_id === undefined) ctx.addIssue(fault('BASE_TYPE_REQUIRED', 'This field is required', ['sku_id']));
      return;
    }
    if (!label?.trim() && !emoji)
      ctx.addIssue(fault('BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or emoji'));
    if (style === ButtonStyle.Link) {
      if (url === undefined) ctx.addIssue(fault('BUTTON_COMPONENT_URL_REQUIRED', 'A url is required', ['url']));
      if (custom_id !== undefined) exclusive('custom_id');
      return;
    }
    if (custom_id === undefined)
      ctx.addIssue(fault('BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required', ['custom_id']));
    if (url !== undefined) exclusive('url');
  });

const selectBase = {
  ...base,
  custom_id: text(1, 100),
  placeholder: optional(z.string().max(150)),
  min_values: optional(z.int().min(0).max(25)),
  max_values: optional(z.int().min(1).max(25)),
  disabled: optional(z.boolean()),
};

const stringSelect = z
  .object({
    type: z.literal(ComponentType.StringSelect),
    ...selectBase,
    options: list(
      z.object({
        label: text(1, 100),
        value: text(1, 100),
        description: optional(z.string().max(100)),
        default: optional(z.boolean()),
        emoji: optional(emoji),
      }),
      1,
      25,
    ),
  })
  .superRefine(({ options, min_values: least = 1, max_values: most = 1 }, ctx) => {
    const seen = new Set<string>();
    for (const [index, { value }] of options.entries()) {
      if (seen.has(value))
        ctx.addIssue(
          fault('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used', [
            'options',
            index,
            'value',
          ]),
        );
      seen.add(value);
    }
    if (options.filter((option) => option.default).length > most)
      ctx.addIssue(
        fault('SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'The number of default values exceeds max values', [
          'options',
        ]),
      );
    if (least > most)
      ctx.addIssue(fault('SELECT_COMPONENT_MIN_VALUES_INVALID', 'min_values exceeds max_values', ['min_values']));
    if (Math.max(least, most) > options.length)
      ctx.addIssue(
        fault('SELECT_COMPONENT_MAX_VALUES_INVALID', 'max_values exceeds the number of options', ['max_values']),
      );
  });

const defaultValues = (types: [string, ...string[]]) =>
  optional(list(z.object({ id: snowflake, type: z.enum(types) }), 0, 25));

const autoSelects = [
  z.object({ type: z.literal(ComponentType.UserSelect), ...selectBase, default_values: defaultValues(['user']) }),
  z.object({ type: z.literal(ComponentType.RoleSelect), ...selectBase, default_values: defaultValues(['role']) }),
  z.object({
    type: z.literal(ComponentType.MentionableSelect),
    ...selectBase,
    default_values: defaultValues(['user', 'role']),
  }),
  z.object({
    type: z.literal(ComponentType.ChannelSelect),
    ...selectBase,
    channel_types: optional(z.array(z.enum(ChannelType))),
    default_values: defaultValues(['channel']),
  }),
] as const;

const actionRow = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    ...base,
    components: list(z.discriminatedUnion('type', [button, stringSelect, ...autoSelects]), 1, 5),
  })
  .superRefine(({ components }, ctx) => {
    // A select takes the width of five buttons.
    let width = 0;
    for (const [index, { type }] of components.entries()) {
      width += type === ComponentType.Button ? 1 : 5;
      if (width > 5)
        ctx.addIssue(fault('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'Row exceeds maximum width (5)', ['components', index]));
    }
  });

const textDisplay = z.object({ type: z.literal(ComponentType.TextDisplay), ...base, content: text(1, 4000) });

const media = z.object({ url: url(['http', 'https', 'attachment']) });
const mediaItem = { description: optional(text(1, 1024)), spoiler: optional(z.boolean()) };

const thumbnail = z.object({ type: z.literal(ComponentType.Thumbnail), ...base, ...mediaItem, media });

const section = z.object({
  type: z.literal(ComponentType.Section),
  ...base,
  components: list(z.discriminatedUnion('type', [textDisplay]), 1, 3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});

const gallery = z.object({
  type: z.literal(ComponentType.MediaGallery),
  ...base,
  items: list(z.object({ ...mediaItem, media }), 1, 10),
});

const file = z.object({
  type: z.literal(ComponentType.File),
  ...base,
  spoiler: optional(z.boolean()),
  file: z.object({ url: url(['attachment']) }),
});

const separator = z.object({
  type: z.literal(ComponentType.Separator),
  ...base,
  divider: optional(z.boolean()),
  spacing: optional(z.int().min(1).max(2)),
});

const inContainer = [actionRow, section, textDisplay, gallery, file, separator] as const;

const container = z.object({
  type: z.literal(ComponentType.Container),
  ...base,
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: optional(z.boolean()),
  components: list(z.discriminatedUnion('type', inContainer), 1, 40),
});

/** The top level of a message without the Components V2 flag. */
export const legacyComponents = list(z.discriminatedUnion('type', [actionRow]), 0, 5);

/** The top level of a message with the Components V2 flag. */
export const components = list(z.discriminatedUnion('type', [...inContainer, container]), 0, 40);

export type GivenComponent = z.infer<typeof components>[number];
export type GivenButton = z.infer<typeof button>;
export type AnyGiven =
  | GivenComponent
  | GivenButton
  | z.infer<typeof thumbnail>
  | Exclude<z.infer<typeof actionRow>['components'][number], GivenButton>;
