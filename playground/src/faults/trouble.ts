import type { ControlAction } from '../control/controls.ts';
import type { State } from '../control/state.ts';
import type { GatewayFaults } from '../gateway/gateway-faults.ts';
import type { FaultAction, Faults } from './fault-plan.ts';

/** A request as it was answered; `error` is Discord's JSON error where it is one. */
export type AnsweredRequest = {
  readonly method: string;
  readonly path: string;
  /** 0 if it got no answer. */
  readonly status: number;
  readonly error?: unknown;
  /** The fault that struck it. */
  readonly fault?: { readonly id: number; readonly do: FaultAction };
};

/** How a Discord can be made to fail, from inside its process. */
export type Trouble = {
  /**
   * Where this Discord can be made to fail by HTTP, as `http://127.0.0.1:PORT`; `GET /` lists how. It stays there
   * while the rest is down.
   */
  readonly controlUrl: string;
  /**
   * Throws the bot out of a guild, as a moderator can: its role goes, with what channels allow or deny it.
   * @throws {ControlError} if it is not in it
   */
  kick(guildId: string): void;
  /** Lets the bot in again, with the role that its invite makes. @throws {ControlError} if it is in it */
  invite(guildId: string): void;
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
