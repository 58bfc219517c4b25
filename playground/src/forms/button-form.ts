import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { base } from './component-base.ts';
import { fault, optional, snowflake, text, textWithin, url } from './form.ts';

/** The emoji of a button or of a menu's entry. */
export const emoji = z
  .object({ id: optional(snowflake), name: optional(textWithin(32)), animated: optional(z.boolean()) })
  .superRefine(({ id, name }, ctx) => {
    // There are no custom emoji here, and a standard one is one character that is pictorial.
    if (id !== undefined) ctx.addIssue(fault('BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji', ['id']));
    else if (!/^\p{RGI_Emoji}$/v.test(name ?? ''))
      ctx.addIssue(fault('BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji', ['name']));
  });

/** A button, in a row or beside a section. */
export const button = z
  .object({
    type: z.literal(ComponentType.Button),
    ...base,
    style: z.enum(ButtonStyle),
    label: optional(textWithin(80)),
    custom_id: optional(text(1, 100)),
    url: optional(url(['http', 'https', 'discord'], 512)),
    sku_id: optional(snowflake),
    disabled: optional(z.boolean()),
    emoji: optional(emoji),
  })
  .superRefine((value, ctx) => {
    const { style, label, custom_id, sku_id } = value;
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
    if (!label?.trim() && !value.emoji)
      ctx.addIssue(fault('BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or emoji'));
    if (style === ButtonStyle.Link) {
      if (value.url === undefined) ctx.addIssue(fault('BUTTON_COMPONENT_URL_REQUIRED', 'A url is required', ['url']));
      if (custom_id !== undefined) exclusive('custom_id');
      return;
    }
    if (custom_id === undefined)
      ctx.addIssue(fault('BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required', ['custom_id']));
    if (value.url !== undefined) exclusive('url');
  });
