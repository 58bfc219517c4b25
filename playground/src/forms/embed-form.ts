import { z } from 'zod';
import { fault, lengthOf, list, optional, text, textWithin, url } from './form.ts';

const image = optional(z.object({ url: url(['http', 'https', 'attachment']) }));

const embed = z.object({
  title: optional(textWithin(256)),
  description: optional(textWithin(4096)),
  url: optional(url(['http', 'https'])),
  timestamp: optional(z.string()),
  color: optional(z.int().min(0).max(0xffffff)),
  footer: optional(z.object({ text: text(1, 2048), icon_url: optional(url(['http', 'https', 'attachment'])) })),
  author: optional(z.object({ name: text(1, 256), url: optional(url(['http', 'https'])) })),
  image,
  thumbnail: image,
  fields: optional(list(z.object({ name: text(1, 256), value: text(1, 1024), inline: optional(z.boolean()) }), 0, 25)),
});

/**
 * A message's embeds, of 6000 characters together
 * (https://docs.discord.com/developers/resources/message#embed-limits).
 */
export const embeds = optional(
  list(embed, 0, 10).superRefine((all, ctx) => {
    const sizes = all.map(({ title, description, footer, author, fields }) =>
      [title, description, footer?.text, author?.name, ...(fields ?? []).flatMap(({ name, value }) => [name, value])]
        .map((part) => lengthOf(part ?? ''))
        .reduce((sum, length) => sum + length, 0),
    );
    if (sizes.reduce((sum, size) => sum + size, 0) > 6000)
      ctx.addIssue(fault('MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000'));
  }),
);
