import type { PlaygroundPlugin } from 'discord-playground';
import { followBriefingFiles } from './briefing-files.ts';
import { createBriefingEditor } from './editor/briefing-editor.ts';
import { newsroom } from './newsroom.ts';
import { nextSlot } from './next-slot.ts';

/** What the playground is told of Dateline; the briefings are in `contentFolder`. */
export function createPlugin(contentFolder: string): PlaygroundPlugin {
  return {
    botName: 'Dateline',
    guild: newsroom,
    page: {
      // A newspaper.
      botPicture: [
        'M4 4h13v13.5a2.5 2.5 0 0 0 .5 1.5H5a3 3 0 0 1-3-3V6a2 2 0 0 1 2-2Zm2 3v4.5h9V7H6Zm0 6.5V15h9v-1.5H6Zm0 3V18h6v-1.5H6Z',
        'M18.5 8H20a2 2 0 0 1 2 2v7.25a1.75 1.75 0 0 1-3.5 0V8Z',
      ],
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
    nextInstant: nextSlot,
    editor: createBriefingEditor(contentFolder, Date.now),
    followFiles: (runner, changed) => followBriefingFiles(contentFolder, runner, changed),
  };
}
