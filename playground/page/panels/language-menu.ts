import { h } from '../dom.ts';
import type { Model } from '../model.ts';

/** A menu of Discord's languages by their names, first those that the bot's commands are translated into. */
export function languageMenu(
  { state }: Model,
  { key, chosen, choose }: { key: string; chosen: string; choose: (locale: string) => void },
): HTMLSelectElement {
  const others = state.locales.filter((locale) => !state.botLocales.includes(locale));
  const groups = [
    [`${state.bot.name}’s languages`, state.locales.filter((locale) => state.botLocales.includes(locale))],
    ['Other languages', others],
  ] as const;
  const entries = (locales: readonly string[]) =>
    locales.map((locale) => h('option', { value: locale, selected: locale === chosen, lang: locale }, nameOf(locale)));
  const menu = h(
    'select',
    { 'data-key': key },
    ...(others.length === state.locales.length
      ? entries(others)
      : groups.map(([label, locales]) => h('optgroup', { label }, ...entries(locales)))),
  );
  menu.addEventListener('change', () => choose(menu.value));
  return menu;
}

/** A language as it calls itself and as English does: `Deutsch · German`. */
function nameOf(locale: string): string {
  const named = (as: string) => new Intl.DisplayNames(as, { type: 'language' }).of(locale) ?? locale;
  const own = named(locale);
  const shown = own.charAt(0).toLocaleUpperCase(locale) + own.slice(1);
  const english = named('en');
  return shown === english ? english : `${shown} · ${english}`;
}
