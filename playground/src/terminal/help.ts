import type { TerminalTip } from '../plugin.ts';
import { type Line, span, wrap } from './spans.ts';

const neutralExample = '/remind tea minutes:5';
// Columns that a meaning needs to stand beside its name.
const shortest = 18;

/** What the welcome tells of. */
type WelcomeOptions = {
  readonly botName: string;
  readonly guildName: string;
  /** Who one is. */
  readonly member: string;
  readonly pageUrl: string;
  readonly controlUrl: string;
  readonly tips: readonly TerminalTip[];
};

/** What a person sees first. */
export function welcome(
  { botName, guildName, member, pageUrl, controlUrl, tips }: WelcomeOptions,
  width: number,
): Line[] {
  return [
    [span(`${botName}’s playground`, 'bold')],
    [
      span(
        `A Discord of its own on this machine: no account, no token, and nothing leaves it. You are ${member}, in the server “${guildName}”.`,
      ),
    ],
    [],
    [span('Try')],
    ...table(
      [[pageUrl, 'the same, in your browser'], ...tips.map(({ line, meaning }): [string, string] => [line, meaning])],
      width,
    ),
    [],
    [
      span('Tab', 'bold'),
      span(' completes. A '),
      span('number', 'bold'),
      span(' clicks that button. '),
      span('help', 'bold'),
      span(' tells the rest, '),
      span('quit', 'bold'),
      span(' ends it.'),
    ],
    [span(`To make it fail by HTTP: ${controlUrl}`, 'dim')],
  ];
}

/** Everything that the playground understands. */
export function help(commands: readonly string[], width: number, exampleLine = neutralExample): Line[] {
  const some = commands.map((name) => `/${name}`).join(' ');
  return [
    [span('Commands of the bot', 'bold')],
    [span(some === '' ? 'None: it does not run, or has not registered any.' : some, 'cyan')],
    [
      span('Options as '),
      span('name:value', 'cyan'),
      span(', and text without a name for the first one: '),
      span(exampleLine, 'cyan'),
    ],
    [],
    [span('Look around', 'bold')],
    ...table(
      [
        ['2', 'click button [2], or pick entry [2] of a menu'],
        ['submit name:Ann', 'fill in the modal that is open, by its fields; cancel closes it'],
        ['as reader', 'be someone else; as moderator'],
        ['in #news', 'go to a channel; in dm'],
        ['lang de', 'set the language of your Discord; lang server de sets the server’s'],
        ['show #news', 'read a channel; messages reads this one'],
        ['wait post', 'wait for the next post; wait 70 waits 70 seconds'],
      ],
      width,
    ),
    [],
    [span('Make trouble', 'bold')],
    ...table(
      [
        ['deny #news', 'take the bot’s Send Messages there, or another permission by its name; allow gives it'],
        ['delete #news', 'delete a channel; kick throws the bot out of the server, invite lets it in again'],
        ['timeout 10', 'let the bot only read for so many minutes; timeout off ends it'],
        ['lock #thread', 'close a thread and lock it; archive only closes it, reopen ends both'],
        ['fault 502 POST messages', 'an answer to the next such request; x3 or always for more, skip 1, chance 0.5'],
        ['fault drop-after', 'no answer, though it is done; also drop-before, hang, delay 2000'],
        [
          'fault 429 global 5',
          'a rate limit of 5 seconds; with nowhere, body or date in place of global it tells otherwise',
        ],
        ['faults', 'what is wrong at present; fault remove 1, fault clear'],
        ['gateway close 4000', 'also reconnect, invalidate, drop, acks, hello, sessions or connections off'],
        ['down', 'refuse every connection; up ends it'],
        ['restart', 'stop the bot and start it again'],
        ['kill', 'the same as a power cut would'],
        ['log', 'the last lines of the bot’s log; warnings are shown at once'],
      ],
      width,
    ),
    [],
    [span('Red', 'red'), span(' is what Discord itself refused, with its own code and message.')],
    [
      span('clear', 'cyan'),
      span(' clears the screen, '),
      span('quit', 'cyan'),
      span(' or Ctrl-D ends the playground.'),
    ],
  ];
}

/** Names with what they mean beside them, or below them where the lines are too short for that. */
function table(rows: readonly (readonly [string, string])[], width: number): Line[] {
  const longest = Math.max(...rows.map(([name]) => name.length));
  const beside = width - longest - 4 >= shortest;
  return rows.flatMap(([name, meaning]) => {
    const indent = span(' '.repeat(beside ? longest + 4 : 4));
    const [first = [], ...rest] = wrap([span(meaning, 'dim')], width - indent.text.length);
    const shown = span(beside ? `  ${name.padEnd(longest)}  ` : `  ${name}`, 'cyan');
    const below = rest.map((line) => [indent, ...line]);
    return beside ? [[shown, ...first], ...below] : [[shown], [indent, ...first], ...below];
  });
}
