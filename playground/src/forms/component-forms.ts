import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { button } from './button-form.ts';
import { base, textDisplay } from './component-base.ts';
import { fault, list, optional, text, url } from './form.ts';
import { autoSelects, stringSelect } from './select-forms.ts';

/*
 * The components of messages, each with what may stand in it
 * (https://docs.discord.com/developers/components/reference). What concerns a message as a whole is in
 * component-rules.ts; what modals have is in modal-forms.ts.
 */

const actionRow = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    ...base,
    components: list(z.discriminatedUnion('type', [button, stringSelect, ...autoSelects]), 1, 5),
  })
  .superRefine((row, ctx) => {
    // A select takes the width of five buttons.
    let width = 0;
    for (const [index, { type }] of row.components.entries()) {
      width += type === ComponentType.Button ? 1 : 5;
      if (width > 5)
        ctx.addIssue(fault('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'Row exceeds maximum width (5)', ['components', index]));
    }
  });

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
type GivenButton = z.infer<typeof button>;
export type AnyGiven =
  | GivenComponent
  | GivenButton
  | z.infer<typeof thumbnail>
  | Exclude<z.infer<typeof actionRow>['components'][number], GivenButton>;
