import type { NewDigestRow } from '../../src/store/schema.ts';

/** A digest of the tests' own, daily at 09:00; `changes` replaces fields of it. */
export function newDigest(changes: Partial<NewDigestRow> = {}): Omit<NewDigestRow, 'number'> {
  return {
    guild_id: '100',
    channel_id: '500',
    cron: '0 9 * * *',
    timezone: null,
    topic: null,
    depth: 'brief',
    mention_role_id: null,
    when_empty: 'skip',
    catch_up_minutes: 120,
    publish: 0,
    paused: null,
    next_slot: null,
    created_by: '900',
    created_at: 0,
    removed_at: null,
    ...changes,
  };
}
