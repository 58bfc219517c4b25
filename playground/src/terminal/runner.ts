import type { Runner } from '../runner.ts';
import { readLog } from './bot-log.ts';
import type { Console } from './console.ts';
import { span } from './spans.ts';

/** Shows in the terminal what becomes of the bot: its warnings, and how it ends if nobody asked for that. */
export function showRunner({ events }: Runner, console: Console): void {
  events.on('line', (text, output) => {
    const { line, warning } = readLog(text, output);
    if (warning) console.print([line.map((part) => span(part.text, 'dim'))]);
  });
  events.on('end', ({ code, signal }, asked) => {
    if (asked) return;
    const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    console.print([[span(`The bot ${how}. `, 'red'), span('restart', 'bold'), span(' starts it again.')]]);
  });
  events.on('late', () => console.print([[span('The bot does not answer yet; log shows what it does.', 'yellow')]]));
}
