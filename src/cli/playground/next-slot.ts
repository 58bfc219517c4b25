import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** When a digest is due next by the bot's database in a folder, in milliseconds since 1970; undefined if none is. */
export function nextSlot(dataFolder: string): number | undefined {
  const path = join(dataFolder, databaseName);
  if (!existsSync(path)) return undefined;
  try {
    using database = new DatabaseSync(path, { readOnly: true });
    const row = database
      .prepare('select min(next_slot) as next from digests where removed_at is null and paused is null')
      .get();
    return typeof row?.next === 'number' ? row.next : undefined;
  } catch {
    // The bot is making its tables.
    return undefined;
  }
}

/** The bot's database in the playground's data folder. */
export const databaseName = 'dateline.db';
