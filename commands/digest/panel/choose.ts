import { depths } from '../../../src/briefing/file/schema.ts';
import type { ComponentRequest, Context } from '../../../src/command/command.ts';
import { parseTime } from '../../../src/digest/schedule/parse-time.ts';
import { parseZone } from '../../../src/digest/schedule/zones.ts';
import { whenEmptyChoices } from '../../../src/store/schema.ts';
import { languageChoices } from '../../../src/text/language-names.ts';
import { UserError } from '../../../src/text/user-error.ts';
import type { PanelStep } from '../../../src/view/digest-panel.ts';
import { formField } from '../../../src/view/digest-panel-form.ts';
import { dayGroups, everyTopic, ofServer } from '../../../src/view/digest-panel-menus.ts';
import { chosenTopic } from '../../topic.ts';
import { channelToPostIn, roleToPing } from '../digest-options.ts';
import { cronWith } from '../digest-schedule.ts';
import type { Draft, PanelChanges } from './draft.ts';

/**
 * What is chosen in a menu or typed into a form of the panel, in what step. What was sent is checked as an option of a
 * command is: it throws a `UserError` for what is not there to be chosen.
 */
type Choice = {
  readonly step: PanelStep;
  readonly chosen: (request: ComponentRequest, context: Context, settings: Draft['settings']) => PanelChanges;
};

const first = ({ values }: ComponentRequest) => values[0] ?? '';
const typed = ({ typed: fields }: ComponentRequest) => fields.get(formField) ?? '';

const onDays: Choice = {
  step: 'where',
  chosen: (request, context, { cron }) => ({ cron: cronWith({ days: daysOf(request.values) }, context, cron) }),
};

/** By the action in the custom id. */
export const choices: Readonly<Record<string, Choice>> = {
  channel: {
    step: 'where',
    chosen: (request) => {
      const channelId = channelToPostIn(first(request), request.channels) ?? refuse();
      const { type } = request.channels.get(channelId) ?? refuse();
      return { channelId, channelType: type };
    },
  },
  role: { step: 'where', chosen: (request) => ({ mentionRoleId: roleToPing(request.values[0], request) ?? null }) },
  days: onDays,
  'several-days': onDays,
  time: {
    step: 'where',
    chosen: (request, context, { cron }) => {
      const hour = hours.find((each) => String(each) === first(request)) ?? refuse();
      return { cron: cronWith({ minutes: hour * 60 }, context, cron) };
    },
  },
  'typed-time': {
    step: 'where',
    chosen: (request, context, { cron }) => ({
      cron: cronWith({ minutes: parseTime(typed(request)) }, context, cron),
    }),
  },
  zone: {
    step: 'where',
    chosen: (request) => ({ timezone: first(request) === ofServer ? null : parseZone(first(request)) }),
  },
  'typed-zone': {
    step: 'where',
    chosen: (request) => ({ timezone: parseZone(typed(request), request.language.locale) }),
  },
  topic: {
    step: 'what',
    chosen: (request, context) => ({
      topic: first(request) === everyTopic ? null : chosenTopic(first(request), context, request.language),
    }),
  },
  'typed-topic': {
    step: 'what',
    chosen: (request, context) => ({ topic: chosenTopic(typed(request), context, request.language) }),
  },
  depth: { step: 'what', chosen: (request) => ({ depth: oneOf(depths, first(request)) }) },
  language: {
    step: 'what',
    chosen: (request) => ({
      language: first(request) === ofServer ? null : oneOf(languages, first(request)),
    }),
  },
  'when-empty': { step: 'what', chosen: (request) => ({ whenEmpty: oneOf(whenEmptyChoices, first(request)) }) },
  publish: { step: 'what', chosen: (request) => ({ publish: oneOf(['yes', 'no'], first(request)) === 'yes' }) },
};

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const languages = languageChoices.map(({ value }) => value);

function daysOf(values: readonly string[]): ReadonlySet<number> {
  const [group = ''] = values;
  const named = Object.entries(dayGroups).find(([name]) => name === group)?.[1];
  const days = named ?? dayGroups.daily.filter((day) => values.includes(String(day)));
  return days.length > 0 ? new Set(days) : refuse();
}

function oneOf<T extends string>(known: readonly T[], value: string): T {
  return known.find((each) => each === value) ?? refuse();
}

function refuse(): never {
  throw new UserError('panel:error.oldChoice');
}
