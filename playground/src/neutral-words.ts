import type { PageWords } from './page/api.ts';

/** The page's words for a bot that nothing is known of. */
export const neutralWords: PageWords = {
  // A robot's head.
  botPicture: [
    'M11 2h2v3h4a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3h4V2Zm-4 7v3h3V9H7Zm7 0v3h3V9h-3Zm-6 6v2h8v-2H8Z',
  ],
  tips: [],
  nextInstant: 'Next time that a message names',
  troubleTip: { text: 'Now see what the bot makes of it.', lines: [] },
  back: 'back',
  startedBy: 'discord-playground',
};
