import { z } from 'zod';
import { controlActions } from '../control/actions.ts';

/* What the page's server takes: the bodies of api.ts, and queries. */

const viewer = z.strictObject({ userId: z.string(), channelId: z.string(), locale: z.string() });
const use = z.strictObject({
  viewer,
  name: z.string(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
const modal = z.strictObject({ userId: z.string(), modalId: z.string() });
const click = z.strictObject({ viewer, messageId: z.string(), customId: z.string() });

export const bodies = {
  use,
  complete: use.extend({ focused: z.strictObject({ name: z.string(), value: z.string() }) }),
  click,
  select: click.extend({ values: z.array(z.string()) }),
  submit: modal.extend({ values: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])) }),
  dismiss: modal,
  control: z.strictObject({ action: z.enum(controlActions), body: z.unknown().optional() }),
  clock: z.strictObject({ to: z.int() }),
  bot: z.strictObject({ do: z.enum(['restart', 'kill']) }),
  readFile: z.strictObject({ file: z.string() }),
  createFile: z.strictObject({ name: z.string() }),
  lookAtFile: z.strictObject({
    file: z.string(),
    text: z.string(),
    reply: z.string().optional(),
    locale: z.string(),
  }),
  saveFile: z.strictObject({ file: z.string(), text: z.string(), revision: z.string().nullable() }),
};

export const queries = {
  state: z.object({ userId: z.string().optional() }),
  messages: z.object({ userId: z.string(), channelId: z.string() }),
  commands: z.object({ userId: z.string(), channelId: z.string(), locale: z.string() }),
  events: z.object({ userId: z.string() }),
};
