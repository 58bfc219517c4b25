import { hash } from 'node:crypto';
import type { Depth } from '../briefing/file/schema.ts';

/**
 * The longest search query that fits into a custom id, in UTF-16 units. Discord counts code points, of which there are
 * no more.
 */
export const maxQueryLength = 80;

// The longest of what a person asked for that fits into the custom id of a page of choices, in UTF-16 units.
const maxAskedLength = 64;

/** What a person asked for, cut so that it fits into the custom id of a page of choices. */
export function cutAsked(asked: string): string {
  return asked.slice(0, maxAskedLength).toWellFormed();
}

/** Stands for the id of a person in a custom id that has a slug in it too, where both would be too long. */
export function shortId(id: string): string {
  return hash('sha256', id).slice(0, 8);
}

/** The button of a card itself names no page: those that turn its pages must have other custom ids. */
const withPage = (customId: string, page: number | undefined) =>
  page === undefined ? customId : `${customId}:${page}`;

/**
 * The custom ids of buttons and menu entries, as `summary:<slug>:full:0`: the first part names what is opened. Slugs
 * and ids have at most 64 characters and no colon, so each custom id keeps within Discord's limit of 100 characters
 * (https://docs.discord.com/developers/components/reference#anatomy-of-a-component).
 */
export const customIds = {
  /** Without a depth, at the one that fits. `version` is the one that the message with the button shows. */
  summary: (slug: string, depth?: Depth, page = 0, version?: number) =>
    depth ? `summary:${slug}:${depth}:${page}${version === undefined ? '' : `:${version}`}` : `summary:${slug}`,
  people: (slug: string, page?: number) => withPage(`people:${slug}`, page),
  who: (id: string, page = 0) => `who:${id}:${page}`,
  whoWithin: (slug: string, id: string, page = 0) => `who-within:${slug}:${shortId(id)}:${page}`,
  whichWho: (asked: string, page = 0) => `which-who:${page}:${cutAsked(asked)}`,
  whichBriefing: (asked: string, view: string, page = 0) => `which-briefing:${view}:${page}:${cutAsked(asked)}`,
  whichTopic: (asked: string, page = 0) => `which-topic:${page}:${cutAsked(asked)}`,
  whichCompared: (asked: string, page = 0) => `which-compared:${page}:${cutAsked(asked)}`,
  topics: (slug: string, page?: number) => withPage(`topics:${slug}`, page),
  topic: (slug: string, page = 0) => `topic:${slug}:${page}`,
  compare: (slug: string, page = 0) => `compare:${slug}:${page}`,
  timeline: (slug: string, page?: number) => withPage(`timeline:${slug}`, page),
  sources: (slug: string, page?: number) => withPage(`sources:${slug}`, page),
  latest: (page = 0) => `latest:${page}`,
  /** Without a slug, the corrections of all briefings. */
  corrections: (page = 0, slug = '') => `corrections:${page}:${slug}`,
  search: (query: string, page = 0) => `search:${page}:${query}`,
  help: (page = 0) => `help:${page}`,
  /** What is about a guild and may be used outside of it, as in a direct message. */
  inGuild: (guildId: string, customId: string) => `in:${guildId}:${customId}`,
  guildSettings: () => 'settings',
  digests: (page = 0) => `digests:${page}`,
  digest: (number: number) => `digest:${number}`,
  remove: (number: number) => `remove:${number}`,
  restore: (number: number) => `restore:${number}`,
  preview: (number: number) => `preview:${number}`,
  history: (number: number, page = 0) => `history:${number}:${page}`,
  /** Does something with a digest in the panel; 0 is the number of a new one. */
  panel: (number: number, action: string) => `panel:${number}:${action}`,
} as const;
