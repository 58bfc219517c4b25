import { h } from '../dom.ts';
import { keep, move } from '../loading.ts';
import { self } from '../model.ts';
import type { PanelPlace } from './panel-place.ts';

const themes = [
  ['system', 'System'],
  ['dark', 'Dark'],
  ['light', 'Light'],
] as const;

/** Draws who one is, in which language, and how the page looks. */
export function drawSettings({ model, attempt }: PanelPlace): HTMLElement[] {
  const { state, viewer, settings } = model;
  const roleNames = self(model)?.roles.map((role) => state.roles.find(({ id }) => id === role)?.name ?? role) ?? [];
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const who = h(
    'select',
    { 'data-key': 'settings-who' },
    ...state.members.map(({ id, name }) => h('option', { value: id, selected: id === viewer.userId }, name)),
  );
  who.addEventListener('change', () => attempt(() => move(model, { userId: who.value })));
  const language = h(
    'select',
    { 'data-key': 'settings-language' },
    ...state.locales.map((locale) =>
      h('option', { value: locale, selected: locale === viewer.locale }, `${names.of(locale) ?? locale} (${locale})`),
    ),
  );
  language.addEventListener('change', () => attempt(() => move(model, { locale: language.value })));
  return [
    h('label', { class: 'field' }, 'You are', who),
    h('p', { class: 'quiet' }, roleNames.length > 0 ? `Roles: ${roleNames.join(', ')}` : 'Without a role.'),
    h('label', { class: 'field' }, 'Discord’s language', language),
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
