import { ChannelType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { likelyZones } from '../../src/digest/schedule/likely-zones.ts';
import { isZone } from '../../src/digest/schedule/zones.ts';
import { language } from '../../src/text/language.ts';
import { languages } from '../../src/text/translator.ts';
import { panelMessage } from '../../src/view/digest-panel.ts';
import { panelForm } from '../../src/view/digest-panel-form.ts';
import { whatMenus, whereMenus } from '../../src/view/digest-panel-menus.ts';
import { violations } from '../support/message-limits.ts';

const panel = {
  number: 999_999_999,
  channelId: '500',
  warnings: [],
  next: 1_800_000_000,
  zone: 'Asia/Tokyo',
  paused: null,
  changed: true,
};
const where = {
  number: panel.number,
  channelId: '500',
  channelTypes: [ChannelType.GuildText],
  roleId: '700',
  schedule: { zone: 'Asia/Tokyo', minutes: 570, days: new Set([1, 3]) },
  severalDays: false,
  timezone: 'Asia/Tokyo',
  serverZone: 'UTC',
  zones: likelyZones('es-419'),
  minutesIn: () => 0,
};
const topics = Array.from({ length: 60 }, (_, i) => ({
  value: `topic-${i}`,
  name: `Topic ${i} ${'long '.repeat(30)}`,
}));
const what = {
  number: panel.number,
  topic: 'topic-59',
  topics,
  depth: 'full',
  language: 'en',
  whenEmpty: 'repeat',
  whenEmptyChoices: ['skip', 'say-so', 'repeat'],
  publish: true,
};

type Menu = { options?: { label: string; value: string; default?: boolean }[] };
const optionsOf = (menu: unknown) => (menu as Menu).options ?? [];

describe.each(languages)('in %s', (tag) => {
  const t = language(tag);

  test('every day to choose begins with a capital', () => {
    const schedule = { zone: 'UTC', minutes: 0, days: new Set([7]) };
    const menus = JSON.stringify(whereMenus({ ...where, schedule }, t));
    const [days = ''] = /"label":"[^"]+","value":"1".*?"value":"7"/.exec(menus) ?? [];
    const labels = [...days.matchAll(/"label":"([^"]+)"/g)].map(([, label = '']) => label);
    expect(labels).toHaveLength(7);
    for (const label of labels) expect(label).not.toMatch(/^\p{Ll}/u);
  });

  test('both steps are what Discord takes, whatever there is to choose from', () => {
    expect(violations(panelMessage({ ...panel, step: 'where' }, whereMenus(where, t), t))).toEqual([]);
    expect(violations(panelMessage({ ...panel, step: 'what' }, whatMenus(what, t), t))).toEqual([]);
    for (const schedule of [
      { zone: 'UTC', cron: '*/30 9 L * *' },
      { zone: 'UTC', minutes: 0, days: new Set([7]) },
    ])
      expect(violations(panelMessage({ ...panel, step: 'where' }, whereMenus({ ...where, schedule }, t), t))).toEqual(
        [],
      );
  });

  test('forms are what Discord takes', () => {
    for (const setting of ['time', 'zone', 'topic'] as const) {
      const { title, components } = panelForm(panel.number, setting, t);
      expect(title.length).toBeLessThanOrEqual(45);
      for (const component of components)
        if ('label' in component) expect(component.label?.length).toBeLessThanOrEqual(45);
    }
  });
});

test('of more topics than a menu has room for, the chosen one is in view, and others can be typed', () => {
  const [menu] = whatMenus(what, language('en'));
  const options = optionsOf(menu);
  expect(options).toHaveLength(25);
  expect(options.filter((option) => option.default).map(({ value }) => value)).toEqual(['topic-59']);
  expect(options.at(-1)?.value).toBe('other');
});

test('a topic that no briefing has any more stays what is chosen', () => {
  const [menu] = whatMenus({ ...what, topic: 'gone', topics: topics.slice(0, 2) }, language('en'));
  expect(optionsOf(menu).map(({ value }) => value)).toEqual(['*', 'gone', 'topic-0', 'topic-1']);
});

test('each locale’s zones are zones, the likely ones first, none twice', () => {
  for (const locale of ['de', 'es-419', 'es-ES', 'ru', 'zh-CN', 'ja', 'pt-BR', 'fr', 'en-GB', 'uk', 'constructor']) {
    const zones = likelyZones(locale);
    expect(zones.filter((zone) => !isZone(zone))).toEqual([]);
    expect(new Set(zones).size).toBe(zones.length);
  }
  expect(likelyZones('de')[0]).toBe('Europe/Berlin');
  expect(likelyZones('es-ES')[0]).toBe('Europe/Madrid');
  expect(likelyZones('constructor')[0]).toBe('UTC');
});
