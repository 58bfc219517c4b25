/*
 * `discord-playground/testing`: what tests of a bot, or of the playground's page, share with the playground's own.
 */
export { parseMarkdown } from '../../page/message/markdown/blocks.ts';
export type { Block, Inline } from '../../page/message/markdown/nodes.ts';
export { ask, faults, given, type Reply } from './asking.ts';
export { findChromium } from './chromium.ts';
export { startModalBot } from './modal-bot.ts';
export { choices, startModalPage, survey } from './modal-page.ts';
