import { DiscordRefusal } from '../model/refusal.ts';
import { neutralWords } from '../neutral-words.ts';
import { readLog } from './bot-log.ts';
import { help } from './help.ts';
import type { Meant } from './line.ts';
import { LineError } from './line-error.ts';
import { readValues } from './modal.ts';
import { span } from './spans.ts';
import type { Stage } from './stage.ts';
import { describeTrouble, makeTrouble } from './trouble.ts';
import { waitForPost, waitSeconds } from './waiting.ts';

// Lines of the log that are shown.
const lastLines = 20;

/** Does what a line asks for; false if that is to end. @throws {LineError} */
export async function perform(meant: Meant, stage: Stage): Promise<boolean> {
  const { discord, guild, session, console, feed, runner, plugin } = stage;
  const say = (text: string) => console.print([[span(text, 'dim')]]);
  switch (meant.kind) {
    case 'nothing':
      return true;
    case 'use': {
      const actor = session.actor();
      await feed.own(`used /${meant.name}`, () => discord.use(actor, meant.name, meant.options));
      return true;
    }
    case 'press':
      await press(meant.number, stage);
      return true;
    case 'submit':
    case 'cancel':
      await answerModal(meant.kind === 'submit' ? meant.filled : undefined, stage);
      return true;
    case 'as':
      become(meant.member, stage);
      return true;
    case 'in':
      session.move({ channel: meant.channel });
      if (!console.interactive) say(`You are in ${place(meant.channel)}.`);
      return true;
    case 'language':
      session.locale = meant.locale;
      say(`Your Discord is set to ${languageName(meant.locale)}.`);
      return true;
    case 'server-language':
      discord.setLocale(guild.id, meant.locale);
      say(`The server’s language is ${languageName(meant.locale)} now.`);
      return true;
    case 'show': {
      feed.channel(meant.channel === undefined ? session.actor().channelId : (guild.channels.get(meant.channel) ?? ''));
      return true;
    }
    case 'trouble':
      say(await makeTrouble(discord, meant));
      return true;
    case 'faults': {
      const lines = describeTrouble(discord.state());
      for (const line of lines.length > 0 ? lines : ['Nothing is wrong.']) say(line);
      return true;
    }
    case 'wait':
      await waitSeconds(meant.seconds, stage);
      return true;
    case 'wait-post':
      await waitForPost(meant.seconds, stage);
      return true;
    case 'restart':
    case 'kill':
      say(
        meant.kind === 'kill'
          ? 'Killing the bot, and starting it again …'
          : 'Stopping the bot, and starting it again …',
      );
      if (await runner.restart(meant.kind === 'kill' ? 'kill' : 'stop'))
        say(`It is ${plugin.page?.back ?? neutralWords.back}.`);
      return true;
    case 'log':
      console.print(runner.log.slice(-lastLines).map((text) => readLog(text).line));
      if (runner.log.length === 0) say('The bot has logged nothing.');
      return true;
    case 'clear':
      console.clear();
      return true;
    case 'help':
      console.print([
        ...help(
          session.scene().commands.map(({ name }) => name),
          console.width,
          plugin.exampleLine,
        ),
        [],
      ]);
      return true;
    case 'quit':
      return false;
  }
}

/** Becomes someone, in the same channel if they have access to it. */
function become(member: string, { guild, session, console }: Stage): void {
  try {
    session.move({ member });
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    const left = place(session.channel);
    session.move({ member, channel: guild.channels.keys().next().value });
    console.print([[span(`${member} has no access to ${left}; you are in ${place(session.channel)}.`, 'dim')]]);
    return;
  }
  if (!console.interactive) console.print([[span(`You are ${member}.`, 'dim')]]);
}

function languageName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale;
}

function place(channel: string | undefined): string {
  return channel === undefined ? 'a direct message with the bot' : `#${channel}`;
}

async function press(number: number, { discord, session, feed }: Stage): Promise<void> {
  const pressed = session.press(number);
  if (!pressed) {
    const last = session.nextNumber() - 1;
    throw new LineError(
      last === 0 ? 'There is no button on the screen.' : `There is no [${number}] on the screen: 1 to ${last}.`,
    );
  }
  const { channelId, messageId, customId, value, label } = pressed;
  const actor = session.actor(channelId);
  if (value === undefined) await feed.own(`clicked ${label}`, () => discord.click(actor, messageId, customId));
  else await feed.own(`chose ${label}`, () => discord.select(actor, messageId, customId, [value]));
}

/** Submits the modal that is open for the person, or closes it where nothing is filled in. */
async function answerModal(filled: string | undefined, { discord, session, feed, console }: Stage): Promise<void> {
  const { userId } = session.actor();
  const modal = discord.modal(userId);
  if (!modal) throw new LineError('No modal is open.');
  if (filled === undefined) {
    discord.dismiss(userId, modal.id);
    console.print([[span(`You closed “${modal.title}”; the bot hears nothing of it.`, 'dim')]]);
    return;
  }
  const values = readValues(filled, modal, session.scene());
  await feed.own(`submitted “${modal.title}”`, () => discord.submit(userId, modal.id, values));
}
