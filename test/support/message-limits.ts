import type { Message } from '../../src/view/card.ts';

type Part = {
  type: number;
  content?: string;
  custom_id?: string;
  label?: string;
  url?: string;
  options?: { label: string; value: string; description?: string }[];
  components?: Part[];
  accessory?: Part;
};

function* parts(message: Message): Generator<Part> {
  function* walk(part: Part): Generator<Part> {
    yield part;
    for (const inner of part.components ?? []) yield* walk(inner);
    if (part.accessory) yield* walk(part.accessory);
  }
  for (const part of message.components as Part[]) yield* walk(part);
}

/** The texts of a message. */
export function texts(message: Message): string[] {
  return [...parts(message)].flatMap(({ content }) => content ?? []);
}

/** What Discord would refuse of a message (https://docs.discord.com/developers/components/reference), in words. */
export function violations(message: Message): string[] {
  const all = [...parts(message)];
  const found: string[] = [];
  const must = (holds: boolean, rule: string) => {
    if (!holds) found.push(rule);
  };
  must(all.length <= 40, `${all.length} components`);
  const length = texts(message).reduce((sum, text) => sum + text.length, 0);
  must(length <= 4000, `${length} characters`);
  // https://github.com/discord/discord-api-docs/issues/8554
  const bytes = texts(message).reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0);
  must(bytes <= 10_170, `${bytes} bytes`);
  const ids = all.flatMap(({ custom_id }) => custom_id ?? []);
  must(new Set(ids).size === ids.length, `custom ids that are not unique: ${ids}`);
  for (const part of all) {
    if (part.content !== undefined)
      must(part.content.trim() !== '' && part.content.isWellFormed(), `text ${JSON.stringify(part.content)}`);
    if (part.custom_id !== undefined)
      must(part.custom_id.length >= 1 && part.custom_id.length <= 100, `custom id ${part.custom_id}`);
    if (part.url !== undefined) must(part.url.length <= 512, `address ${part.url}`);
    if (part.label !== undefined) must(part.label.length >= 1 && part.label.length <= 80, `label ${part.label}`);
    if (part.type === 1)
      must((part.components?.length ?? 0) >= 1 && (part.components?.length ?? 0) <= 5, 'buttons in a row');
    if (part.options) {
      must(part.options.length >= 1 && part.options.length <= 25, `${part.options.length} options`);
      must(
        new Set(part.options.map(({ value }) => value)).size === part.options.length,
        'option values that are not unique',
      );
      for (const { label, value, description } of part.options)
        for (const text of [label, value, description ?? ' '])
          must(text.length >= 1 && text.length <= 100, `option ${text}`);
    }
  }
  return found;
}
