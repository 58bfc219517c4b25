import { type EntityKind, entityKinds, slugLength, slugPattern } from '../briefing/file/schema.ts';
import { slugOf } from '../briefing/file/slug.ts';
import type { Ninjs } from './ninjs.ts';

/** Someone or something with a name, and an id that nothing else has. */
export type Named = { readonly id: string; readonly name: string };

// A briefing's limit.
const longestName = 100;

/**
 * The people, organisations, places and events of a document, each once. What it gives as `literal` or `id` is the id,
 * where it can be one; else the name makes it. A name that is too long for a briefing is left out.
 */
export function entitiesOf(document: Ninjs): Readonly<Record<EntityKind | 'events', readonly Named[]>> {
  const ids = new Set<string>();
  const read = (kind: EntityKind | 'events') =>
    distinct(document[kind] ?? []).map(({ name, literal }): Named => {
      const wish = isId(literal) ? literal : slugOf(name) || kind;
      let id = wish;
      for (let i = 2; ids.has(id); i++) id = `${wish.slice(0, slugLength - `-${i}`.length)}-${i}`;
      ids.add(id);
      return { id, name };
    });
  const [people, organisations, places] = entityKinds.map(read);
  return { people: people ?? [], organisations: organisations ?? [], places: places ?? [], events: read('events') };
}

function isId(text: string | undefined): text is string {
  return text !== undefined && slugPattern.test(text) && text.length <= slugLength;
}

type Entry = { name?: string | undefined; literal?: string | undefined; id?: string | undefined };

function distinct(entries: readonly Entry[]): { name: string; literal: string | undefined }[] {
  const named = entries.map(({ name = '', literal, id }) => ({ name: name.trim(), literal: id ?? literal }));
  const usable = named.filter(({ name }) => name !== '' && name.length <= longestName);
  return [...new Map(usable.map((each) => [`${each.literal ?? ''}\n${each.name}`, each])).values()];
}

/** As an editor writes it: the id only where the name does not make it. */
export function writtenEntity({ id, name }: Named): { id?: string; name: string } {
  return id === slugOf(name) ? { name } : { id, name };
}
