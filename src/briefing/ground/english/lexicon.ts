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
  decline deny denial lack unable reject dispute refute absence halt stop cease`);

/** Words that name a time and nobody. */
export const timeNouns = lemmas(`
  january february march april may june july august september october november december monday tuesday wednesday thursday
  friday saturday sunday today yesterday tomorrow tonight day week month year morning evening night afternoon weekend
  quarter decade century hour minute moment time spring summer autumn fall winter`);
