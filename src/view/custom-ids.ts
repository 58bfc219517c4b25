import type { Depth } from '../briefing/file/schema.ts';

/**
 * The longest search query that fits into a custom id, in UTF-16 units. Discord counts code points, of which there are
 * no more.
 */
export const maxQueryLength = 80;

/**
 * The custom ids of buttons and menu entries, as `summary:<slug>:full:0`: the first part names what is opened. Slugs
 * and ids have at most 64 characters and no colon, so each custom id keeps within Discord's limit of 100 characters
 * (https://docs.discord.com/developers/components/reference#anatomy-of-a-component).
 */
export const customIds = {
  summary: (slug: string, depth: Depth, page = 0) => `summary:${slug}:${depth}:${page}`,
  people: (slug: string, page = 0) => `people:${slug}:${page}`,
  who: (id: string, page = 0) => `who:${id}:${page}`,
  topics: (slug: string, page = 0) => `topics:${slug}:${page}`,
  topic: (slug: string, page = 0) => `topic:${slug}:${page}`,
  timeline: (slug: string, page = 0) => `timeline:${slug}:${page}`,
  sources: (slug: string, page = 0) => `sources:${slug}:${page}`,
  latest: (page = 0) => `latest:${page}`,
  /** Without a slug, the corrections of all briefings. */
  corrections: (page = 0, slug = '') => `corrections:${page}:${slug}`,
  search: (query: string, page = 0) => `search:${page}:${query}`,
  help: (page = 0) => `help:${page}`,
  digests: (page = 0) => `digests:${page}`,
  digest: (number: number) => `digest:${number}`,
  remove: (number: number) => `remove:${number}`,
  restore: (number: number) => `restore:${number}`,
  preview: (number: number) => `preview:${number}`,
  history: (number: number, page = 0) => `history:${number}:${page}`,
} as const;
