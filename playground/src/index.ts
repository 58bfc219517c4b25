/*
 * What the package `discord-playground` gives to programs and tests: a Discord on this machine, bots as processes
 * beside it, a clock that both go by, and the page and the terminal to try a bot in.
 */
export { type BotOptions, type BotProcess, type Exit, type Output, startBot } from './bot-process.ts';
export { createSharedClock, type SharedClock } from './clock/shared-clock.ts';
export { walk } from './clock/walk.ts';
export { startDiscord } from './discord.ts';
export type { Discord, DiscordOptions } from './discord-types.ts';
export { exampleGuild } from './example-guild.ts';
export type { Fault, FaultPlan, Faults } from './faults/fault-plan.ts';
export { seededRandom } from './faults/seeded-random.ts';
export type { FileCheck, FileEditor, FilePreview } from './file-editor.ts';
export type { GatewayFaults } from './gateway/gateway-faults.ts';
export { freePort } from './http-bot.ts';
export type { Actor, OptionValues, Outcome } from './interactions/actor.ts';
export type { AnsweredRequest, DiscordEvents } from './model/events.ts';
export type { Modal, ModalValues } from './model/modal.ts';
export type { Guild, GuildPlan, OverwritePlan, PermissionName } from './model/plan.ts';
export { DiscordRefusal } from './model/refusal.ts';
export type {
  Clock,
  Commands,
  EditedFiles,
  FileChange,
  FileLook,
  FileProblem,
  FileReply,
  FileText,
  Messages,
  PageEvent,
  PageState,
  PageTip,
  PageWords,
  Refused,
  SavedFile,
  Seen,
} from './page/api.ts';
export { type Page, startPage } from './page/page-server.ts';
export { type PlaygroundOptions, runPlayground } from './playground.ts';
export type { BotSetup, FilesNews, HttpAddress, PlaygroundPlugin, TerminalTip } from './plugin.ts';
export { createRunner, type Runner, type RunnerOptions } from './runner.ts';
