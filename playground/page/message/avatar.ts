import { element, icon } from './element.ts';

const colors = 6;
let botPicture: readonly string[] = [];

/** Sets the bot's picture, for all that is drawn from then on: SVG paths on 24 by 24. */
export function setBotPicture(paths: readonly string[]): void {
  botPicture = paths;
}

/** A face in one of Discord's colours, by the id: its picture for a bot, an initial for a person. */
export function avatar(id: string, name: string, bot: boolean, small = false): HTMLElement {
  const sum = [...id].reduce((all, sign) => (all * 31 + sign.charCodeAt(0)) % 9973, 0);
  const color = bot ? 'bot' : String(sum % colors);
  const made = element('span', {
    class: small ? 'avatar small' : 'avatar',
    'data-color': color,
    'aria-hidden': 'true',
  });
  made.append(bot ? picture() : initial(name));
  return made;
}

function initial(name: string): Node {
  const [first] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name);
  return document.createTextNode((first?.segment ?? '?').toLocaleUpperCase());
}

function picture(): SVGSVGElement {
  return icon('bot', ...botPicture);
}
