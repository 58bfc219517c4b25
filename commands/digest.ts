import { type Command, type CommandRequest, type Context, pageOf, type Reply } from '../src/command/command.ts';
import { findZones } from '../src/digest/schedule/zones.ts';
import { UserError } from '../src/text/user-error.ts';
import { limits } from '../src/view/card.ts';
import { check } from './digest/check.ts';
import { shown } from './digest/digest-details.ts';
import { add, edit } from './digest/edit.ts';
import { history } from './digest/history.ts';
import { completeDigest, list } from './digest/list.ts';
import { pause, remove, resume } from './digest/pause.ts';
import { preview, send } from './digest/post.ts';
import { chosenDigest } from './digest/require-digest.ts';
import { settings } from './digest/settings.ts';
import { definition } from './digest/subcommands.ts';
import { completeTopic } from './topic.ts';

const subcommands: Readonly<Record<string, (request: CommandRequest, context: Context) => Promise<Reply>>> = {
  add,
  edit,
  pause,
  resume,
  remove,
  send,
  check,
  settings,
  list: async (request, context) => ({ message: await list(0, request, context), ephemeral: true }),
  preview: async (request, context) => {
    const { number } = await chosenDigest(request, context);
    return { message: await preview(number, request, context), ephemeral: true };
  },
  history: async (request, context) => {
    const { number } = await chosenDigest(request, context);
    return { message: await history(number, 0, request, context), ephemeral: true };
  },
};

/** The number of a digest in a custom id; 0, which none has, for anything else. */
const numberOf = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0);

export const digest: Command = {
  definition,
  moderators: true,
  run(request, context) {
    const subcommand = subcommands[request.subcommand];
    if (!subcommand) throw new UserError('error:unknownCommand');
    return subcommand(request, context);
  },
  async complete(request, context) {
    const { name, value } = request.focused;
    if (name === 'digest') return completeDigest(request, context);
    if (name === 'topic') return completeTopic(value, context);
    return findZones(value)
      .slice(0, limits.options)
      .map((zone) => ({ name: zone, value: zone }));
  },
  opens: {
    digests: ([page], request, context) => list(pageOf(page), request, context),
    digest: async ([number], request, context) => (await shown('shown', numberOf(number), request, context)).message,
    preview: ([number], request, context) => preview(numberOf(number), request, context),
    history: ([number, page], request, context) => history(numberOf(number), pageOf(page), request, context),
  },
};
