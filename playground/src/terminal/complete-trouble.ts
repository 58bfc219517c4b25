import { type Candidate, type Completion, starting } from './candidates.ts';
import { faultWords, troubles } from './fault-line.ts';
import { gatewayWords } from './gateway-line.ts';
import { type Scene, signed } from './scene.ts';
import { permissionNames } from './trouble-words.ts';

const plain = (names: readonly string[]): Candidate[] => names.map((name) => ({ insert: `${name} ` }));

const hints: Readonly<Record<string, string>> = {
  'drop-before': 'closes the socket; nothing happens',
  'drop-after': 'does what is asked, and closes the socket',
  delay: 'waits so many milliseconds',
  hang: 'never answers',
  clear: 'takes all faults away',
  remove: 'takes one away',
};

/** What a line that makes trouble can go on with, after its first word; undefined for other words. */
export function completeTrouble(word: string, rest: string, scene: Scene): Completion | undefined {
  const words = rest.split(/\s+/);
  const typed = words.at(-1) ?? '';
  const [first = ''] = words;
  const later = words.length > 1;
  const offer = (candidates: readonly Candidate[]) => ({ typed, candidates: starting(candidates, typed) });
  switch (word) {
    case 'fault':
      if (later) return first === 'clear' || first === 'remove' ? offer([]) : offer(faultCandidates(scene));
      return offer([...troubles, 'clear', 'remove'].map((name) => ({ insert: `${name} `, hint: hints[name] ?? '' })));
    case 'gateway':
      if (!later) return offer(Object.entries(gatewayWords).map(([name, hint]) => ({ insert: `${name} `, hint })));
      if (first === 'close') return offer(plain(['4000', '4004', '4009', '1001', '1006']));
      if (first === 'invalidate') return offer(plain(['resumable']));
      return offer(['acks', 'hello', 'sessions', 'connections'].includes(first) ? plain(['off', 'on']) : []);
    case 'down':
      return offer(later ? [] : plain(['forget']));
    case 'allow':
    case 'deny':
      return later ? offer(plain(permissionNames)) : undefined;
    default:
      return undefined;
  }
}

function faultCandidates(scene: Scene): Candidate[] {
  const channels = signed('#', scene.channels);
  return plain([...faultWords, 'x2', ...channels, ...channels.map((channel) => `${channel}/messages`)]);
}
