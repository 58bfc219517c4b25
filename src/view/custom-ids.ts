import type { Depth } from '../briefing/file/schema.ts';

/*
 * Custom ids: what a button or a menu's entry asks for, as `summary:<briefing>:full:0`. Slugs and ids are at most 64
 * characters long and have no colon in them, so that each custom id keeps within Discord's 100 characters.
 */

/** The length of a search that fits a custom id, in UTF-16 units. */
export const queryLength = 80;

export const open = {
  summary: (slug: string, depth: Depth, page = 0) => `summary:${slug}:${depth}:${page}`,
  people: (slug: string, page = 0) => `people:${slug}:${page}`,
  who: (id: string, page = 0) => `who:${id}:${page}`,
  topics: (slug: string, page = 0) => `topics:${slug}:${page}`,
  topic: (slug: string, page = 0) => `topic:${slug}:${page}`,
  timeline: (slug: string, page = 0) => `timeline:${slug}:${page}`,
  sources: (slug: string, page = 0) => `sources:${slug}:${page}`,
  latest: (page = 0) => `latest:${page}`,
  /** Of one briefing, or of all. */
  corrections: (page = 0, slug = '') => `corrections:${page}:${slug}`,
  search: (query: string, page = 0) => `search:${page}:${query}`,
  help: (page = 0) => `help:${page}`,
  digests: (page = 0) => `digests:${page}`,
  digest: (number: number) => `digest:${number}`,
  preview: (number: number) => `preview:${number}`,
  history: (number: number, page = 0) => `history:${number}:${page}`,
} as const;
