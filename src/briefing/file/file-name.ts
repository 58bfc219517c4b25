import { basename } from 'node:path';

/** What a file is by its name: a briefing, or a translation of one into a language. */
export type FileName = { readonly slug: string; readonly language?: string };

/** Reads the name of a file: `2024-05-17-harbin.yaml`, or `2024-05-17-harbin.pt-BR.yaml` of a translation. */
export function readFileName(path: string): FileName {
  const name = basename(path).replace(/\.ya?ml$/, '');
  const [, slug, language] = /^([^.]+)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(name) ?? [];
  return slug === undefined || language === undefined ? { slug: name } : { slug, language };
}
