import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join, sep } from 'node:path';

// At its first use Node warns that this may change, which would stand in the middle of the terminal.
const warn = process.emitWarning;
process.emitWarning = () => {};
stripTypeScriptTypes('');
process.emitWarning = warn;

/** A file as the browser is to have it. */
export type Served = { readonly type: string; readonly body: string };

// The text files that a page is made of.
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
};

/**
 * A file of a folder by its path there, TypeScript without its types; undefined if there is none of a kind in
 * `kinds`. Nothing that is hidden, or that a link leads to out of the folder, is there.
 */
export async function readServed(folder: string, path: string, kinds: readonly string[]): Promise<Served | undefined> {
  const kind = extname(path);
  const type = types[kind];
  if (type === undefined || !kinds.includes(kind) || !path.split('/').every((part) => /^[\w@-][\w.@-]*$/.test(part)))
    return undefined;
  try {
    const [home, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!file.startsWith(home + sep)) return undefined;
    const text = await readFile(file, 'utf8');
    return { type, body: kind === '.ts' ? stripTypeScriptTypes(text, { mode: 'strip' }) : text };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** What a page may load and reach: only its own server; and its import maps, which stand in it. */
export function contentSecurityPolicy(html = ''): string {
  const maps = [...html.matchAll(/<script type="importmap">([^<]*)<\/script>/g)].map(
    ([, map = '']) => `'sha256-${createHash('sha256').update(map).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    ['script-src', "'self'", ...maps].join(' '),
    ...['style-src', 'font-src', 'connect-src'].map((kind) => `${kind} 'self'`),
    "img-src 'self' data:",
    ...['base-uri', 'form-action', 'frame-ancestors'].map((kind) => `${kind} 'none'`),
  ].join('; ');
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
