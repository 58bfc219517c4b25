import { styleText } from 'node:util';
import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import type { Names } from './markdown.ts';
import { type Drawable, renderMessage } from './render.ts';
import { type Paint, paintLine, type Style } from './spans.ts';
import { type TimeView, timestamp } from './timestamp.ts';

/*
 * What the package `discord-playground/terminal` gives: a message drawn as the playground's terminal does it, for a
 * program of a bot's that shows its messages where there is no Discord.
 */

/** What a message is drawn on. */
export type Canvas = TimeView & {
  /** In columns. */
  readonly width: number;
  /** Bits of colour, as a terminal's `getColorDepth` gives them: 1 for none, 24 for all. */
  readonly colourDepth: number;
};

/** A message that a bot would post, as text with lines of at most `width` columns; it can name no channel or member. */
export function drawMessage(body: Pick<RESTPostAPIChannelMessageJSONBody, 'components'>, canvas: Canvas): string {
  const names: Names = {
    channel: () => undefined,
    role: () => undefined,
    user: () => undefined,
    time: (seconds, style) => timestamp(seconds, style, canvas),
  };
  const message: Drawable = { id: '0', channel_id: '0', content: '', components: body.components ?? [] };
  const { lines } = renderMessage(message, canvas.width, names);
  const paint = painter(canvas.colourDepth);
  return lines.map((line) => paintLine(line, paint)).join('\n');
}

function painter(colourDepth: number): Paint {
  if (colourDepth <= 1) return (_, text) => text;
  const known = (style: Style): Style => (style.startsWith('#') && colourDepth < 24 ? 'cyan' : style);
  return (styles, text) => styleText(styles.map(known), text, { validateStream: false });
}
