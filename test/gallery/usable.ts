import { type APIMessage, type APIMessageComponent, ComponentType } from 'discord.js';

/** A button, or an entry of a menu with what it stands for. */
export type Usable = {
  readonly kind: 'button' | 'choice';
  readonly label: string;
  readonly customId: string;
  readonly value?: string;
};

/** What can be used in a message, whatever it stands in. */
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
