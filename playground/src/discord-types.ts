import type { EventEmitter } from 'node:events';
import type { APIMessage } from 'discord-api-types/v10';
import type { ControlAction } from './control/actions.ts';
import type { State } from './control/state.ts';
import type { Faults } from './faults/fault-plan.ts';
import type { GatewayFaults } from './gateway/gateway-faults.ts';
import type { Modals } from './interactions/modal-people.ts';
import type { People } from './interactions/people.ts';
import type { Directory } from './model/directory.ts';
import type { DiscordEvents } from './model/events.ts';
import type { Membership } from './model/guild-membership.ts';
import type { GuildSettings } from './model/guild-settings.ts';
import type { Guild, GuildPlan } from './model/plan.ts';

/*
 * What a Discord on this machine can be asked from inside its process: by the terminal, by tests. The bot reaches it
 * by REST and by the gateway only, as it reaches the real one.
 */

export type DiscordOptions = {
  /** The port to listen on, on 127.0.0.1; a free one unless said otherwise. */
  readonly port?: number;
  /**
   * The present in milliseconds since 1970, for timestamps, snowflakes and the date of answers; the machine's clock
   * unless said otherwise. The 3 seconds always go by the machine's clock.
   */
  readonly now?: () => number;
  /** What rate limits and the memory of nonces go by, in milliseconds; `performance.now` unless said otherwise. */
  readonly elapsed?: () => number;
  /** Milliseconds between heartbeats; Discord's 41,250 unless said otherwise. */
  readonly heartbeatMs?: number;
  /**
   * Milliseconds in which one shard may identify; Discord's are 5,000, here there is no limit unless said otherwise.
   */
  readonly identifyMs?: number;
  /** For how many milliseconds a nonce is known again; five minutes unless said otherwise. */
  readonly nonceMs?: number;
  /** What the chance of faults begins with; 1 unless said otherwise. */
  readonly seed?: number;
  /** The port of the control interface; a free one unless said otherwise. */
  readonly controlPort?: number;
  /** The name of the bot, and of the role that its invite makes; `Bot` unless said otherwise. */
  readonly botName?: string;
};

/** How a Discord can be made to fail, from inside its process. */
type Trouble = Membership & {
  /**
   * Where this Discord can be made to fail by HTTP, as `http://127.0.0.1:PORT`; `GET /` lists how. It stays there
   * while the rest is down.
   */
  readonly controlUrl: string;
  /** What goes wrong with requests. */
  readonly faults: Faults;
  /** What goes wrong with the gateway. */
  readonly gateway: GatewayFaults;
  /** False between `down` and `up`. */
  readonly isUp: boolean;
  /**
   * Goes down: breaks off every connection, those of the gateway too, and refuses new ones. What is there stays, as
   * do sessions, which can be resumed, unless they are to be forgotten.
   */
  down(options?: { readonly forgetSessions?: boolean | undefined }): Promise<void>;
  /** Listens again, on the same port. @throws {Error} if another program has taken it meanwhile */
  up(): Promise<void>;
  /** What is wrong at present, and the guilds and channels that there are. */
  state(): State;
  /**
   * Does what the control interface does at `POST /ACTION` with this body; resolves with its answer.
   * @throws {ControlError} that says what is wrong, and what is allowed
   */
  control(action: ControlAction, body?: unknown): Promise<unknown>;
};

/** A Discord on this machine. */
export type Discord = Trouble &
  Directory &
  GuildSettings &
  People &
  Modals & {
    /** For the bot's `DISCORD_API_URL`: `http://127.0.0.1:PORT/api`. */
    readonly apiUrl: string;
    /** For the bot's `DISCORD_TOKEN`. */
    readonly token: string;
    /** For the bot's `DISCORD_PUBLIC_KEY`. */
    readonly publicKey: string;
    readonly applicationId: string;
    readonly botId: string;
    /** The bot's name, as a member and as its role. */
    readonly botName: string;
    readonly events: EventEmitter<DiscordEvents>;
    /** The present in milliseconds since 1970. */
    now(): number;
    createGuild(plan: GuildPlan): Guild;
    /** Resolves when the bot has a session on the gateway; at once if it has. */
    connected(): Promise<void>;
    /**
     * Has interactions sent to this address by HTTP, and none by the gateway any more; undefined undoes that. First it
     * is checked that the address heeds signatures. @throws {DiscordRefusal} that says why it is not taken
     */
    setInteractionsEndpoint(url: string | undefined): Promise<void>;
    /** The messages of a channel, oldest first. */
    messages(channelId: string): readonly APIMessage[];
    /**
     * The message that the bot would post with this body; it stands in no channel. @throws {DiscordRefusal} with
     * everything that Discord would find wrong
     */
    draft(body: unknown): APIMessage;
    /** Ids of the users that a message notified. */
    pinged(messageId: string): readonly string[];
    /** Closes the gateway connections and the servers. */
    close(): Promise<void>;
  };
