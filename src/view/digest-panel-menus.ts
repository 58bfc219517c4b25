import type { APIComponentInMessageActionRow, ChannelType } from 'discord.js';
import { depths } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';
import { languageChoices } from '../text/language-names.ts';
import { limits } from './card.ts';
import { customIds } from './custom-ids.ts';
import { daysText, type Schedule } from './digest-schedule.ts';
import { channelMenu, type Entry, entryMenu, roleMenu } from './selects.ts';
import { capitalized } from './speaker-names.ts';

/** Days of the week that have a name together, from 1, Monday. */
export const dayGroups = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
} as const;

/** Opens the form, or the menu, in which something else can be chosen than is offered. */
export const other = 'other';

/** Stands in a menu for what the server has. */
export const ofServer = 'server';

type Named = { readonly value: string; readonly name: string };

/** Where a digest is posted and when, as its menus show it. */
export type WhereAndWhen = {
  readonly number: number;
  readonly channelId: string | undefined;
  readonly channelTypes: readonly ChannelType[];
  readonly roleId: string | null;
  readonly schedule: Schedule;
  /** True if several days are to be chosen. */
  readonly severalDays: boolean;
  /** The digest's own zone; null for its server's. */
  readonly timezone: string | null;
  readonly serverZone: string;
  /** The zones that are offered beside the server's and the digest's own. */
  readonly zones: readonly string[];
  /** The time of day in a zone, in minutes since midnight; undefined for a zone that is not known. */
  readonly minutesIn: (zone: string) => number | undefined;
};

/** The menus of channel, role, days, time and time zone. */
export function whereMenus(digest: WhereAndWhen, language: Language): APIComponentInMessageActionRow[] {
  const { t } = language;
  const { number } = digest;
  const menu = (action: string, placeholder: string) => ({ customId: customIds.panel(number, action), placeholder });
  return [
    channelMenu(menu('channel', t('panel:menu.channel')), digest.channelTypes, digest.channelId),
    roleMenu(menu('role', t('panel:menu.role')), digest.roleId),
    daysMenu(digest, language),
    timeMenu(digest, language),
    entryMenu(menu('zone', t('panel:menu.zone')), zoneEntries(digest, language)),
  ];
}

function daysMenu({ number, schedule, severalDays }: WhereAndWhen, language: Language): APIComponentInMessageActionRow {
  const { t } = language;
  const chosen = 'days' in schedule ? [...schedule.days].sort() : [];
  const days = dayGroups.daily.map((day) => ({
    label: capitalized(daysText(new Set([day]), language)),
    value: String(day),
    chosen: chosen.includes(day),
  }));
  const group = Object.entries(dayGroups).find(([, members]) => members.join() === chosen.join())?.[0];
  if (severalDays || (chosen.length > 1 && group === undefined))
    return entryMenu(
      { customId: customIds.panel(number, 'several-days'), placeholder: t('panel:menu.severalDays') },
      days,
      days.length,
    );
  const groups = Object.keys(dayGroups).map((name) => ({
    label: t(`panel:days.${name}`),
    value: name,
    chosen: name === group,
    ...(name === 'daily' ? {} : { description: t(`panel:days.${name}Hint`) }),
  }));
  const single = days.map((day) => ({ ...day, chosen: chosen.length === 1 && day.chosen }));
  const placeholder =
    'days' in schedule ? t('panel:menu.days', { days: daysText(schedule.days, language) }) : t('panel:menu.cronDays');
  const several = { label: t('panel:days.several'), value: other, description: t('panel:days.severalHint') };
  return entryMenu({ customId: customIds.panel(number, 'days'), placeholder }, [...groups, ...single, several]);
}

function timeMenu({ number, schedule }: WhereAndWhen, { t, time }: Language): APIComponentInMessageActionRow {
  const minutes = 'minutes' in schedule ? schedule.minutes : undefined;
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    label: time(hour * 60),
    value: String(hour),
    chosen: minutes === hour * 60,
  }));
  const placeholder = minutes === undefined ? t('panel:menu.cronTime') : t('panel:menu.time', { time: time(minutes) });
  return entryMenu(
    // Discord takes no more than 25 entries: a time between two hours stands here instead.
    { customId: customIds.panel(number, 'time'), placeholder },
    [...hours, { label: t('panel:otherTime'), value: other }],
  );
}

function zoneEntries({ timezone, serverZone, zones, minutesIn }: WhereAndWhen, { t, time }: Language): Entry[] {
  const entry = (zone: string, value: string, key: string): Entry => {
    const minutes = minutesIn(zone);
    return {
      label: zone,
      value,
      chosen: value === (timezone ?? ofServer),
      ...(minutes === undefined ? {} : { description: t(key, { time: time(minutes) }) }),
    };
  };
  const offered = [...new Set([...(timezone === null ? [] : [timezone]), ...zones])];
  return [
    entry(serverZone, ofServer, 'panel:serverZone'),
    ...offered
      .filter((zone) => zone !== serverZone || zone === timezone)
      .slice(0, limits.options - 2)
      .map((zone) => entry(zone, zone, 'panel:zoneNow')),
    { label: t('panel:otherZone'), value: other },
  ];
}

/** What a digest posts, as its menus show it. */
export type WhatItPosts = {
  readonly number: number;
  readonly topic: string | null;
  readonly topics: readonly Named[];
  readonly depth: string;
  readonly language: string | null;
  readonly whenEmpty: string;
  readonly whenEmptyChoices: readonly string[];
  /** Whether its posts are published; undefined where they cannot be. */
  readonly publish: boolean | undefined;
};

/** Stands in the menu for briefings of every topic; no slug has an asterisk. */
export const everyTopic = '*';

/** The menus of topic, depth, language, what is posted when nothing is new, and, where it can be, of publishing. */
export function whatMenus(digest: WhatItPosts, { t }: Language): APIComponentInMessageActionRow[] {
  const { number, depth, whenEmpty, whenEmptyChoices, publish } = digest;
  const menu = (action: string, placeholder: string, entries: readonly Entry[]) =>
    entryMenu({ customId: customIds.panel(number, action), placeholder: t(placeholder) }, entries);
  const languageEntries = [
    { label: t('panel:serverLanguage'), value: ofServer, chosen: digest.language === null },
    ...languageChoices.map(({ name, value }) => ({ label: name, value, chosen: value === digest.language })),
  ];
  return [
    menu('topic', 'panel:menu.topic', topicEntries(digest, t)),
    menu(
      'depth',
      'panel:menu.depth',
      depths.map((value) => ({
        label: t(`command:options.depth.choices.${value}`),
        value,
        description: t(`panel:depth.${value}`),
        chosen: value === depth,
      })),
    ),
    menu('language', 'panel:menu.language', languageEntries),
    menu(
      'when-empty',
      'panel:menu.whenEmpty',
      whenEmptyChoices.map((value) => ({
        label: t(`command:options.when-empty.choices.${value}`),
        value,
        description: t('panel:menu.whenEmpty'),
        chosen: value === whenEmpty,
      })),
    ),
    ...(publish === undefined
      ? []
      : [
          menu(
            'publish',
            'panel:menu.publish',
            (['yes', 'no'] as const).map((value) => ({
              label: t(`panel:publish.${value}`),
              value,
              description: t(`panel:publish.${value}Hint`),
              chosen: publish === (value === 'yes'),
            })),
          ),
        ]),
  ];
}

function topicEntries({ topic, topics }: WhatItPosts, t: Language['t']): Entry[] {
  const all = { label: t('panel:allTopics'), value: everyTopic, description: t('panel:allTopicsHint') };
  const known = topics.some(({ value }) => value === topic);
  const offered = [...(topic === null || known ? [] : [{ value: topic, name: topic }]), ...topics];
  // One that is chosen stays in view.
  const sorted = offered.toSorted((a, b) => Number(b.value === topic) - Number(a.value === topic));
  const room = limits.options - 2;
  return [
    { ...all, chosen: topic === null },
    ...sorted.slice(0, room).map(({ value, name }) => ({
      label: name,
      value,
      description: t('panel:topicHint'),
      chosen: value === topic,
    })),
    ...(offered.length > room ? [{ label: t('panel:otherTopic'), value: other }] : []),
  ];
}
