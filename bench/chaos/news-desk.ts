import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WrittenFile } from '../../src/briefing/file/schema.ts';

/** Writes briefings as editors do. */
export type NewsDesk = {
  /** Adds a briefing, corrects one, or withdraws one; `pick` chooses which. */
  write(what: 'new' | 'correct' | 'withdraw', pick: number): Promise<void>;
};

export function createNewsDesk(content: string, now: () => number): NewsDesk {
  const written = new Map<string, WrittenFile>();
  const save = async (slug: string, briefing: WrittenFile) => {
    const file = join(content, 'briefings', `${slug}.yaml`);
    // JSON is YAML; and a bot that starts meanwhile finds the old file or the new one, never half of one.
    await writeFile(`${file}.part`, JSON.stringify(briefing, null, 2));
    await rename(`${file}.part`, file);
    written.set(slug, briefing);
  };
  return {
    async write(what, pick) {
      const present = new Date(now()).toISOString();
      const standing = [...written].filter(([, { pubStatus }]) => pubStatus === 'usable');
      const [slug, briefing] = standing[pick % Math.max(standing.length, 1)] ?? [];
      if (what === 'new' || slug === undefined || briefing === undefined)
        return save(`chaos-${written.size + 1}`, fresh(written.size + 1, present));
      const version = (briefing.version ?? 1) + 1;
      const text = what === 'correct' ? `Correction ${version}.` : 'None of it is so.';
      await save(slug, {
        ...briefing,
        version,
        versionCreated: present,
        pubStatus: what === 'correct' ? 'usable' : 'canceled',
        corrections: [...(briefing.corrections ?? []), { version, date: present, text }],
      });
    },
  };
}

function fresh(number: number, present: string): WrittenFile {
  const source = [1];
  return {
    version: 1,
    pubStatus: 'usable',
    urgency: 4,
    language: 'en',
    firstCreated: present,
    versionCreated: present,
    contentCreated: present.slice(0, 10),
    headline: `Story ${number} of the long night`,
    infoSources: [{ name: 'The long night', paragraphs: 1 }],
    descriptions: [
      { role: 'brief', value: `What story ${number} comes to.`, source },
      { role: 'standard', value: `What story ${number} is about.`, source },
      { role: 'full', value: `All of story ${number}.`, source },
    ],
  };
}
