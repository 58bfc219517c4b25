import { hash } from 'node:crypto';
import type { Briefing } from '../../briefing/briefing.ts';
import { toldText } from '../../briefing/file/told-text.ts';
import { createPause } from '../../briefing/pause.ts';
import {
  postsShowing,
  type RecordedText,
  recordedTexts,
  recordTexts,
  type ShowingPost,
} from '../../store/briefings.ts';
import type { Edges } from '../edges.ts';

/**
 * Makes the function that warns, in the log, of posts that say something else than their briefing, whose briefing has a
 * lower version than they show, or was deleted, where the editors have not said so: the posts stay as they are, since
 * nothing tells readers what was wrong. A change that was made while the bot was down is noticed too.
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
    const lowered: string[] = [];
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
      if (version === briefing.version && saysOtherwise(textHash, text)) unversioned.push(slug);
      if ((version ?? 0) > briefing.version) lowered.push(slug);
      if (version !== briefing.version || textHash !== text)
        current.push({ slug, version: briefing.version, textHash: text });
    }
    const newlyDeleted = deleted.filter((slug) => !deletedKnown.has(slug));
    const posts = await postsShowing(db, [...unversioned, ...lowered, ...newlyDeleted]);
    await recordTexts(db, current);
    deletedKnown.clear();
    for (const slug of deleted) deletedKnown.add(slug);
    checkedChanges = changes;
    const changed = shownIn(posts, unversioned);
    if (changed)
      log.warn(changed, 'texts were changed without a new version; posts that carry them say what they said before');
    const newer = posts.filter(({ slug, shows }) => shows > (library.version(slug) ?? 0));
    const left = shownIn(newer, lowered);
    if (left) log.warn(left, 'a version is lower than it was; posts that a later one made may stay as they are');
    const gone = shownIn(posts, newlyDeleted);
    if (gone)
      log.warn(gone, 'briefings were deleted; posts that carry them stand as they were, and no one withdraws them');
  };
}

/** More would fill the log; whoever mends what is wrong mends all of them. */
const mostPostsNamed = 20;

/** Which of these briefings are in posts, in how many, and links to the newest of those; undefined if none is. */
function shownIn(posts: readonly ShowingPost[], slugs: readonly string[]) {
  const found = posts.filter(({ slug }) => slugs.includes(slug));
  if (found.length === 0) return undefined;
  const links = new Set(
    found.map(
      ({ guildId, channelId, messageId }) => `https://discord.com/channels/${guildId}/${channelId}/${messageId}`,
    ),
  );
  return {
    slugs: [...new Set(found.map(({ slug }) => slug))],
    postCount: links.size,
    posts: [...links].slice(0, mostPostsNamed),
  };
}

const hashes = new WeakMap<Briefing, string>();

// Begins each hash. Another one means that an earlier version of the bot made it, of other parts of a briefing.
const hashForm = '2:';

/** True if the text of a language that both have is another one: a translation that is new or gone changes no post. */
function saysOtherwise(before: string | null, now: string): boolean {
  if (!before?.startsWith(hashForm)) return false;
  const hashesBefore = new Map(byLanguage(before));
  return byLanguage(now).some(([tag, text]) => hashesBefore.has(tag) && hashesBefore.get(tag) !== text);
}

/** The hashes of a text in several languages, that of the original under no tag. */
function byLanguage(textHash: string): [tag: string, text: string][] {
  return textHash
    .slice(hashForm.length)
    .split(' ')
    .map((part) => {
      const [text = '', tag = ''] = part.split('=').toReversed();
      return [tag, text];
    });
}

/** A hash of all that readers see of a briefing, and of each of its translations: `2:1f0c… ru=77ab…`. */
function hashOf(briefing: Briefing): string {
  const known = hashes.get(briefing);
  if (known !== undefined) return known;
  const textHash = (of: Briefing) => hash('sha256', toldText(of)).slice(0, 16);
  const translated = (briefing.translations ?? []).map((each) => `${each.language}=${textHash(each)}`);
  const made = hashForm + [textHash(briefing), ...translated.sort()].join(' ');
  hashes.set(briefing, made);
  return made;
}
