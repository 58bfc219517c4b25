import { element, icon } from './element.ts';

const colors = 6;

/** A face in one of Discord's colours, by the id: a robot for a bot, an initial for a person. */
export function avatar(id: string, name: string, bot: boolean, small = false): HTMLElement {
  const sum = [...id].reduce((all, sign) => (all * 31 + sign.charCodeAt(0)) % 9973, 0);
  const color = bot ? 'bot' : String(sum % colors);
  const made = element('span', {
    class: small ? 'avatar small' : 'avatar',
    'data-color': color,
    'aria-hidden': 'true',
  });
  made.append(bot ? newspaper() : initial(name));
  return made;
}

function initial(name: string): Node {
  const [first] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name);
  return document.createTextNode((first?.segment ?? '?').toLocaleUpperCase());
}

/** What the bot brings. */
function newspaper(): SVGSVGElement {
  return icon(
    'newspaper',
    'M4 4h13v13.5a2.5 2.5 0 0 0 .5 1.5H5a3 3 0 0 1-3-3V6a2 2 0 0 1 2-2Zm2 3v4.5h9V7H6Zm0 6.5V15h9v-1.5H6Zm0 3V18h6v-1.5H6Z',
    'M18.5 8H20a2 2 0 0 1 2 2v7.25a1.75 1.75 0 0 1-3.5 0V8Z',
  );
}
