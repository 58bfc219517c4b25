import type { PlaygroundPlugin } from 'discord-playground';
import { followBriefingFiles } from './briefing-files.ts';
import { newsroom } from './newsroom.ts';

/** What the playground is told of Dateline; the briefings are in `contentFolder`. */
export function createPlugin(contentFolder: string): PlaygroundPlugin {
  return {
    botName: 'Dateline',
    guild: newsroom,
    page: {
      tips: [
        {
          command: 'summary',
          line: '/summary ',
          meaning: 'The latest briefing, with buttons to look around in it.',
        },
        {
          command: 'who',
          line: '/who name:',
          meaning: 'Someone in it: what they did and said. Names complete as you type.',
        },
        {
          command: 'digest',
          line: '/digest add channel:#news time:09:00',
          meaning: 'A post each day. Then set the clock ahead and see it come.',
        },
      ],
      nextInstant: 'Next digest',
      troubleTip: {
        text: 'Now see what the bot makes of it: let a digest come due, or ask what became of one.',
        lines: ['/digest history ', '/digest check '],
      },
      back: 'back, with its database',
      startedBy: 'npm run playground',
    },
    terminalTips: [
      { line: '/summary', meaning: 'the latest briefing' },
      { line: '/who xi', meaning: 'someone in it' },
      { line: '/digest add channel:#news time:09:00', meaning: 'a post each day' },
    ],
    exampleLine: '/who xi private:yes',
    followFiles: (runner, changed) => followBriefingFiles(contentFolder, runner, changed),
  };
}
