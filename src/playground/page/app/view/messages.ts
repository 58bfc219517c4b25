import { byId, h } from '../dom.ts';
import { type Entry, without } from '../feed.ts';
import { icon } from '../icons.ts';
import { direct, type Model } from '../model.ts';
import { drawEntry } from './entry.ts';

// Pixels from the end within which one still reads the newest.
const nearEnd = 80;

/** Draws the messages of the channel, keeps those that have not changed, and stays at the end unless one has scrolled up. */
export function createMessages(model: Model): void {
  const list = byId('messages', HTMLOListElement);
  const log = byId('log', HTMLElement);
  const scroll = byId('scroll', HTMLElement);
  const newer = byId('newer', HTMLButtonElement);
  // Safari does not let one reach by keyboard what scrolls.
  scroll.tabIndex = 0;
  let shown = '';
  let atEnd = true;
  let missed = 0;
  const drawn = new Map<string, { readonly entry: Entry; readonly element: HTMLElement }>();
  const toEnd = () => {
    scroll.scrollTop = scroll.scrollHeight;
    missed = 0;
    newer.hidden = true;
  };
  const item = (entry: Entry) => {
    const there = drawn.get(entry.key);
    if (there?.entry === entry) return there.element;
    const place = model.viewer.channelId;
    const dismiss = () => {
      model.feeds.set(place, without(model.feeds.get(place) ?? [], entry.key));
      model.changed('feed');
    };
    const element = h('li', { 'data-entry': entry.key }, drawEntry(model, entry, dismiss));
    drawn.set(entry.key, { entry, element });
    return element;
  };
  const draw = () => {
    const { channelId, userId, locale } = model.viewer;
    const view = [channelId, userId, locale].join();
    const isElsewhere = view !== shown;
    if (isElsewhere) {
      drawn.clear();
      missed = 0;
      shown = view;
    }
    log.setAttribute('aria-busy', String(isElsewhere));
    const feed = model.feeds.get(channelId) ?? [];
    const before = list.childElementCount;
    const known = new Set(drawn.keys());
    reconcile(list, withDays(feed, item));
    const fresh = feed.filter(({ key }) => !known.has(key)).length;
    for (const key of known) if (!feed.some((entry) => entry.key === key)) drawn.delete(key);
    if (isElsewhere || atEnd) toEnd();
    else if (fresh > 0 && before > 0) missed += fresh;
    newer.hidden = missed === 0;
    const words = missed === 1 ? '1 new message' : `${missed} new messages`;
    newer.replaceChildren(h('span', {}, words), icon('down'));
    if (isElsewhere) setTimeout(() => log.setAttribute('aria-busy', 'false'));
  };
  scroll.addEventListener('scroll', () => {
    atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearEnd;
    if (atEnd && missed > 0) toEnd();
  });
  newer.addEventListener('click', () => {
    toEnd();
    scroll.focus();
  });
  // What is drawn later, as a picture, or a window that grows smaller, does not push the end out of sight.
  const sizes = new ResizeObserver(() => atEnd && toEnd());
  sizes.observe(list);
  sizes.observe(scroll);
  model.on('feed', draw);
  model.on('viewer', draw);
  // Names in messages may have changed.
  let names = namesOf(model);
  model.on('state', () => {
    if (names !== namesOf(model)) drawn.clear();
    names = namesOf(model);
    draw();
  });
  draw();
}

function namesOf({ state }: Model): string {
  return JSON.stringify([state.channels, state.roles, state.members]);
}

/** Messages with a divider before each day. */
function withDays(feed: readonly Entry[], item: (entry: Entry) => HTMLElement): HTMLElement[] {
  let last = '';
  return feed.flatMap((entry) => {
    const day = Number.isFinite(entry.at)
      ? new Date(entry.at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
      : last;
    const isNew = day !== last;
    last = day;
    return isNew ? [h('li', { class: 'day' }, day), item(entry)] : [item(entry)];
  });
}

/** Puts these elements into the list and leaves those that are there already where they are, so that a focus in them stays. */
function reconcile(list: HTMLElement, wanted: readonly HTMLElement[]): void {
  const keep = new Set(wanted);
  for (const child of [...list.children]) if (child instanceof HTMLElement && !keep.has(child)) child.remove();
  for (const [i, element] of wanted.entries())
    if (list.children[i] !== element) list.insertBefore(element, list.children[i] ?? null);
}

/** True if this is the place where the page greets one. */
export function isFirst({ state, viewer }: Model): boolean {
  return viewer.channelId !== direct && state.channels[0]?.id === viewer.channelId;
}
