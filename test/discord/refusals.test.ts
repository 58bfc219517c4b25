import { expect, test } from 'vitest';
import { meaningOf, type RouteKind } from '../../src/discord/rest/refusals.ts';

/* What Discord's codes mean, by what was asked for. */

test.each<[code: number, what: string, Partial<Record<RouteKind, string>>]>([
  [50001, 'missing access', { post: 'permission', edit: 'permission', publish: 'permission', read: 'permission' }],
  [50013, 'missing permissions', { post: 'permission', edit: 'permission' }],
  [10003, 'unknown channel', { post: 'gone', edit: 'gone', read: 'gone' }],
  [50083, 'an archived thread', { post: 'closed', edit: 'closed', publish: 'bad-request' }],
  [160005, 'a locked thread', { post: 'closed', edit: 'closed' }],
  [40003, 'direct messages opened too fast', { direct: 'later' }],
  [50007, 'somebody who takes no messages', { direct: 'bad-request' }],
  [50278, 'somebody with whom the bot has no server in common', { direct: 'bad-request' }],
  [20016, 'slow mode', { post: 'later', edit: 'later' }],
  [20028, 'too much in one channel', { post: 'later' }],
  [30046, 'too many edits of an old message', { edit: 'later' }],
  [40004, 'sending is switched off for a while', { post: 'later' }],
  [130000, 'an overload', { post: 'later', read: 'later' }],
  [0, 'an error of Discord’s edge', { post: 'later' }],
  [200000, 'AutoMod', { post: 'bad-request' }],
  [50035, 'a form that is not taken', { post: 'bad-request', edit: 'bad-request' }],
  [999999, 'a code that nobody knows', { post: 'bad-request' }],
])('%i, %s', (code, _, meanings) => {
  for (const [kind, meaning] of Object.entries(meanings))
    expect(meaningOf(code, kind as RouteKind), kind).toBe(meaning);
});
