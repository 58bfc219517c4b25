import pino from 'pino';
import type { Edges } from '../../src/digest/edges.ts';

type All = Edges;

/**
 * What posting needs, with a Discord that takes everything at once, has no post that is looked for, and has the same
 * time; `parts` replaces it.
 */
export function quietEdges(parts: Pick<All, 'db' | 'library' | 'now'> & Partial<All>): All {
  return {
    log: pino({ level: 'silent' }),
    post: async () => ({ kind: 'sent', messageId: '1' }),
    publish: async (_, messageId) => ({ kind: 'sent', messageId }),
    edit: async (_, messageId) => ({ kind: 'sent', messageId }),
    find: async () => ({ kind: 'absent' }),
    canPost: async () => false,
    isRoleGone: async () => false,
    discordTime: async () => parts.now(),
    onAlertDue() {},
    ...parts,
  };
}
