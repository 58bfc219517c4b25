import pino from 'pino';
import type { Library } from '../src/briefing/library.ts';
import type { Edges } from '../src/digest/edges.ts';
import type { EditEdges } from '../src/digest/edit.ts';
import type { Database } from '../src/store/database.ts';

/** What posting needs, with a Discord that takes everything at once, so that what is measured is the rest. */
export function quietEdges(db: Database, library: Library): Edges & EditEdges {
  const taken = async () => ({ kind: 'sent', messageId: '1' }) as const;
  return {
    ...{ db, library, now: () => Date.now(), log: pino({ level: 'silent' }), paused() {} },
    ...{ post: taken, publish: taken, edit: taken },
    find: async () => ({ kind: 'absent' }),
    time: async () => undefined,
  };
}
