import { stemOf } from './words.ts';

/*
 * Words of English that have opposites. A line is one thing that can be so or otherwise: to the left of the bar one way,
 * to the right the other. Words are listed as a dictionary has them; a hyphen parts two words (`rule-out`).
 */
const table = `
  rise rose increase grow growth gain climb jump soar surge up upward high raise raise lift boost expand expansion double triple rebound recover recovery swell edge-up go-up exceed outnumber more large big widen most majority above maximum expensive dear costly upgrade profit surplus record-high peak fat thick | fall fell drop decline decrease down downward low lower cut reduce reduction shrink slip slide plunge plummet sink sank halve dip tumble slump contract contraction lose loss less least few small narrow minority below minimum cheap downgrade deficit come-down go-down thin
  extend lengthen prolong | shorten short curtail
  strengthen strong tighten harden | weaken weak loosen ease soften
  accelerate fast quick quicken | slow delay
  improve improvement | worsen deteriorate worse deterioration
  worsen intensify escalate inflame | ease calm cool defuse subside
  support back favour favor endorse approve praise welcome supporter proponent advocate champion defend in-favour in-favor | oppose reject condemn criticise criticize opposition opponent critic resist veto denounce against object complain complaint criticism
  agree accept approve adopt grant allow permit ratify concede consent allow-in green-light | refuse reject decline veto block ban forbid prohibit prevent bar deny turn-down disallow rule-out
  legal lawful | illegal unlawful
  confirm admit acknowledge concede guilty plead-guilty | deny dispute reject contradict rebut refute
  win victory victor winner succeed success | lose loss defeat loser fail failure miss beaten
  open reopen run | close shut closure
  begin start launch resume continue restart go-ahead | end stop halt finish suspend cancel cease abandon scrap call-off give-up
  keep stay remain retain | abandon quit resign step-down
  include | exclude
  arrive enter join attend present | leave depart exit quit withdraw absent miss skip
  import importer | export exporter
  buy acquire purchase | sell sale
  lend lender | borrow borrower
  hire appoint recruit | fire dismiss sack
  build create rebuild construct | demolish destroy eliminate scrap
  add introduce impose pursue | remove scrap abolish lift withdraw drop
  attack blame accuse | defend exonerate
  advance | retreat
  deploy send | withdraw recall
  convict guilty jail imprison sentence | acquit innocent spare
  arrest detain | release free
  uphold | overturn reverse quash
  survive alive live spare survivor save rescue | die dead death kill
  safe drinkable | unsafe dangerous undrinkable
  rich | poor
  hot warm | cold cool
  wet | dry
  public | private
  domestic | foreign
  temporary | permanent
  likely probable favourite favorite | unlikely improbable
  able possible | unable impossible
  optimistic confident certain sure hopeful | pessimistic doubtful uncertain doubt worried worry
  aware | unaware
  decided | undecided
  ally friend | enemy
  encourage urge | discourage
  positive | negative
  popular | unpopular
  full | empty
  heavy | light
  remember | forget
  deepen | narrow
  first | last
  intervene step-in | stay-out
  deny | accept admit
  promise pledge | rule-out`;

/** Which way a word goes in each of the things that it can tell of: `1` and `-1` are opposites. */
export type Sides = ReadonlyMap<number, 1 | -1>;

/** The row of the table that tells whether something becomes more or less. */
export const amountRow = 0;

const sides = new Map<string, Map<number, 1 | -1>>();
for (const [row, line] of table.trim().split('\n').entries()) {
  for (const [side, words] of line.split('|').entries()) {
    for (const word of words.trim().split(/\s+/)) {
      const key = word.split('-').map(stemOf).join('-');
      const own = sides.get(key) ?? new Map<number, 1 | -1>();
      own.set(row, side === 0 ? 1 : -1);
      sides.set(key, own);
    }
  }
}

/** The sides of a word by its stem, or of two words by both (`rule-out`). */
export function sidesOf(stem: string): Sides | undefined {
  return sides.get(stem);
}
