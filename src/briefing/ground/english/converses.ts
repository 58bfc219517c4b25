import { stemOf } from './words.ts';

/*
 * Words that tell the same from the other side: who loses to somebody is beaten by them. Each is told as its plain word,
 * with the parts of that one.
 */

// word: plain word; its part = the part of the plain word, …
const table = `
  lose: beat; subject=object to=subject against=subject object=
  defeat: beat
  overcome: beat
  victory: beat; over=object against=object
  sell: buy; subject=from to=subject
  acquire: buy
  purchase: buy
  takeover: buy; of=object
  acquisition: buy; of=object
  borrow: lend; subject=to from=subject
  follow: precede; subject=object object=subject
  succeed: precede; subject=object object=subject
  replace: precede; subject=object object=subject
  employ: hire
  recruit: hire
  study: teach; subject=object under=subject object=
  inherit: bequeath; subject=to from=subject
  receive: give; subject=to from=subject
  leave: move; object=from for=to
  join: move; object=to
  come: move
  foul: foul; on=object
  attack: attack; on=object
  lawsuit: sue; against=object`;

type Converse = { readonly governor: string; readonly roles: ReadonlyMap<string, string> };

const converses: ReadonlyMap<string, Converse> = new Map(
  table
    .trim()
    .split('\n')
    .map((line): [string, Converse] => {
      const [word = '', rest = ''] = line.trim().split(': ');
      const [plain = '', roles = ''] = rest.split('; ');
      const pairs = roles.split(' ').flatMap((pair): [string, string][] => {
        const [role, to] = pair.split('=');
        return role && to !== undefined ? [[role, to]] : [];
      });
      return [stemOf(word), { governor: stemOf(plain), roles: new Map(pairs) }];
    }),
);

/** Says a part in a verb or noun as a part in its plain word; undefined for one that the plain word does not have. */
export function plainPart(governor: string, role: string): { governor: string; role: string } | undefined {
  const converse = converses.get(governor);
  if (!converse) return { governor, role };
  const plain = converse.roles.get(role) ?? role;
  return plain === '' ? undefined : { governor: converse.governor, role: plain };
}
