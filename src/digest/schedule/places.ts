import { splitWords, typedWords } from '../../text/typed-words.ts';

/** What people call a time zone in a language, folded to compare: a city, a country, `Moscow time`. */
type Place = { readonly folder: string; readonly name: string; readonly zone: string };

let cached: readonly Place[] | undefined;

function places(): readonly Place[] {
  cached ??= [...typedWords()].flatMap(([folder, { zones }]) =>
    Object.entries(zones).flatMap(([zone, names]) =>
      splitWords(names).map((name) => ({ folder, name: foldPlace(name), zone })),
    ),
  );
  return cached;
}

/** A place's name without regard to case, accents, spaces, hyphens and apostrophes. */
function foldPlace(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_.'’-]+/g, ' ')
    .trim();
}

type Zones = {
  /** Of places in the language asked for. */
  readonly own: readonly string[];
  readonly others: readonly string[];
};

/** The zones that a place of that name has, in the language of a folder and in all others; each once. */
export function zonesOfPlace(name: string, folder: string): Zones {
  const folded = foldPlace(name);
  return zonesWhere((place) => place.name === folded, folder);
}

/** The zones of places whose names begin with a text, in the language of a folder and in all others; each once. */
export function zonesOfPlacesBeginning(text: string, folder: string): Zones {
  const folded = foldPlace(text);
  return zonesWhere((place) => place.name.startsWith(folded), folder);
}

function zonesWhere(isMeant: (place: Place) => boolean, folder: string): Zones {
  const found = places().filter(isMeant);
  const zonesOf = (isOwn: boolean) => [
    ...new Set(found.filter((place) => (place.folder === folder) === isOwn).map(({ zone }) => zone)),
  ];
  return { own: zonesOf(true), others: zonesOf(false) };
}
