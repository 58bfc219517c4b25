import type { Briefing } from '../briefing/briefing.ts';
import type { Language } from '../text/language.ts';
import { footerSize } from './card.ts';
import { escapeMarkdown, link, shortenToSize, sizeOf } from './markdown.ts';
import type { LinkAction } from './pages.ts';

type Source = Briefing['infoSources'][number];

// https://docs.discord.com/developers/components/reference#button
const longestButtonUrl = 512;
// Discord shows a link raw whose words look like an address (https://github.com/discord/discord-api-docs/issues/6185).
const addressLike = /:\/\/|\p{L}\.\p{L}{2}/u;

/**
 * The line that says where a briefing's facts come from, as Markdown, in at most `room` units of `sizeOf`: its
 * publishers, each a link to its article where it can be one and there is room for the addresses.
 */
export function sourceLine({ infoSources }: Briefing, language: Language, room = footerSize): string {
  const line = (isLinked: boolean) => {
    const names = infoSources.map(({ name, publisher = name, uri }) =>
      isLinked && uri !== undefined && canBeLink(publisher) ? link(publisher, uri) : escapeMarkdown(publisher),
    );
    return language.t('view:source', { count: names.length, names: language.list(names) });
  };
  const linked = line(true);
  return sizeOf(linked) <= room ? linked : shortenToSize(line(false), room);
}

/** In the words of a link Discord shows backslashes too: a name that would need them cannot be one. */
function canBeLink(name: string): boolean {
  return escapeMarkdown(name) === name && !addressLike.test(name);
}

/** The name of a source as Markdown: a link where the article has an address, or beside one of other words. */
export function linkedName(name: string, uri: Source['uri'], { t }: Language): string {
  if (uri === undefined) return escapeMarkdown(name);
  if (canBeLink(name)) return link(name, uri);
  return t('view:sourceLinked', { name: escapeMarkdown(name), link: link(t('view:article'), uri) });
}

/** The button that opens the article, the first that has an address; undefined without one that Discord takes. */
export function articleButton({ infoSources }: Briefing, { t }: Language): LinkAction | undefined {
  const urls = infoSources.flatMap(({ uri }) => (uri === undefined ? [] : new URL(uri).href));
  const url = urls.find(({ length }) => length <= longestButtonUrl);
  return url === undefined ? undefined : { label: t('view:buttons.article'), url };
}
