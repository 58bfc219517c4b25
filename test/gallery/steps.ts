import type { Newsroom } from './newsroom.ts';
import type { Options, PageUser } from './page-user.ts';

/** An action, and the name of the picture of its message; without a name, no picture is taken. */
type Step = {
  readonly picture?: string;
  act(user: PageUser, earlier: ReadonlyMap<string, string>, newsroom: Newsroom): Promise<string | undefined>;
};

const use = (picture: string, name: string, options: Options = {}, words?: RegExp): Step => ({
  picture,
  act: (user) => user.use(name, options, words),
});
const click = (picture: string, from: string, label: RegExp): Step => ({
  picture,
  act: (user, earlier) => user.click(earlier.get(from) ?? '', label),
});
const select = (picture: string, from: string, label: RegExp): Step => ({
  picture,
  act: (user, earlier) => user.select(earlier.get(from) ?? '', label),
});
const look = (picture: string, channel: string, words: RegExp): Step => ({
  picture,
  act: async (user) => {
    await user.go(channel);
    return user.find(words);
  },
});
const first = (act: (user: PageUser, newsroom: Newsroom) => Promise<unknown>): Step => ({
  async act(user, _earlier, newsroom) {
    await act(user, newsroom);
    return undefined;
  },
});
const go = (name: string, channel: string): Step =>
  first(async (user) => {
    await user.be(name);
    await user.go(channel);
    await user.ready();
  });

const readers: readonly Step[] = [
  go('reader', '#general'),
  use('help', 'help'),
  use('summary', 'summary'),
  use('summary-brief', 'summary', { depth: 'brief' }),
  use('summary-full', 'summary', { depth: 'full' }),
  use('summary-private', 'summary', { private: true }),
  click('summary-button-who', 'summary', /^Who/),
  click('summary-button-topics', 'summary', /^Topics/),
  click('summary-button-timeline', 'summary', /^Timeline/),
  click('summary-button-full', 'summary', /^Full/),
  click('summary-button-sources', 'summary', /^Sources/),
  select('topics-select', 'summary-button-topics', /ties/),
  use('who', 'who'),
  select('who-select', 'who', /Xi/),
  use('who-one', 'who', { name: 'Putin' }),
  click('who-button-linked', 'who-one', /Harbin/),
  click('who-button-summary', 'who-one', /Summary/),
  use('who-organisation', 'who', { name: 'US military' }),
  use('who-similar', 'who', { name: 'Puttinn Xi' }),
  use('who-unknown', 'who', { name: 'Einstein' }),
  use('reactors', 'reactors'),
  use('topic', 'topic', { name: 'ties' }),
  use('timeline', 'timeline'),
  use('timeline-private', 'timeline', { private: true }),
  use('search', 'search', { query: 'reactors' }),
  use('search-several', 'search', { query: 'harbin bridge' }),
  select('search-select', 'search', /Putin/),
  use('search-none', 'search', { query: 'xyzzy' }),
  use('latest', 'latest'),
  select('latest-select', 'latest', /Harbour/),
  use('corrections-none', 'corrections'),
  use('error-briefing', 'summary', { briefing: 'no such thing' }),
  use('error-topic', 'topic', { name: 'no such thing' }),
];

const moderators: readonly Step[] = [
  go('moderator', '#moderators'),
  use('help-moderator', 'help'),
  use('digest-list-none', 'digest list'),
  use('digest-panel', 'digest panel'),
  click('digest-panel-new', 'digest-panel', /^New digest/),
  select('digest-panel-days', 'digest-panel', /^Weekdays/),
  select('digest-panel-several', 'digest-panel', /^Several days/),
  click('digest-panel-what', 'digest-panel', /^What it posts/),
  use('digest-settings-none', 'digest settings'),
  use('digest-add', 'digest add', { channel: '#briefings' }),
  use('digest-list-one', 'digest list'),
  use('digest-add-weekdays', 'digest add', {
    channel: '#news',
    time: '9am',
    days: 'weekdays',
    timezone: 'Europe/Berlin',
    mention: '@Readers',
    'when-empty': 'say-so',
    'catch-up': 60,
    publish: true,
    depth: 'standard',
  }),
  use('digest-add-cron', 'digest add', { channel: '#harbin-visit', cron: '*/30 8-18 * * 1-5', topic: 'reactors' }),
  use('digest-add-days', 'digest add', {
    channel: '#general',
    days: 'mon,wed,fri',
    time: '17:30',
    'when-empty': 'repeat',
  }),
  use('digest-add-locked', 'digest add', { channel: '#locked', mention: '@Staff' }),
  use('digest-list-many', 'digest list'),
  select('digest-list-select', 'digest-list-many', /^2/),
  use('digest-settings', 'digest settings', { timezone: 'Asia/Manila', alerts: '#moderators' }),
  use('digest-edit', 'digest edit', { digest: 1, time: '8:15' }),
  use('digest-edit-clear', 'digest edit', { digest: 2, clear: 'timezone' }),
  use('digest-pause', 'digest pause', { digest: 4 }),
  use('digest-check-paused', 'digest check', { digest: 4 }),
  use('digest-resume', 'digest resume', { digest: 4 }),
  use('digest-remove', 'digest remove', { digest: 4 }),
  click('digest-remove-done', 'digest-remove', /Remove/),
  click('digest-remove-undone', 'digest-remove', /Undo/),
  use('digest-preview', 'digest preview', { digest: 2 }),
  click('digest-add-preview', 'digest-add', /Preview/),
  click('digest-add-history', 'digest-add', /History/),
  use('digest-check', 'digest check', { digest: 2 }),
  use('digest-check-missing', 'digest check', { digest: 5 }),
  use('digest-send', 'digest send', { digest: 1 }, /discord\.com\/channels/),
  use('digest-send-refused', 'digest send', { digest: 5 }, /could not be posted/),
  use('digest-preview-empty', 'digest preview', { digest: 1 }),
  use('error-time', 'digest add', { channel: '#news', time: '25:99' }),
  use('error-days', 'digest add', { channel: '#news', days: 'someday' }),
  use('error-cron', 'digest add', { channel: '#news', cron: '61 * * * *' }),
  use('error-zone', 'digest add', { channel: '#news', timezone: 'Mars/Base' }),
  use('error-digest', 'digest check', { digest: 77 }),
];

const posts: readonly Step[] = [
  look('posted', '#briefings', /Briefing for/),
  click('posted-button-read', 'posted', /Read/),
  first((user) => user.aheadToMonday(9)),
  look('posted-mention-published', '#news', /Putin/),
  first((user) => user.ahead(3, 9)),
  look('posted-thread', '#harbin-visit', /Briefing for|Floating/),
  look('posted-empty', '#news', /nothing new/),
  look('alert', '#moderators', /is paused/),
  first(async (user) => {
    await user.permit('#news', { deny: ['SendMessages'] });
    await user.ahead(1, 9);
    await user.permit('#news', { allow: ['SendMessages'] });
  }),
  use('digest-check-resumed', 'digest check', { digest: 2 }),
  use('digest-history', 'digest history', { digest: 2 }),
  use('digest-history-failed', 'digest history', { digest: 5 }),
  first((_hand, newsroom) => newsroom.correct()),
  look('posted-corrected', '#briefings', /Corrected/),
  use('summary-corrected', 'summary', { briefing: 'harbour-bridge' }),
  use('corrections', 'corrections'),
  use('latest-corrected', 'latest'),
  use('digest-history-corrected', 'digest history', { digest: 1 }),
  first((_hand, newsroom) => newsroom.withdraw()),
  look('posted-withdrawn', '#briefings', /Withdrawn/),
  use('corrections-withdrawn', 'corrections'),
];

/** Every reply of every command to readers and moderators, the posts, and the messages about failures. */
export const steps: readonly Step[] = [...readers, ...moderators, ...posts];
