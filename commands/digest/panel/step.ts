import { ChannelType } from 'discord.js';
import { topicIn } from '../../../src/briefing/in-language.ts';
import type { ChannelAccess, Context, Request } from '../../../src/command/command.ts';
import { likelyZones } from '../../../src/digest/schedule/likely-zones.ts';
import { readableCron } from '../../../src/digest/schedule/readable.ts';
import { slotsAfter } from '../../../src/digest/schedule/slots.ts';
import { isZone } from '../../../src/digest/schedule/zones.ts';
import { whenEmptyChoices } from '../../../src/store/schema.ts';
import type { Language } from '../../../src/text/language.ts';
import type { Message } from '../../../src/view/card.ts';
import { type PanelStep, panelMessage } from '../../../src/view/digest-panel.ts';
import { whatMenus, whereMenus } from '../../../src/view/digest-panel-menus.ts';
import { channelWarnings } from '../access-warnings.ts';
import { scheduleOf } from '../digest-schedule.ts';
import { requireGuild } from '../require-digest.ts';
import { postable } from '../subcommands.ts';
import { type Draft, readDraft } from './draft.ts';

type More = {
  /** Markdown that stands above all else. */
  readonly notice?: string;
  /** True if several days are to be chosen. */
  readonly severalDays?: boolean;
};

/** One step of setting up a digest, with what the moderator has changed so far. @throws {UserError} */
export async function stepMessage(
  number: number,
  step: PanelStep,
  request: Request,
  context: Context,
  { notice, severalDays = false }: More = {},
): Promise<Message> {
  const { language } = request;
  const draft = await readDraft(number, request, context);
  const { settings, changes, digest, guildZone } = draft;
  const { channelId, mentionRoleId: roleId } = settings;
  const found =
    channelId === undefined ? undefined : await context.access({ guildId: requireGuild(request), channelId, roleId });
  const zone = settings.timezone ?? guildZone;
  const panel = {
    number,
    step,
    channelId,
    warnings: [...(notice === undefined ? [] : [notice]), ...warningsOf(draft, found, request)],
    next: nextPost({ ...settings, zone }, context),
    zone,
    paused: digest?.paused ?? null,
    changed: Object.keys(changes).length > 0,
  };
  const menus =
    step === 'where'
      ? whereMenus(
          {
            number,
            channelId,
            channelTypes: postable,
            roleId,
            schedule: scheduleOf({ ...settings, zone }),
            severalDays,
            timezone: settings.timezone,
            serverZone: guildZone,
            zones: likelyZones(request.locale),
            minutesIn: (each) => minutesIn(each, context),
          },
          language,
        )
      : whatMenus(
          {
            number,
            ...settings,
            whenEmptyChoices,
            topics: topicsOf(language, context),
            publish: publishOf(draft, found),
          },
          language,
        );
  return panelMessage(panel, menus, language);
}

function warningsOf(
  { settings: { channelId, mentionRoleId, publish } }: Draft,
  found: ChannelAccess | 'gone' | undefined,
  { language }: Request,
): string[] {
  const { t } = language;
  if (channelId === undefined) return [];
  if (found === 'gone') return [t('panel:channelGone', { channel: channelId })];
  return [
    ...channelWarnings(found, channelId, mentionRoleId, language),
    ...(publish && found && found.type !== ChannelType.GuildAnnouncement
      ? [t('panel:publishElsewhere', { channel: channelId })]
      : []),
  ];
}

/** Whether posts are published; undefined where they cannot be, and are not meant to. */
function publishOf({ settings: { publish } }: Draft, found: ChannelAccess | 'gone' | undefined): boolean | undefined {
  const canBe = found !== undefined && found !== 'gone' && found.type === ChannelType.GuildAnnouncement;
  return canBe || publish ? publish : undefined;
}

function topicsOf(language: Language, { library, now }: Context) {
  return library.topics(now()).map((each) => {
    const { slug, name } = topicIn(each, language).topic;
    return { value: slug, name };
  });
}

function nextPost(
  times: { cron: string; zone: string; timezone: string | null },
  { now }: Context,
): number | undefined {
  const cron = readableCron(times);
  if (!cron) return undefined;
  const [slot] = slotsAfter(cron, times.zone, Temporal.Instant.fromEpochMilliseconds(now())).take(1);
  return slot && slot.epochMilliseconds / 1000;
}

function minutesIn(zone: string, { now }: Context): number | undefined {
  if (!isZone(zone)) return undefined;
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(zone);
  return hour * 60 + minute;
}
