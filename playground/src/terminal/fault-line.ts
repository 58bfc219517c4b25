import { nearest } from '../control/nearest.ts';
import { actions, methods, scopes, statuses, waits } from '../faults/fault-plan.ts';
import { LineError } from './line-error.ts';

/** What can go wrong with a request, as a line says it. */
export const troubles: readonly string[] = [
  ...actions.filter((action) => action !== 'status'),
  ...statuses.map(String),
];

/** The ends of paths that stand for themselves in a line. */
const pathEnds = ['messages', 'crosspost', 'callback', 'commands'] as const;

const flags: Readonly<Record<string, object>> = {
  always: { times: 'always' },
  ...Object.fromEntries(['before', 'after'].map((when) => [when, { when }])),
  ...Object.fromEntries(scopes.map((scope) => [scope, { scope }])),
  ...Object.fromEntries(waits.map((wait) => [wait, { wait }])),
};

/** Words that a number follows. */
const numbered = ['skip', 'chance', 'seed', 'code'] as const;

/** Words that can follow in a fault's line, besides paths and numbers. */
export const faultWords: readonly string[] = [...methods, ...Object.keys(flags), ...numbered, ...pathEnds];

/**
 * Reads what follows `fault`, as `drop-after POST messages x2`, to what the control interface takes. @throws
 * {LineError}
 */
export function readFault(words: readonly string[]): Record<string, unknown> {
  const [trouble = '', ...rest] = words;
  const body = begin(trouble.toLowerCase());
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    const name = word.toLowerCase();
    const [, times] = /^x(\d{1,6})$/.exec(name) ?? [];
    if (times !== undefined) body.times = Number(times);
    else if (Object.hasOwn(flags, name)) Object.assign(body, flags[name]);
    else if (numbered.some((each) => each === name)) body[name] = number(rest[++index], name);
    else if (methods.some((each) => each === word.toUpperCase())) body.method = word.toUpperCase();
    else if (/^\d+(\.\d+)?$/.test(word)) body[unitOf(body, word)] = Number(word);
    else body.path = path(word);
  }
  if (body.do === 'delay' && body.ms === undefined)
    throw new LineError('Say for how many milliseconds: fault delay 2000');
  return body;
}

function begin(trouble: string): Record<string, unknown> {
  if (statuses.some((status) => String(status) === trouble)) return { do: 'status', status: Number(trouble) };
  if (troubles.includes(trouble)) return { do: trouble };
  const meant = nearest(trouble, [...troubles, 'clear', 'remove']);
  const unknown = trouble === '' ? 'Say what is to go wrong' : `There is no fault “${trouble}”`;
  throw new LineError(
    `${unknown}: ${troubles.join(', ')}.${meant ? ` Do you mean fault ${meant}?` : ''} fault clear takes all away.`,
  );
}

function number(word: string | undefined, name: string): number {
  const value = Number(word);
  if (word === undefined || word === '' || Number.isNaN(value))
    throw new LineError(
      `A number follows ${name}: ${name} ${name === 'chance' ? '0.5' : name === 'code' ? '50001' : '2'}`,
    );
  return value;
}

function unitOf(body: Record<string, unknown>, word: string): 'ms' | 'retryAfter' {
  if (body.do === 'delay') return 'ms';
  if (body.status === 429) return 'retryAfter';
  throw new LineError(`${word} means nothing here. How often is x${word}; milliseconds are of delay, seconds of 429.`);
}

function path(word: string): string {
  // A channel alone is everything in it.
  if (/^#[^/]+$/.test(word)) return `/channels/${word}/**`;
  if (/[/#*:]/.test(word) || pathEnds.some((end) => end === word)) return word;
  const meant = nearest(word, faultWords);
  throw new LineError(
    `I do not know “${word}” in a fault.${meant ? ` Do you mean ${meant}?` : ''} A method, a path as messages or #news/messages, ` +
      'x2 or always, skip 1, chance 0.5, before or after.',
  );
}
