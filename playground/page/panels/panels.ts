import { byId, h, redraw } from '../dom.ts';
import { createEditor } from '../editor/editor.ts';
import { icon } from '../icons.ts';
import { loadState } from '../loading.ts';
import type { Model, PanelName } from '../model.ts';
import { lay, lift, panelWidth } from '../view/cover.ts';
import { clearToasts, toast } from '../view/toast.ts';
import { drawLog } from './bot-log.ts';
import { drawClock } from './clock.ts';
import type { PanelPlace } from './panel-place.ts';
import { drawSettings } from './settings.ts';
import { drawTrouble, sayBot } from './trouble.ts';

const titles: Readonly<Record<PanelName, string>> = {
  clock: 'Clock',
  trouble: 'Trouble',
  editor: 'Editor',
  log: 'Bot’s log',
  settings: 'Settings',
};

const drawers: Readonly<Record<Exclude<PanelName, 'editor'>, (place: PanelPlace) => readonly (HTMLElement | false)[]>> =
  {
    clock: drawClock,
    trouble: drawTrouble,
    log: drawLog,
    settings: drawSettings,
  };

/** Draws the panels beside the messages, of which one is open at a time. */
export function createPanels(model: Model, fill: (line: string) => void): { toggle(name: PanelName): void } {
  const place = byId('panel', HTMLElement);
  const body = h('div', { class: 'panel-body' });
  const show = (name: PanelName | undefined) => {
    const before = model.panel;
    model.panel = name;
    if (name === 'log') model.unseenLog = 0;
    // What comes next may have changed without a word.
    if (name === 'clock') void loadState(model).catch(() => undefined);
    model.changed('panel');
    if (name) lay({ over: place, where: panelWidth, close: () => show(undefined) });
    else lift(place);
    if (name === 'editor') clearToasts();
    if (name) place.querySelector<HTMLElement>('h2')?.focus();
    else if (before && place.contains(document.activeElement)) document.getElementById(`tool-${before}`)?.focus();
    place.hidden = name === undefined;
  };
  const attempt = (does: () => Promise<unknown>) => {
    does().catch((error: unknown) => toast(error instanceof Error ? error.message : String(error), { wrong: true }));
  };
  const panelPlace: PanelPlace = {
    model,
    attempt,
    fill(line) {
      if (panelWidth.matches) show(undefined);
      fill(line);
    },
  };
  const editor = createEditor(panelPlace, () => model.changed('panel'));
  const heading = h('h2', { tabindex: -1 });
  const close = h(
    'button',
    { type: 'button', class: 'tool', 'aria-label': 'Close', click: () => show(undefined) },
    icon('close'),
  );
  place.replaceChildren(h('div', { class: 'panel-top' }, heading, close), body);
  place.addEventListener('keydown', ({ key }) => key === 'Escape' && show(undefined));
  let drawn: PanelName | undefined;
  const draw = () => {
    const { panel } = model;
    place.hidden = panel === undefined;
    if (!panel) return;
    heading.textContent = titles[panel];
    place.setAttribute('aria-label', titles[panel]);
    const isWide = panel === 'editor' && editor.isWide;
    place.classList.toggle('wide', isWide);
    // It lies over the page's main part then.
    place.role = isWide ? 'main' : 'complementary';
    if (panel !== 'editor') redraw(body, ...drawers[panel](panelPlace));
    else {
      // What is typed in it must not lose the focus when something else changes.
      if (editor.element.parentElement !== body) body.replaceChildren(editor.element);
      editor.draw();
    }
    if (drawn !== panel) body.scrollTop = 0;
    drawn = panel;
  };
  for (const change of ['panel', 'state', 'viewer', 'settings', 'log'] as const) model.on(change, draw);
  // What is typed into another panel stays while time goes ahead.
  model.on('clock', () => model.panel === 'clock' && draw());
  sayBot(model);
  sayReloads(model, () => show('editor'));
  return { toggle: (name) => show(model.panel === name ? undefined : name) };
}

/** Says quietly that the bot has taken a change of content, or what it thinks of it. */
function sayReloads(model: Model, open: () => void): void {
  const mark = () => JSON.stringify([model.state.content?.reloadedAt, model.state.content?.problems]);
  let before = mark();
  model.on('state', () => {
    const now = mark();
    if (now === before) return;
    before = now;
    const { content } = model.state;
    if (!content || model.panel === 'editor') return;
    const { length } = content.problems;
    if (length > 0)
      toast(`Content has ${length === 1 ? 'a problem' : `${length} problems`}; the last good version stays.`, {
        wrong: true,
        label: 'Show',
        does: open,
      });
    else toast('The bot has taken the changed content.', { label: 'Show', does: open });
  });
}
