import { chatInputApplicationCommandMention, inlineCode } from 'discord.js';
import type { Logger } from 'pino';
import { offeredCommands } from '../../commands/index.ts';
import type { Context } from '../command/command.ts';
import { createGateway } from '../discord/gateway.ts';
import { interactionsEndpoint } from '../discord/http/endpoint.ts';
import type { InteractionEdges } from '../discord/interactions/interaction-edges.ts';
import { createReceiver } from '../discord/interactions/receive.ts';
import { channelAccess } from '../discord/permissions/channel-access.ts';
import { createAllowedByServer } from '../discord/permissions/command-permissions.ts';
import { guildMember } from '../discord/permissions/guild-member.ts';
import { isOutside, register } from '../discord/registration.ts';
import { createChannelNames } from '../discord/rest/guild-channels.ts';
import { DiscordError, type Identity } from '../discord/rest/identity.ts';
import type { BotRest } from '../discord/rest/rest.ts';
import type { HttpServer } from '../http/server.ts';
import { rememberScope, takeBackElsewhere } from './command-scopes.ts';
import { createGuildLanguages } from './guild-languages.ts';
import { limitPerGuild, limitPerPerson } from './guild-limits.ts';
import { createOfferedCommands } from './offered-commands.ts';
import { retry } from './retry.ts';
import type { Env } from './settings.ts';

/** What answering people needs of the bot. */
export type AnsweringParts = Pick<Context, 'library' | 'db' | 'now' | 'postNow' | 'digestIntervalMs'> & {
  readonly env: Env;
  readonly rest: BotRest;
  readonly identity: Identity;
  readonly log: Logger;
  readonly measure: InteractionEdges['measure'];
};

/** The part of the bot that answers people: its commands, and the transport by which interactions come. */
export type Answering = {
  /**
   * Registers the commands that are offered now, where they have changed. What fails is tried again at the next call.
   */
  registerCommands(): Promise<void>;
  readonly commands: Context['commands'];
  /**
   * Begins to accept interactions: from `server` by HTTP if there is a public key, else from the gateway, which is
   * waited for until the signal aborts.
   */
  open(server: HttpServer | undefined, signal: AbortSignal): void;
  /** Resolves when interactions can come. */
  readonly ready: Promise<void>;
  /** Rejects when Discord refuses the connection for good; does not resolve. */
  readonly refused: Promise<never>;
  /** True while interactions can come: every shard has its session, or the endpoint is served. */
  isOpen(): boolean;
  /** The shards of this process, each with whether it has its session; none by HTTP. */
  shards(): ReadonlyMap<number, boolean>;
  sessionStartsLeft(): number | undefined;
  /** Accepts no more interactions from the gateway. */
  stopAccepting(): void;
  /** Waits for the answers under way, `timeoutMs` at most. */
  close(timeoutMs: number): Promise<void>;
};

/** A moderator's answer must be there within Discord's 3 seconds, whether or not Discord says what the bot may do. */
const accessTimeoutMs = 1_000;

/**
 * Puts together what answers people, by HTTP if there is a public key, else by the gateway.
 * @throws {DiscordError} if the public key is not the application's.
 */
export function createAnswering({ env, rest, identity, log, measure, ...parts }: AnsweringParts): Answering {
  checkEndpoint(identity, env.DISCORD_PUBLIC_KEY, log);
  const scope = { applicationId: identity.applicationId, guildId: env.DEV_GUILD_ID };
  const offered = createOfferedCommands(
    () => offeredCommands(parts),
    async (definitions) => {
      await rememberScope(parts.db, scope);
      return register(rest, scope, definitions, log);
    },
  );
  const clearOtherScopes = once(() => takeBackElsewhere({ rest, scope, db: parts.db, log }));
  const access: Context['access'] = (needs) =>
    channelAccess(rest, identity.botId, needs, AbortSignal.timeout(accessTimeoutMs), parts.now).catch((error) => {
      log.warn({ err: error, guildId: needs.guildId, channelId: needs.channelId }, 'permissions could not be read');
      return undefined;
    });
  const context: Context = {
    ...parts,
    ...limitPerGuild({ access, postNow: parts.postNow, now: parts.now }),
    channelNames: createChannelNames(rest, parts.now),
    commands: offered.commands,
    mention(command, language) {
      const id = offered.idOf(command.split(' ')[0] ?? '');
      return id ? chatInputApplicationCommandMention(command, id) : inlineCode(language.command(`/${command}`));
    },
  };
  const allowedByServer = createAllowedByServer(rest, log);
  const receiver = createReceiver({
    context,
    log,
    measure,
    onGuildCommand(guildId) {
      if (guildId !== scope.guildId)
        rememberScope(parts.db, { ...scope, guildId })
          .then(() => takeBackElsewhere({ rest, scope, db: parts.db, log }))
          .catch((error) => log.error({ err: error, guildId }, 'commands could not be taken back'));
    },
    guildLanguages: createGuildLanguages({ db: parts.db, now: parts.now, log }),
    memberOf: limitPerPerson((guildId, userId) => guildMember(rest, guildId, userId), parts.now),
    allowedByServer: (interaction, command) => allowedByServer(interaction, offered.idOf(command)),
  });
  const common = {
    commands: offered.commands,
    registerCommands: () =>
      offered
        .refresh()
        .then(clearOtherScopes)
        .catch((error) => {
          if (scope.guildId !== undefined && isOutside(error))
            log.error(
              { guildId: scope.guildId },
              'commands could not be registered in the server of DEV_GUILD_ID: the bot is not in it',
            );
          else log.error({ err: error }, 'commands could not be registered');
        }),
  };

  if (env.DISCORD_PUBLIC_KEY !== undefined) {
    const route = interactionsEndpoint({ rest, publicKey: env.DISCORD_PUBLIC_KEY, receiver, now: parts.now });
    const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
    let open = false;
    return {
      ...common,
      open(server) {
        server?.add(route);
        open = true;
        becomeReady();
      },
      ready,
      refused: new Promise(() => {}),
      isOpen: () => open,
      shards: () => new Map(),
      sessionStartsLeft: () => undefined,
      // The HTTP server itself stops accepting.
      stopAccepting() {},
      close: receiver.settle,
    };
  }

  const gateway = createGateway({
    rest,
    token: env.DISCORD_TOKEN,
    receiver,
    log,
    shards: env.SHARDS,
    shardCount: env.SHARD_COUNT,
  });
  return {
    ...common,
    ...gateway,
    open(_, signal) {
      retry(gateway.connect, {
        signal,
        onFailure: (error, retryInMs) => log.warn({ err: error, retryInMs }, 'the gateway cannot be reached'),
      }).catch(() => {});
    },
    isOpen() {
      const sessions = [...gateway.shards().values()];
      return sessions.length > 0 && sessions.every(Boolean);
    },
  };
}

/** Does something once; what fails is done again at the next call. */
function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= act().catch((error) => {
      done = undefined;
      throw error;
    });
    return done;
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
