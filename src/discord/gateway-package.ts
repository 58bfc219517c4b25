import { createRequire } from 'node:module';
import type { OptionalWebSocketManagerOptions, RequiredWebSocketManagerOptions, WebSocketOptions } from 'discord.js';

/** The gateway connections of discord.js, without its `Client`. */
export type WebSocketManager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];
type Options = RequiredWebSocketManagerOptions & Partial<OptionalWebSocketManagerOptions>;

// discord.js 14 has a class of its own under the name of its gateway package's, and so hides that one. This is the
// same package in the same version, found where discord.js finds it.
const ofDiscordJs = createRequire(createRequire(import.meta.url).resolve('discord.js'));

export function createWebSocketManager(options: Options): WebSocketManager {
  const { WebSocketManager } = ofDiscordJs('@discordjs/ws');
  return new WebSocketManager(options);
}
