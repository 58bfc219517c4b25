import { byId, h } from '../dom.ts';
import { type Entry, without } from '../feed.ts';
import { icon } from '../icons.ts';
import { dayText, type TimeView } from '../message/timestamp.ts';
import { direct, type Model } from '../model.ts';
import { newWords, shownLines } from './changed-words.ts';
import { drawEntry } from './entry.ts';
import { focusWithin } from './kept-focus.ts';
import { walkMessages } from './message-keys.ts';
import { say } from './say.ts';

// Pixels from the end within which one still reads the newest.
const nearEnd = 80;
// MessageFlags.Loading
const loading = 1 << 7;

/**
 * Draws the messages of the channel, keeps those that have not changed, and stays at the newest unless one has scrolled
 * up: at the head of one that is higher than the window, where Discord itself shows its tail.
 */
export function createMessages(model: Model, leave: () => void): void {
  const list = byId('messages', HTMLOListElement);
  const log = byId('log', HTMLElement);
  const scroll = byId('scroll', HTMLElement);
  const newer = byId('newer', HTMLButtonElement);
  // Safari does not let one reach by keyboard what scrolls.
  scroll.tabIndex = 0;
  let shown = '';
  let atEnd = true;
  let ownTop = -1;
  let missed = 0;
  const drawn = new Map<string, { readonly entry: Entry | undefined; readonly element: HTMLElement }>();
  const days = new Map<string, HTMLElement>();
  const toNewest = () => {
    const newest = list.lastElementChild;
    const isHigh = newest instanceof HTMLElement && newest.offsetHeight > scroll.clientHeight;
    if (isHigh) scroll.scrollTop += newest.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    else scroll.scrollTop = scroll.scrollHeight;
    ownTop = scroll.scrollTop;
    missNone();
  };
  const missNone = () => {
    missed = 0;
    newer.hidden = true;
  };
  const item = (entry: Entry) => {
    const there = drawn.get(entry.key);
    if (there?.entry === entry) return there.element;
    const place = model.viewer.channelId;
    const dismiss = () => {
      const dismissed = drawn.get(entry.key)?.element;
      const neighbour = dismissed?.nextElementSibling ?? dismissed?.previousElementSibling;
      model.feeds.set(place, without(model.feeds.get(place) ?? [], entry.key));
      model.changed('feed');
      const next = neighbour?.querySelector<HTMLElement>(':scope > [tabindex]');
      if (next) next.focus();
      else leave();
    };
    const inside = drawEntry(model, entry, dismiss);
    inside.tabIndex = -1;
    const element = there?.element ?? h('li', { 'data-entry': entry.key });
    const refocus = focusWithin(element);
    element.replaceChildren(inside);
    refocus?.(element);
    drawn.set(entry.key, { entry, element });
    return element;
  };
  const draw = () => {
    const { channelId, userId, locale } = model.viewer;
    const view = [channelId, userId, locale].join();
    const isElsewhere = view !== shown;
    if (isElsewhere) {
      drawn.clear();
      days.clear();
      missed = 0;
      shown = view;
    }
    const feed = model.feeds.get(channelId) ?? [];
    const before = list.childElementCount;
    const known = new Set(drawn.keys());
    const fresh = feed.filter(({ key }) => !known.has(key)).length;
    const edited = feed.flatMap((entry) => {
      const earlier = drawn.get(entry.key);
      const isEdited = earlier?.entry !== undefined && earlier.entry !== entry && !isLoading(earlier.entry);
      return isEdited ? [{ element: earlier.element, before: shownLines(earlier.element) }] : [];
    });
    // What is read out is what is new, not what stood there, and of what was changed its new words.
    log.setAttribute('aria-busy', String(isElsewhere || (edited.length > 0 && fresh === 0)));
    reconcile(list, withDays(feed, item, days, model.viewer));
    if (edited.length > 0) say(changeOf(edited));
    for (const key of known) if (!feed.some((entry) => entry.key === key)) drawn.delete(key);
    if (isElsewhere || atEnd) toNewest();
    else if (fresh > 0 && before > 0) missed += fresh;
    newer.hidden = missed === 0;
    const words = missed === 1 ? '1 new message' : `${missed} new messages`;
    newer.replaceChildren(h('span', {}, words), icon('down'));
    setTimeout(() => log.setAttribute('aria-busy', 'false'));
  };
  walkMessages(scroll, list, leave);
  scroll.addEventListener('scroll', () => {
    // Where the page itself went is the newest, even if what stands there has grown since.
    atEnd = scroll.scrollTop === ownTop || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearEnd;
    if (atEnd && missed > 0) missNone();
  });
  newer.addEventListener('click', () => {
    toNewest();
    scroll.focus();
  });
  // What is drawn later, as a picture, or a window that grows smaller, does not push the newest out of sight.
  const sizes = new ResizeObserver(() => {
    if (atEnd && scroll.scrollTop === ownTop) toNewest();
    else if (atEnd) scroll.scrollTop = scroll.scrollHeight;
  });
  sizes.observe(list);
  sizes.observe(scroll);
  model.on('feed', draw);
  model.on('viewer', draw);
  // Names in messages may have changed.
  let names = namesOf(model);
  model.on('state', () => {
    if (names !== namesOf(model)) for (const [key, { element }] of drawn) drawn.set(key, { entry: undefined, element });
    names = namesOf(model);
    draw();
  });
  draw();
}

type Edited = { readonly element: HTMLElement; readonly before: readonly string[] };

/** What is said of messages that were changed: the new words of a single one. */
function changeOf(edited: readonly Edited[]): string {
  const [first] = edited;
  const words = edited.length === 1 && first ? newWords(first.before, shownLines(first.element)) : '';
  if (words !== '') return words;
  return edited.length === 1 ? 'A message was changed.' : `${edited.length} messages were changed.`;
}

/** True while the bot has only said that it will answer: what comes in its place is new. */
function isLoading(entry: Entry): boolean {
  return entry.kind === 'message' && ((entry.seen.message.flags ?? 0) & loading) > 0;
}

function namesOf({ state }: Model): string {
  return JSON.stringify([state.channels, state.roles, state.members]);
}

/** Messages with a divider before each day. */
function withDays(
  feed: readonly Entry[],
  item: (entry: Entry) => HTMLElement,
  days: Map<string, HTMLElement>,
  view: TimeView,
): HTMLElement[] {
  let last = '';
  return feed.flatMap((entry) => {
    const day = Number.isFinite(entry.at) ? dayText(entry.at, view) : last;
    const isNew = day !== last;
    last = day;
    if (!isNew) return [item(entry)];
    const divider = days.get(day) ?? h('li', { class: 'day' }, day);
    days.set(day, divider);
    return [divider, item(entry)];
  });
}

/**
 * Puts these elements into the list and leaves those that are there already where they are, so that a focus in them
 * stays.
 */
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
