import { type Command, type CommandRequest, type Context, pageOf, type Reply } from '../src/command/command.ts';
import { findZones } from '../src/digest/schedule/zones.ts';
import { UserError } from '../src/text/user-error.ts';
import { limits } from '../src/view/card.ts';
import { add } from './digest/add.ts';
import { check } from './digest/check.ts';
import { completeDays, completeTime } from './digest/complete-times.ts';
import { detailsReply } from './digest/digest-details.ts';
import { edit } from './digest/edit.ts';
import { history, historyPage } from './digest/history.ts';
import { completeDigest, list, listMessage } from './digest/list.ts';
import { usePanel } from './digest/panel/panel.ts';
import { pause } from './digest/pause.ts';
import { preview, previewMessage } from './digest/preview.ts';
import { remove, removeNow, restore } from './digest/remove.ts';
import { resume } from './digest/resume.ts';
import { send } from './digest/send.ts';
import { settings, settingsMessage } from './digest/settings.ts';
import { digestDefinition } from './digest/subcommands.ts';
import { withUntoldAlerts } from './digest/untold-alerts.ts';
import { completeTopic } from './topic.ts';

const subcommands: Readonly<Record<string, (request: CommandRequest, context: Context) => Promise<Reply>>> = {
  add,
  panel: list,
  list,
  edit,
  pause,
  resume,
  remove,
  preview,
  send,
  history,
  check,
  settings,
};

/** The number of a digest in a custom id; 0, which none has, for anything else. */
const numberOf = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0);

/** `/digest`, by which moderators set up what is posted in their channels. */
export const digest: Command = {
  definition: digestDefinition,
  moderators: true,
  async run(request, context) {
    const subcommand = subcommands[request.subcommand];
    if (!subcommand) throw new UserError('error:unknownCommand');
    const reply = await subcommand(request, context);
    return withUntoldAlerts(reply, request.guildId, context, request.language);
  },
  async complete(request, context) {
    const { name, value } = request.focused;
    if (name === 'digest') return completeDigest(request, context);
    if (name === 'time') return completeTime(value, request.language);
    if (name === 'days') return completeDays(value, request.language);
    if (name === 'topic') return completeTopic(request, context);
    return findZones(value, request.language.locale)
      .slice(0, limits.options)
      .map((zone) => ({ name: zone, value: zone }));
  },
  opens: {
    digests: ([page], request, context) => listMessage(pageOf(page), request, context),
    settings: (_, request, context) => settingsMessage(request, context),
    digest: async ([number], request, context) =>
      (await detailsReply('shown', numberOf(number), request, context)).message,
    remove: ([number], request, context) => removeNow(numberOf(number), request, context),
    restore: ([number], request, context) => restore(numberOf(number), request, context),
    preview: ([number], request, context) => previewMessage(numberOf(number), request, context),
    panel: ([number, action = ''], request, context) => usePanel(numberOf(number), action, request, context),
    history: ([number, page], request, context) => historyPage(numberOf(number), pageOf(page), request, context),
  },
};
