/*
 * Nouns for people that take each other's place: a line each. The first are of the other sex, and never the same
 * person. The second are the other side of a tie: one is an aunt to whom the other is a niece.
 */

const otherSex = `
  man woman
  boy girl
  mother father
  brother sister
  son daughter
  husband wife
  uncle aunt
  nephew niece
  grandfather grandmother
  widow widower
  king queen
  prince princess
  actor actress`;

const otherSide = `
  aunt niece nephew
  uncle niece nephew
  mother daughter son
  father daughter son
  teacher pupil student
  professor student
  employer employee
  predecessor successor
  landlord tenant
  buyer seller
  lender borrower
  creditor debtor
  doctor patient
  plaintiff defendant
  host guest
  winner loser
  ally rival
  prosecutor defendant
  mentor protégé`;

/** By lemma, the nouns for somebody of the other sex. */
export const sexCounterparts: ReadonlyMap<string, ReadonlySet<string>> = pairsOf(otherSex);

/** By lemma, the nouns for who stands on the other side of a tie. */
export const sideCounterparts: ReadonlyMap<string, ReadonlySet<string>> = pairsOf(otherSide);

function pairsOf(table: string): Map<string, Set<string>> {
  const pairs = new Map<string, Set<string>>();
  for (const line of table.trim().split('\n')) {
    const [first = '', ...rest] = line.trim().split(' ');
    for (const other of rest) {
      pairs.set(first, new Set([...(pairs.get(first) ?? []), other]));
      pairs.set(other, new Set([...(pairs.get(other) ?? []), first]));
    }
  }
  return pairs;
}
