/** What one sets for oneself; kept in this browser. */
export type Settings = {
  readonly theme: 'system' | 'dark' | 'light';
  readonly phone: boolean;
  readonly locale?: string | undefined;
  readonly user?: string | undefined;
};

const key = 'discord-playground';

/** The settings as they were kept. */
export function readSettings(): Settings {
  const kept = parsed(localStorage.getItem(key) ?? '');
  const text = (name: string) => (typeof kept[name] === 'string' ? kept[name] : undefined);
  const theme = text('theme');
  return {
    theme: theme === 'dark' || theme === 'light' ? theme : 'system',
    phone: kept.phone === true,
    locale: text('locale'),
    user: text('user'),
  };
}

/** Keeps the settings, and has the page look so. */
export function applySettings(settings: Settings): void {
  localStorage.setItem(key, JSON.stringify(settings));
  const { dataset } = document.documentElement;
  if (settings.theme === 'system') delete dataset.theme;
  else dataset.theme = settings.theme;
  dataset.phone = String(settings.phone);
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
