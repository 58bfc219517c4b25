import type { REST } from 'discord.js';
import type { Logger } from 'pino';
import { offeredCommands } from '../../commands/index.ts';
import type { Context } from '../command/command.ts';
import { createGateway } from '../discord/gateway.ts';
import { createHttpInteractions } from '../discord/http/endpoint.ts';
import type { Counted } from '../discord/interactions/answer.ts';
import { channelAccess } from '../discord/permissions/channel-access.ts';
import { allowedByServer } from '../discord/permissions/command-permissions.ts';
import { register } from '../discord/registration.ts';
import { DiscordError, type Identity } from '../discord/rest/rest.ts';
import type { HttpServer } from '../http/server.ts';
import { createOffer } from './offered-commands.ts';
import { persist } from './retry.ts';
import type { Env } from './settings.ts';

/** What answering interactions needs of the bot. */
export type AnsweringParts = Pick<Context, 'library' | 'db' | 'now' | 'postNow'> & {
  readonly env: Env;
  readonly rest: REST;
  readonly identity: Identity;
  readonly log: Logger;
  readonly answered: ((interaction: Counted, seconds: number) => void) | undefined;
};

/** The part of the bot that answers: its commands, and the way by which interactions come in. */
export type Answers = {
  /** Registers the commands that there are now, if they are not; tried again at the next call if it cannot be done. */
  offer(): Promise<void>;
  /** Begins to take interactions: from the server if they come by HTTP, else from the gateway, which is waited for. */
  open(server: HttpServer | undefined, signal: AbortSignal): void;
  /** Resolves when interactions come. */
  readonly ready: Promise<void>;
  /** Rejects when Discord refuses the connection for good; does not resolve. */
  readonly refused: Promise<never>;
  readonly commands: Context['commands'];
  /** True if interactions come: from the gateway, if each shard has its session; by HTTP, once they are taken there. */
  isOpen(): boolean;
  /** The shards that are run, each with whether it has its session; none if interactions come by HTTP. */
  shards(): ReadonlyMap<number, boolean>;
  /** Takes no more interactions from the gateway. */
  deafen(): void;
  /** Waits for the answers under way, `patience` milliseconds at most. */
  close(patience: number): Promise<void>;
};

// In milliseconds. A moderator's answer must be there within Discord's 3 seconds, whether or not Discord says what
// the bot may do in a channel, and before that, who may use the command.
const accessPatience = 1_000;

/**
 * Puts together what answers interactions, by HTTP if there is a public key, else by the gateway. @throws
 * {DiscordError} if it is not the application's.
 */
export function createAnswers({ env, rest, identity, log, answered, ...given }: AnsweringParts): Answers {
  const { applicationId, botId } = identity;
  const { DISCORD_PUBLIC_KEY, DISCORD_TOKEN, DEV_GUILD_ID, SHARDS, SHARD_COUNT } = env;
  checkEndpoint(identity, DISCORD_PUBLIC_KEY, log);
  const offer = createOffer(
    () => offeredCommands(given),
    (definitions) => register(rest, { applicationId, guildId: DEV_GUILD_ID }, definitions, log),
  );
  const context: Context = {
    ...given,
    access: (needs) =>
      channelAccess(rest, botId, needs, AbortSignal.timeout(accessPatience)).catch((error) => {
        log.warn({ err: error, guildId: needs.guildId, channelId: needs.channelId }, 'permissions could not be read');
        return undefined;
      }),
    commands: offer.commands,
    mention(command) {
      const id = offer.idOf(command.split(' ')[0] ?? '');
      return id ? `</${command}:${id}>` : `\`/${command}\``;
    },
  };
  const answering = {
    context,
    log,
    ...(answered ? { answered } : {}),
    allowedByServer: (interaction: Parameters<typeof allowedByServer>[1], command: string) =>
      allowedByServer(rest, interaction, offer.idOf(command), log),
  };
  const common = {
    commands: offer.commands,
    offer: () => offer.refresh().catch((error) => log.error({ err: error }, 'commands could not be registered')),
  };

  if (DISCORD_PUBLIC_KEY !== undefined) {
    const endpoint = createHttpInteractions({ rest, publicKey: DISCORD_PUBLIC_KEY, answering, now: given.now });
    const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
    let open = false;
    return {
      ...common,
      ready,
      open(server) {
        server?.add(endpoint.route);
        open = true;
        becomeReady();
      },
      isOpen: () => open,
      refused: new Promise(() => {}),
      shards: () => new Map(),
      deafen() {},
      close: endpoint.close,
    };
  }
  const gateway = createGateway({
    rest,
    token: DISCORD_TOKEN,
    answering,
    log,
    shards: SHARDS,
    shardCount: SHARD_COUNT,
  });
  return {
    ...common,
    ...gateway,
    open(_, signal) {
      persist(() => gateway.connect(), {
        signal,
        failed: (error, pause) => log.warn({ err: error, retryInMs: pause }, 'the gateway cannot be reached'),
      }).catch(() => {});
    },
    isOpen() {
      const sessions = [...gateway.shards().values()];
      return sessions.length > 0 && sessions.every(Boolean);
    },
  };
}

/** Discord sends interactions by one way only: the one that is set on the application's page. */
function checkEndpoint({ publicKey, endpoint }: Identity, given: string | undefined, log: Logger): void {
  if (given !== undefined && given.toLowerCase() !== publicKey)
    throw new DiscordError(
      'DISCORD_PUBLIC_KEY is not the key of this application: at https://discord.com/developers/applications, General Information, Public Key.',
    );
  if (given !== undefined && endpoint === undefined)
    log.info(
      'Discord sends interactions by the gateway until it is told this bot’s address, at General Information, Interactions Endpoint URL',
    );
  if (given === undefined && endpoint !== undefined)
    log.warn(
      { endpoint },
      'Discord sends interactions to this address and none by the gateway; set DISCORD_PUBLIC_KEY there, or clear Interactions Endpoint URL',
    );
}
