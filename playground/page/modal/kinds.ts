import type { ComponentType } from 'discord-api-types/v10';

/*
 * Discord's numbers of what stands only in modals, as the browser cannot import them from the package; the types see
 * to it that they are right.
 */
export const kinds = {
  TextInput: 4,
  Label: 18,
  RadioGroup: 21,
  CheckboxGroup: 22,
  Checkbox: 23,
} as const satisfies { readonly [Name in keyof typeof ComponentType]?: (typeof ComponentType)[Name] };
