import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { briefing } from '../support/briefings.ts';

/** A content folder with two briefings, and the changes of the smaller one. */
export type Newsroom = Awaited<ReturnType<typeof createNewsroom>>;

/** Copies the content and adds a second briefing. */
export async function createNewsroom() {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-gallery-'));
  await cp('content', folder, { recursive: true });
  const { slug, ...made } = briefing({ contentCreated: '2024-05-02', firstCreated: '2026-03-02T10:00:00Z' });
  // Each JSON document is YAML too.
  const write = (changes: object) =>
    writeFile(join(folder, 'briefings', `${slug}.yaml`), JSON.stringify({ ...made, ...changes }));
  const corrections = [
    { version: 2, date: '2026-03-03T08:00:00Z', text: 'The bridge is closed for six weeks, not for five.' },
  ];
  const withdrawal = { version: 3, date: '2026-03-04T08:00:00Z', text: 'The Gazette has taken its article back.' };
  await write({});
  return {
    folder,
    correct: () => write({ version: 2, versionCreated: '2026-03-03T08:00:00Z', corrections }),
    withdraw: () =>
      write({
        version: 3,
        versionCreated: '2026-03-04T08:00:00Z',
        pubStatus: 'canceled',
        corrections: [...corrections, withdrawal],
      }),
    remove: () => rm(folder, { recursive: true }),
  };
}
