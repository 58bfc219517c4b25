import type { Briefing } from '../../src/briefing/briefing.ts';

/** A sentence in each of many scripts, of one to four bytes a character, and with characters of several code points. */
export const scripts = {
  Latin: 'The bridge stays closed until May. ',
  Greek: 'Η γέφυρα μένει κλειστή έως τον Μάιο. ',
  Cyrillic: 'Мост закрыт до мая, сообщили в порту. ',
  Chinese: '大桥将关闭至五月，港务局表示。',
  Japanese: '橋は五月まで閉鎖されると港湾局は述べた。',
  Korean: '다리는 5월까지 폐쇄된다고 항만청이 밝혔다. ',
  Thai: 'สะพานจะปิดจนถึงเดือนพฤษภาคม การท่าเรือกล่าว ',
  Hindi: 'पुल मई तक बंद रहेगा, बंदरगाह प्राधिकरण ने कहा। ',
  Tamil: 'பாலம் மே மாதம் வரை மூடப்பட்டிருக்கும். ',
  Arabic: 'سيبقى الجسر مغلقا حتى شهر مايو، قالت هيئة الميناء. ',
  Hebrew: 'הגשר יישאר סגור עד חודש מאי. ',
  emoji: '👩‍👩‍👧‍👦🗞️🏴󠁧󠁢󠁥󠁮󠁧󠁿❤️‍🔥 ',
  combining: 'e\u0301\u0302\u0303\u0323o\u0308\u0304\u0331n\u0303\u0330 ',
  'no spaces': 'donaudampfschifffahrtsgesellschaft',
  markup: '**_~~||`# > [x](https://a.b) \\',
} as const;

const told = new Set([
  'text',
  'value',
  'name',
  'aliases',
  'headline',
  'located',
  'label',
  'heading',
  'said',
  'publisher',
]);
const more = new Set(['author', 'literal', 'note', 'reportedBy', 'unit', 'as']);

/** A text of a script, about as long as another in UTF-16 units and never longer. */
export function textIn(script: keyof typeof scripts, length: number): string {
  const sentence = scripts[script];
  const text = sentence
    .repeat(Math.ceil(length / sentence.length))
    .slice(0, length)
    .toWellFormed()
    .trim();
  return text === '' ? sentence.slice(0, 1).toWellFormed() : text;
}

/** A briefing whose texts are of a script, each as long as it was. */
export function briefingIn(script: keyof typeof scripts, one: Briefing): Briefing {
  const retold = (part: unknown, key: string): unknown => {
    if (Array.isArray(part)) return part.map((each) => retold(each, key));
    if (typeof part === 'string') return told.has(key) || more.has(key) ? textIn(script, part.length) : part;
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([inner, each]) => [inner, retold(each, inner)]));
  };
  return retold(one, '') as Briefing;
}
