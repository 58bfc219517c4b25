import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { parseBriefing } from './parse.ts';
import { type Briefing, type BriefingFile, slugLength, slugPattern } from './schema.ts';

/** A briefing file as it was read: the briefing, or what is wrong with it. */
export type BriefingSource = {
  readonly file: string;
  /** Of the file's bytes: with the same digest, it says the same. Empty where it is to be read anew in any case. */
  readonly digest: string;
  readonly slug: string;
  readonly briefing?: Briefing;
  readonly problems: readonly string[];
};

/** What files say, by the digests of their bytes. */
export type Checked = ReadonlyMap<string, BriefingFile>;

// In bytes: many times as large as any briefing, and read while nobody has to wait for answers.
const largest = 200_000;
// Used again for each file.
const room = Buffer.alloc(largest + 1);

/**
 * The bytes of a file, until the next is read. It blocks, since whatever does not takes many times as long for small
 * files.
 */
function readBytes(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    let length = 0;
    let read: number;
    do {
      read = readSync(descriptor, room, length, room.length - length, null);
      length += read;
    } while (read > 0);
    if (length > largest) throw new Error(`${largest} bytes are the most`);
    return room.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Reads one file; if it has gone since it was listed, what is known of it. What is known of the same bytes is taken
 * from there.
 */
export async function readSource(
  file: string,
  known: BriefingSource | undefined,
  checked: Checked,
): Promise<BriefingSource | undefined> {
  const slug = basename(file).replace(/\.ya?ml$/, '');
  try {
    const bytes = readBytes(file);
    const digest = hash('sha256', bytes, 'base64');
    if (known?.digest === digest) return known;
    const { briefing, problems } = await check(bytes, file, checked.get(digest));
    const bad = slugProblem(slug, file);
    return {
      file,
      digest,
      slug,
      problems: [...problems, ...bad],
      ...(briefing ? { briefing: { ...briefing, slug } } : {}),
    };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Whoever writes it anew has taken it away for a moment; if it stays away, the next listing tells.
    if (code === 'ENOENT') return known;
    return { file, digest: '', slug, problems: [`${file}: cannot be read (${code ?? message}).`] };
  }
}

async function check(
  bytes: Buffer,
  file: string,
  checked: BriefingFile | undefined,
): Promise<{ readonly briefing?: BriefingFile; readonly problems: readonly string[] }> {
  if (checked) return { briefing: checked, problems: [] };
  if (!isUtf8(bytes)) return { problems: [`${file}: expected UTF-8, found other bytes. Save it with that encoding.`] };
  const text = bytes.toString();
  const briefing = parseBriefing(text);
  if (briefing) return { briefing, problems: [] };
  // What is seldom needed is loaded when it is.
  const { problemsOf } = await import('./problems.ts');
  return { problems: problemsOf(text, file) };
}

function slugProblem(slug: string, file: string): string[] {
  if (slugPattern.test(slug) && slug.length <= slugLength) return [];
  return [
    `${file}: expected a file name of at most ${slugLength} lower-case letters, digits and hyphens, as "2024-05-17-harbin.yaml".`,
  ];
}
