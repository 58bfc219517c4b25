import type { APIComponentInLabel } from 'discord-api-types/v10';
import { h } from '../dom.ts';
import { kinds as inMessages } from '../message/components/kinds.ts';
import type { Model } from '../model.ts';
import { drawChoices, drawTick } from './choices.ts';
import type { Control } from './control.ts';
import { kinds } from './kinds.ts';
import { drawMenu } from './menu.ts';
import { drawTextInput } from './text-input.ts';

/** Draws what stands in a label. */
export function drawControl(component: APIComponentInLabel, model: Model): Control {
  switch (component.type) {
    case kinds.TextInput:
      return drawTextInput(component);
    case kinds.RadioGroup:
    case kinds.CheckboxGroup:
      return drawChoices(component);
    case kinds.Checkbox:
      return drawTick(component);
    case inMessages.StringSelect:
    case inMessages.UserSelect:
    case inMessages.RoleSelect:
    case inMessages.MentionableSelect:
    case inMessages.ChannelSelect:
      return drawMenu(component, model);
    default: {
      // Files, which nobody can upload here.
      const element = h('p', { class: 'modal-nothing', tabindex: -1 }, 'This playground takes no files.');
      return { element, target: element, value: () => [] };
    }
  }
}

/** True if Discord insists that it is filled in. */
export function isRequired(component: APIComponentInLabel): boolean {
  if (component.type === kinds.Checkbox) return false;
  return ('required' in component ? component.required : undefined) ?? true;
}
