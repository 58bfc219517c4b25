import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import type { Language } from '../text/language.ts';
import { customIds } from './custom-ids.ts';
import { shorten } from './markdown.ts';

/** The custom id of the one field of a form. */
export const formField = 'text';

/** In characters (https://docs.discord.com/developers/components/reference). */
const formLimits = { title: 45, label: 45, placeholder: 100 } as const;
// No time, zone or topic is longer.
const longestTyped = 100;

/** What can be typed where the menu does not offer it. */
export type TypedSetting = 'time' | 'zone' | 'topic';

/** A form with one line, in which a setting of a digest is typed. */
export function panelForm(
  number: number,
  setting: TypedSetting,
  { t }: Language,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customIds.panel(number, `typed-${setting}`),
    title: shorten(t(`panel:form.${setting}.title`), formLimits.title),
    components: [
      {
        type: ComponentType.Label,
        label: shorten(t(`panel:form.${setting}.label`), formLimits.label),
        component: {
          type: ComponentType.TextInput,
          custom_id: formField,
          style: TextInputStyle.Short,
          placeholder: shorten(t(`panel:form.${setting}.example`), formLimits.placeholder),
          max_length: longestTyped,
        },
      },
    ],
  };
}
