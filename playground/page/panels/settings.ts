import { client } from '../client.ts';
import { h } from '../dom.ts';
import { keep, move } from '../loading.ts';
import { self } from '../model.ts';
import { languageMenu } from './language-menu.ts';
import type { PanelPlace } from './panel-place.ts';

const themes = [
  ['system', 'System'],
  ['dark', 'Dark'],
  ['light', 'Light'],
] as const;

/** Draws who one is, in which languages one and the server are, and how the page looks. */
export function drawSettings({ model, attempt }: PanelPlace): HTMLElement[] {
  const { state, viewer, settings } = model;
  const roleNames = self(model)?.roles.map((role) => state.roles.find(({ id }) => id === role)?.name ?? role) ?? [];
  const who = h(
    'select',
    { 'data-key': 'settings-who' },
    ...state.members.map(({ id, name }) => h('option', { value: id, selected: id === viewer.userId }, name)),
  );
  who.addEventListener('change', () => attempt(() => move(model, { userId: who.value })));
  const ownLanguage = languageMenu(model, {
    key: 'settings-language',
    chosen: viewer.locale,
    choose: (locale) => attempt(() => move(model, { locale })),
  });
  const serverLanguage = languageMenu(model, {
    key: 'settings-server-language',
    chosen: state.guild.locale,
    choose: (locale) => attempt(() => client.control('locale', { locale })),
  });
  return [
    h('label', { class: 'field' }, 'You are', who),
    h('p', { class: 'quiet' }, roleNames.length > 0 ? `Roles: ${roleNames.join(', ')}` : 'Without a role.'),
    h('label', { class: 'field' }, 'Your language', ownLanguage),
    h('label', { class: 'field' }, 'The server’s language', serverLanguage),
    h('p', { class: 'quiet' }, 'Bots are told both with each command and each button.'),
    h(
      'fieldset',
      { class: 'group' },
      h('legend', {}, 'Theme'),
      h(
        'div',
        { class: 'choices' },
        ...themes.map(([theme, words]) =>
          h(
            'label',
            {},
            h('input', {
              type: 'radio',
              name: 'theme',
              'data-key': `theme-${theme}`,
              checked: settings.theme === theme,
              change: () => keep(model, { theme }),
            }),
            h('span', {}, words),
          ),
        ),
      ),
    ),
    h(
      'label',
      { class: 'switch' },
      'A phone’s width',
      h('input', {
        type: 'checkbox',
        role: 'switch',
        'data-key': 'phone',
        checked: settings.phone,
        change: () => keep(model, { phone: !settings.phone }),
      }),
    ),
  ];
}
