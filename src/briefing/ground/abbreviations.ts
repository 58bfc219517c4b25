/*
 * Abbreviations of news texts that end with a full stop, by language, in lower case and without the last full stop.
 * Those of `beforeName` never end a sentence, as a name follows. Those of `mayEnd` end one if the next word is one that
 * sentences begin with.
 */

/** Abbreviations that a name follows: `Mr`, `St`. */
export const beforeName: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(`mr mrs ms messrs dr prof rev hon fr sr st ste mt ft gen maj col lt sgt capt cpl pvt adm cmdr brig gov sen rep
    reps sens pres supt insp det vs v op cf approx ca e.g i.e ph`),
  de: words('dr prof hr fr frl st ca bzw z.b z d.h d u.a u sog vgl max min geb gen evtl inkl ggf'),
  es: words('sr sra srta sres dr dra d dª gral cnel cap lic ing prof st sto sta ee av avda p.ej'),
  fr: words('m mm mme mmes mlle dr pr me mgr st ste gén col lt av bd cf env'),
  pt: words('sr sra srta dr dra prof profa gen cel cap eng d st sto sta av r ex e.u'),
  ru: words('г-н г-жа ул пр просп пл им проф акад ген полк св см т.е напр о о-в р оз гр тов ст п'),
  zh: words('mr dr st'),
  ja: words('mr dr st'),
};

/** Abbreviations that only a number follows (`No. 5`), of all languages. */
export const beforeNumber = words('no nos nr núm nº n° n num fig art abs pág p pp s vol стр рис ст д');

/** Abbreviations that may also end a sentence: `Inc`, `p.m`, `млн`. */
export const mayEnd: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(`inc corp co ltd llc jr sr esq bros dept est ave blvd rd jan feb mar apr jun jul aug sept sep oct nov dec
    mon tue tues wed thu thurs fri sat sun a.m p.m ph.d etc al cent ariz calif colo conn fla ga ill ind kan ky la mass md
    mich minn miss mo neb nev okla ore pa tenn tex va vt wash wis`),
  de: words('mio mrd tsd usw etc co jan feb apr jun jul aug sept okt nov dez jh jhd u.s'),
  es: words('uu etc cía ltda s.a mill a.c d.c a.m p.m'),
  fr: words('etc cie janv févr avr juil sept oct nov déc'),
  pt: words('etc cia ltda jan fev mar abr mai jun jul ago set out nov dez'),
  ru: words('г гг в вв млн млрд трлн тыс руб коп долл т.д т.п др проц кв куб км м см га ч мин сек н.э'),
  zh: new Set(),
  ja: new Set(),
};

/** Words that sentences begin with and names do not; in lower case. */
export const openers: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(`the a an he she it they we i you his her its their our my your this that these those there here in on at by for
    from to of with without after before during since until when while where who what why how if although though but and
    or nor so yet as because both all some many most more few no not one two several each every another other last next
    however meanwhile instead still also then now once earlier later today yesterday according despite under over amid`),
  de: words(`der die das den dem des ein eine einen einer eines er sie es wir ich ihr ihre sein seine dieser diese dieses
    im in am an auf bei mit nach von vor zu zum zur für aus um seit während wenn als weil obwohl aber und oder doch auch
    dort hier dann nun so wie wer was warum beide alle viele einige mehr kein keine nicht laut zudem dabei damit danach`),
  es: words(`el la los las un una unos unas él ella ellos ellas esto esta este estos estas en a de del al por para con sin
    tras desde hasta cuando mientras donde si aunque pero y o no su sus según también además entre sobre ante se lo le
    hay otro otra muchos todos ambos más`),
  fr: words(`le la les un une des il elle ils elles on nous je vous ce cet cette ces son sa ses leur leurs en à au aux de du
    dans par pour avec sans après avant depuis quand lorsque si mais et ou selon aussi entre sur sous comme plus tous
    plusieurs ainsi cependant`),
  pt: words(`o a os as um uma uns umas ele ela eles elas isto este esta estes estas esse essa em no na nos nas de do da dos
    das ao à por para com sem após desde até quando enquanto se mas e ou não seu sua segundo também além entre sobre`),
  ru: words(`в на с к о об у из за по от до для при после перед между он она оно они мы я вы это этот эта эти его её их но и
    а или если когда как что кто где также однако ранее позже по-прежнему все многие более не ни так там тем`),
  zh: new Set(),
  ja: new Set(),
};

/** Verbs that may stand after a quotation and belong to its sentence (`“Why now?” Putin asked.`); in lower case. */
export const speechVerbs: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(`said says asked asks added adds told tells wrote writes replied replies shouted warned warns cried answered
    declared insisted continued tweeted posted explained exclaimed called recalled`),
  de: words('sagte sagt fragte fragt schrieb schreibt rief ruft erklärte erklärt antwortete betonte warnte meinte so'),
  es: words('dijo dice preguntó pregunta escribió añadió agregó respondió advirtió señaló afirmó exclamó gritó'),
  fr: words('a dit demande déclaré écrit ajouté répondu affirmé lancé assuré prévenu demandé'),
  pt: words('disse diz perguntou escreveu acrescentou respondeu alertou afirmou declarou gritou'),
  ru: words(
    'сказал сказала говорит спросил спросила написал написала заявил заявила добавил добавила ответил ответила',
  ),
  zh: new Set(),
  ja: new Set(),
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
