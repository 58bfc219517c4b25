import { slugLength } from './schema.ts';

/** A name as an id or slug: “Xi Jinping” gives `xi-jinping`; empty if it has no Latin letter or digit. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return (words ?? []).join('-').slice(0, slugLength).replace(/-$/, '');
}
