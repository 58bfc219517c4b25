import { stemOf } from './words.ts';

/* Words of English that say who speaks, how sure it is, and which way it goes. They are listed as a dictionary has them. */

function listed(text: string): string[] {
  return text.trim().split(/\s+/);
}

function lemmas(text: string): ReadonlySet<string> {
  return new Set(listed(text));
}

/** Verbs whose subject says, thinks or feels what follows. */
export const reportingVerbs = lemmas(`
  accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert assure believe blame call caution
  charge cite claim comment complain concede conclude condemn confess confirm consider contend criticise criticize declare
  demand deny describe disclose doubt emphasise emphasize estimate expect explain express fear find forecast hint hope
  indicate insist joke maintain mention note object observe pledge point predict promise propose quote read recall
  recommend remark repeat reply report respond reveal say see seek show signal speak state stress suggest suspect tell
  testify think threaten tweet understand urge voice vow want warn welcome wonder worry write`);

/** Of these, the verbs that hand on what somebody says: who said it must not be lost. */
export const speechVerbs = lemmas(`
  accuse admit blame call dispute blame hear allege argue assert believe caution claim complain contend estimate expect fear forecast insist maintain predict
  say state suggest suspect tell testify think warn write deny add explain concede note promise pledge vow project reckon
  calculate hope worry`);

/** Nouns for what somebody says or thinks. */
export const reportingNouns = lemmas(`
  accusation account admission allegation announcement appeal argument assertion assessment belief claim comment concern
  conclusion criticism demand denial doubt estimate expectation fear forecast hope interview opinion pledge prediction
  promise proposal reading remark reply report response statement suggestion suspicion testimony threat view vow warning
  word worry`);

/** Auxiliary verbs that make it possible and not a fact. */
export const modalHedges = lemmas('may might could can would should');

/** Verbs and the like that say that something is not so. */
export const plainNegatives = lemmas(`
  against avoid ban bar block cancel close dismiss dispute drop end exclude forbid lose miss only oppose prevent prohibit
  reject resist scrap stop until withdraw without before first beat`);

/** Words that may say in other words that something is not so. */
export const implicitNegatives = lemmas(`
  abandon absence before absent abstain against avoid away ban bar barely beat block boycott cancel cease close collapse condemn
  contradict contrary criticise criticize cut decline defeat delay deny despite differ disagree dismiss dispute drop end
  empty except exclude exhaust expire few fewer first forbid free gone halt instead invent keep lack last late least leave
  left less little long lose loss lost miss missing never oppose only other out outside overturn pause plead postpone prevent
  prohibit protest quash quit rather refuse refute reject release remain remove replace resign resist rule save scrap shut
  spare still stop suspend than too turn unless until veto wait wash withdraw without wrong yet although though but`);

/** Words after which something is possible, planned or suspected, and not a fact. */
export const strongHedges = lemmas(`
  alleged allege allegedly apparently appear attempt aim believe consider expected expect fear intend likely maybe perhaps
  plan planned possible possibly potential potentially probable probably propose proposed purported reported reportedly risk
  seem seemingly suspect suspected tentative threat threaten try unconfirmed want hope seek unclear whether if`);

/** Words by which a writer says that it is not their own. */
export const softeners = lemmas('reportedly allegedly apparently supposedly purportedly alleged reported view eyes');

/** Words after which the opposite is told. */
export const negations = lemmas(`
  not no never without neither nor none nobody nothing nowhere hardly scarcely barely cannot fail failure refuse refusal
  decline deny denial lack unable rule-out absence halt stop cease`);

// A line has two sides: each word of the one is an opposite of each word of the other.
const opposites = `
  rise increase grow growth gain climb jump soar surge up upward high higher raise lift boost expand expansion double triple advance rebound recover swell edge-up | fall drop decline decrease lose down downward low lower cut reduce reduction shrink slip slide plunge plummet sink halve dip tumble slump contract contraction
  more most many large big great wide majority maximum above over exceed outnumber | less least few fewer small little narrow minority minimum below under
  extend lengthen long expand prolong | shorten short curtail
  strengthen strong tighten harden | weaken weak loosen ease soften
  accelerate fast quick quicken early earlier | slow slowly late later delay
  improve better good best gain | worsen bad worst deteriorate worse
  worsen intensify escalate inflame | ease calm cool defuse subside
  support back favour favor endorse approve praise welcome supporter support proponent advocate champion | oppose reject condemn criticise criticize opposition opponent critic resist veto denounce
  agree accept approve adopt pass grant allow permit let back ratify clear | refuse reject decline veto block ban forbid prohibit prevent bar deny turn-down
  legal lawful | illegal unlawful
  confirm admit acknowledge | deny
  win victory beat defeat victor winner succeed success | lose loss defeat loser fail failure
  open reopen | close shut closure
  begin start launch open resume continue restart keep | end stop halt finish suspend cancel cease abandon scrap close pause
  before earlier ahead | after later following
  inside within | outside beyond
  with | without
  include including | exclude excluding
  arrive enter join come | leave depart exit quit withdraw
  import importer | export exporter
  buy acquire | sell
  lend lender | borrow borrower
  hire appoint name recruit | fire dismiss sack remove
  keep stay remain retain hold | leave drop abandon lose quit resign
  build create rebuild found construct | demolish destroy eliminate
  add introduce impose | remove scrap abolish lift withdraw
  attack | defend
  advance | retreat
  deploy send | withdraw recall
  convict guilty | acquit innocent clear
  arrest detain jail imprison | release free
  uphold | overturn reverse quash
  survive alive live | die dead death
  safe | unsafe dangerous
  surplus profit | deficit loss
  cheap cheaper | expensive dear dearer costly
  rich | poor
  hot warm warmer hotter | cold cool colder cooler
  wet | dry
  north northern | south southern
  east eastern | west western
  left | right
  public | private
  domestic | foreign
  temporary | permanent
  likely | unlikely
  able possible | unable impossible
  optimistic confident | pessimistic doubtful
  all every always everyone everybody both | none never neither nobody
  first | last
  ally friend | enemy rival
  encourage | discourage
  positive | negative
  popular | unpopular
  full | empty
  older old | younger young new
  newer | older
  heavy | light
  attend present | absent miss skip
  remember | forget
  lead | trail
  deepen | narrow`;

/** The opposites of a word, by stems. */
export const antonyms: ReadonlyMap<string, ReadonlySet<string>> = opposedBy((_own, other) => other);

/** The words that go the same way as a word, by stems. */
export const companions: ReadonlyMap<string, ReadonlySet<string>> = opposedBy((own) => own);

type Side = readonly string[];

function opposedBy(pick: (own: Side, other: Side) => Side): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of opposites.trim().split('\n')) {
    const [left = [], right = []] = line.split('|').map((side) => listed(side).map(stemOf));
    for (const [own, other] of [
      [left, right],
      [right, left],
    ] as const) {
      for (const word of own) found.set(word, new Set([...(found.get(word) ?? []), ...pick(own, other)]));
    }
  }
  return found;
}

/** Words that name a time and nobody. */
export const timeNouns = lemmas(`
  january february march april may june july august september october november december monday tuesday wednesday thursday
  friday saturday sunday today yesterday tomorrow tonight day week month year morning evening night afternoon weekend
  quarter decade century hour minute moment time spring summer autumn fall winter`);
