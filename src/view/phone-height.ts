import {
  type APIActionRowComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  ComponentType,
} from 'discord.js';

/*
 * How high a message is on a phone of 360 pixels, estimated by lines of text. Discord's clients are not the same, so
 * this need be right by a line or two only; a test holds it against the playground's page.
 */

/** A screen of 740 pixels, less the error of the estimate. */
export const phoneScreenPx = 690;

type Kind = 'title' | 'heading' | 'small' | 'bold' | 'text';
/** How many letters a line of a kind has room for, and how high it is, with the space above it. */
const kinds: Readonly<Record<Kind, { readonly letters: number; readonly linePx: number; readonly abovePx: number }>> = {
  title: { letters: 22, linePx: 27, abovePx: 0 },
  heading: { letters: 27, linePx: 22, abovePx: 8 },
  small: { letters: 38, linePx: 18, abovePx: 0 },
  bold: { letters: 28, linePx: 22, abovePx: 0 },
  text: { letters: 31, linePx: 22, abovePx: 0 },
};
const separatorPx = 17;
const rowPx = 40;
// Between the parts of a message.
const gapPx = 8;
const framePx = 60;
// Of buttons in a row, which go on in the next line where they have no room.
const rowWidthPx = 270;
const buttonPaddingPx = 40;
const buttonLetterPx = 7.5;

/** The height of a message on a phone, in pixels. */
export function phoneHeight({ components }: { readonly components: readonly Part[] }): number {
  return framePx + components.reduce((sum, part) => sum + heightOf(part), 0);
}

type Part = APIContainerComponent | APIComponentInContainer | APIActionRowComponent<APIComponentInMessageActionRow>;

function heightOf(part: Part): number {
  switch (part.type) {
    case ComponentType.Container:
      return part.components.reduce((sum, each) => sum + heightOf(each), 0);
    case ComponentType.TextDisplay:
      return gapPx + textHeight(part.content);
    case ComponentType.ActionRow:
      return gapPx + rowPx * linesOfButtons(part.components.map((each) => ('label' in each ? (each.label ?? '') : '')));
    default:
      return separatorPx;
  }
}

/** The height of a text display and the line above it, in pixels. */
export function partHeight(markdown: string): number {
  return separatorPx + gapPx + textHeight(markdown);
}

/** The height of Markdown, in pixels. */
export function textHeight(markdown: string): number {
  return markdown.split('\n').reduce((sum, line) => sum + lineHeight(line), 0);
}

function lineHeight(line: string): number {
  const { letters, linePx, abovePx } = kinds[kindOf(line)];
  return abovePx + linePx * Math.max(1, Math.ceil(widthOf(line) / letters));
}

function kindOf(line: string): Kind {
  if (line.startsWith('## ')) return 'title';
  if (line.startsWith('### ')) return 'heading';
  if (line.startsWith('-# ')) return 'small';
  return line.startsWith('**') && line.endsWith('**') ? 'bold' : 'text';
}

// Scripts whose letters are twice as wide as those of the others.
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/gu;
// What is not seen: marks, ids in mentions, and the address of a link.
const unseen = /^(#{2,3}|-#|>) |\*\*|\\(?=[^\p{L}\p{N}\s])|(?<=<\/[^:>]{1,80}):\d+|\]\((?:\\.|[^\s)\\])*\)/gu;

function widthOf(line: string): number {
  const seen = line.replace(unseen, '');
  return seen.length + (seen.match(wide)?.length ?? 0);
}

function linesOfButtons(labels: readonly string[]): number {
  let lines = 1;
  let used = 0;
  for (const label of labels) {
    const width = buttonPaddingPx + widthOf(label) * buttonLetterPx;
    if (used > 0 && used + width > rowWidthPx) {
      lines += 1;
      used = 0;
    }
    used += width;
  }
  return lines;
}
