import { type APIMessage, type APIMessageComponent, ComponentType } from 'discord.js';

/** A button, or a menu entry with its value. */
export type Usable = {
  readonly kind: 'button' | 'choice';
  readonly label: string;
  readonly customId: string;
  readonly value?: string;
};

/** All buttons and menu entries of a message, at any depth. */
export function usable({ components = [] }: Pick<APIMessage, 'components'>): Usable[] {
  return components.flatMap(inComponent);
}

function inComponent(component: APIMessageComponent): Usable[] {
  if (component.type === ComponentType.Button)
    return 'custom_id' in component
      ? [{ kind: 'button', label: component.label ?? '', customId: component.custom_id }]
      : [];
  if (component.type === ComponentType.StringSelect)
    return component.options.map(({ label, value }) => ({
      kind: 'choice',
      label,
      value,
      customId: component.custom_id,
    }));
  return [
    ...('components' in component ? component.components.flatMap(inComponent) : []),
    ...('accessory' in component ? inComponent(component.accessory) : []),
  ];
}
