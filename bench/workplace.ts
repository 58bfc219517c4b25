import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for one benchmark, with the content that the bot comes with; gone when it is closed, and when the process
 * ends.
 */
export type Workplace = {
  readonly content: string;
  /** The database's file; there is none yet. */
  readonly database: string;
  close(): Promise<void>;
};

const root = join(import.meta.dirname, '..');

export async function openWorkplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
  const options = { recursive: true, force: true };
  const gone = () => rmSync(folder, options);
  process.once('exit', gone);
  const content = join(folder, 'content');
  await cp(join(root, 'content'), content, { recursive: true });
  return {
    content,
    database: join(folder, 'dateline.db'),
    async close() {
      await rm(folder, options);
      process.off('exit', gone);
    },
  };
}
