import type { CommandRequest, ComponentRequest, Context, Opened } from '../../../src/command/command.ts';
import { takeDraft } from '../../../src/store/drafts.ts';
import { UserError } from '../../../src/text/user-error.ts';
import { askToSend } from '../../../src/view/digest-panel.ts';
import { panelForm, type TypedSetting } from '../../../src/view/digest-panel-form.ts';
import { other } from '../../../src/view/digest-panel-menus.ts';
import { check } from '../check.ts';
import { detailsReply } from '../digest-details.ts';
import { listMessage } from '../list.ts';
import { pause } from '../pause.ts';
import { remove } from '../remove.ts';
import { requireDigest } from '../require-digest.ts';
import { resume } from '../resume.ts';
import { send } from '../send.ts';
import { choices } from './choose.ts';
import { changeInDraft, draftsSince, keyOf, newDigest } from './draft.ts';
import { save } from './save.ts';
import { stepMessage } from './step.ts';

type Action = (number: number, request: ComponentRequest, context: Context) => Promise<Opened>;

/** What the panel's buttons do, by the action in the custom id. */
const actions: Readonly<Record<string, Action>> = {
  where: (number, request, context) => stepMessage(number, 'where', request, context),
  what: (number, request, context) => stepMessage(number, 'what', request, context),
  async save(number, request, context) {
    const saved = await save(number, request, context);
    const notice = request.language.t('panel:changedMeanwhile');
    return saved ?? stepMessage(number, 'where', request, context, { notice });
  },
  async discard(number, request, context) {
    await takeDraft(context.db, keyOf(number, request), draftsSince(context));
    if (number === newDigest) return listMessage(0, request, context);
    return (await detailsReply('shown', number, request, context)).message;
  },
  async 'ask-send'(number, request, context) {
    return askToSend(await requireDigest(number, request, context), request.language);
  },
  send: (number, request, context) => send(asTyped(number, request), context),
  pause: (number, request, context) => pause(asTyped(number, request), context),
  resume: (number, request, context) => resume(asTyped(number, request), context),
  check: (number, request, context) => check(asTyped(number, request), context),
  remove: (number, request, context) => remove(asTyped(number, request), context),
};

/** Does what a button, a menu or a form of the panel asks for, with the digest of a number. @throws {UserError} */
export async function usePanel(
  number: number,
  action: string,
  request: ComponentRequest,
  context: Context,
): Promise<Opened> {
  if (number !== newDigest) await requireDigest(number, request, context);
  if (Object.hasOwn(actions, action)) return actions[action]?.(number, request, context) ?? refuse();
  const choice = Object.hasOwn(choices, action) ? choices[action] : undefined;
  if (!choice) return refuse();
  if (request.values[0] === other) return somethingElse(number, action, request, context);
  await changeInDraft(number, request, context, (settings) => choice.chosen(request, context, settings));
  return stepMessage(number, choice.step, request, context);
}

/** Lets a moderator choose what the menu does not offer. */
async function somethingElse(
  number: number,
  action: string,
  request: ComponentRequest,
  context: Context,
): Promise<Opened> {
  if (action === 'days') return stepMessage(number, 'where', request, context, { severalDays: true });
  const setting = (['time', 'zone', 'topic'] satisfies TypedSetting[]).find((each) => each === action);
  return setting ? { form: panelForm(number, setting, request.language) } : refuse();
}

/** What was clicked, as if the command had been typed with the digest's number. */
function asTyped(number: number, request: ComponentRequest): CommandRequest {
  const options: CommandRequest['options'] = {
    text: () => undefined,
    integer: (name) => (name === 'digest' ? number : undefined),
    flag: () => undefined,
  };
  return { ...request, subcommand: '', options };
}

function refuse(): never {
  throw new UserError('error:oldButton');
}
