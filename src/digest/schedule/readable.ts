import type { StoredDigest } from '../../store/digests.ts';
import { type Cron, parseCron } from './cron.ts';
import { isZone } from './zones.ts';

/** What of a digest's times cannot be read: its cron fields, its own time zone, or its guild's. */
export type Unreadable = 'cron' | 'zone' | 'guildZone';

/**
 * What of a digest's times cannot be read, as a zone that newer zone data do not have; undefined if all can. Such a
 * digest posts nothing until its times are set anew.
 */
export function unreadablePart({
  cron,
  zone,
  timezone,
}: Pick<StoredDigest, 'cron' | 'zone' | 'timezone'>): Unreadable | undefined {
  if (!isZone(zone)) return timezone === null ? 'guildZone' : 'zone';
  try {
    parseCron(cron);
    return undefined;
  } catch {
    return 'cron';
  }
}

/** The cron fields of a digest; undefined if its times cannot be read. */
export function readableCron(digest: Pick<StoredDigest, 'cron' | 'zone' | 'timezone'>): Cron | undefined {
  return unreadablePart(digest) === undefined ? parseCron(digest.cron) : undefined;
}
