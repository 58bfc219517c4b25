import { limits, type Message, menuCustomId } from './card.ts';
import { customIds } from './custom-ids.ts';

/**
 * A card about a guild as it is shown outside of it, as in a direct message: what is clicked there names the guild, since
 * Discord does not.
 */
export function namingGuild(original: Message, guildId: string): Message {
  const name = (customId: string) => {
    const named = customIds.inGuild(guildId, customId);
    return named.length > limits.customId ? customId : named;
  };
  const rename = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(rename);
    if (typeof part !== 'object' || part === null) return part;
    const renamed = Object.fromEntries(
      Object.entries(part).map(([key, value]): [string, unknown] => [
        key,
        key === 'components' || key === 'accessory' ? rename(value) : value,
      ]),
    );
    const { custom_id: customId, options } = renamed;
    if (customId === menuCustomId && Array.isArray(options))
      renamed.options = options.map((option) => ({ ...option, value: name(String(option.value)) }));
    else if (typeof customId === 'string') renamed.custom_id = name(customId);
    return renamed;
  };
  return { ...original, components: rename(original.components) as Message['components'] };
}
