import { hash } from 'node:crypto';
import type { Briefing } from '../briefing/briefing.ts';

// Made once, at random: the name space of briefings (https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5).
const nameSpace = Buffer.from('6f1c0de84c5b4b1c9d0a3e8f2b7a5c41', 'hex');

/**
 * The address of a briefing among all news items: a UUID of its slug and of when it was first published, which no later
 * version changes.
 */
export function briefingUri({ slug, firstCreated = '' }: Pick<Briefing, 'slug' | 'firstCreated'>): string {
  const bytes = hash('sha1', Buffer.concat([nameSpace, Buffer.from(`${firstCreated} ${slug}`)]), 'buffer');
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const groups = bytes.toString('hex').match(/^(.{8})(.{4})(.{4})(.{4})(.{12})/) ?? [];
  return `urn:uuid:${groups.slice(1).join('-')}`;
}
