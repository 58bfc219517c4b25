import type { PageWords } from './page/api.ts';

/** The page's words for a bot that nothing is known of. */
export const neutralWords: PageWords = {
  tips: [],
  nextInstant: 'Next time that a message names',
  troubleTip: { text: 'Now see what the bot makes of it.', lines: [] },
  back: 'back',
  startedBy: 'discord-playground',
};
