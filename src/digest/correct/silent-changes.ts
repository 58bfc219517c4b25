import { hash } from 'node:crypto';
import type { Briefing } from '../../briefing/briefing.ts';
import { toldText } from '../../briefing/file/told-text.ts';
import { createPause } from '../../briefing/pause.ts';
import { type RecordedText, recordedTexts, recordTexts, slugsInPosts } from '../../store/briefings.ts';
import type { Edges } from '../edges.ts';

/**
 * Makes the function that warns, in the log, of posts that say something else than their briefing, or whose briefing was
 * deleted, where the editors have not said so: the posts stay as they are, since nothing tells readers what was wrong. A
 * change that was made while the bot was down is noticed too.
 */
export function createSilentChangeWarnings({
  db,
  library,
  log,
}: Pick<Edges, 'db' | 'library' | 'log'>): () => Promise<void> {
  const deletedKnown = new Set<string>();
  let checkedChanges: number | undefined;
  return async () => {
    const { changes } = library;
    if (changes === checkedChanges) return;
    const deleted: string[] = [];
    const unversioned: string[] = [];
    const current: RecordedText[] = [];
    const pause = createPause();
    for (const { slug, version, textHash } of await recordedTexts(db)) {
      await pause();
      const briefing = library.held(slug);
      if (!briefing) {
        deleted.push(slug);
        continue;
      }
      const text = hashOf(briefing);
      if (version === briefing.version && textHash !== text && isComparable(textHash)) unversioned.push(slug);
      if (version !== briefing.version || textHash !== text)
        current.push({ slug, version: briefing.version, textHash: text });
    }
    const inPosts = await slugsInPosts(db, [...unversioned, ...deleted.filter((slug) => !deletedKnown.has(slug))]);
    await recordTexts(db, current);
    deletedKnown.clear();
    for (const slug of deleted) deletedKnown.add(slug);
    checkedChanges = changes;
    const [changed, gone] = [unversioned, deleted].map((slugs) => slugs.filter((slug) => inPosts.has(slug)));
    if (changed?.length)
      log.warn(
        { slugs: changed },
        'texts were changed without a new version; posts that carry them say what they said before',
      );
    if (gone?.length)
      log.warn(
        { slugs: gone },
        'briefings were deleted; posts that carry them stand as they were, and no one withdraws them',
      );
  };
}

const hashes = new WeakMap<Briefing, string>();

// Begins each hash. Another one means that an earlier version of the bot made it, of other parts of a briefing.
const hashForm = '2:';

function isComparable(textHash: string | null): boolean {
  return textHash?.startsWith(hashForm) === true;
}

/** A hash of all that readers see of a briefing. */
function hashOf(briefing: Briefing): string {
  const known = hashes.get(briefing);
  if (known !== undefined) return known;
  const made = `${hashForm}${hash('sha256', toldText(briefing)).slice(0, 16)}`;
  hashes.set(briefing, made);
  return made;
}
