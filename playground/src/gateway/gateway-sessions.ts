import { randomBytes } from 'node:crypto';
import { type GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';

// How many events a session keeps for a resume, and how long it waits for one.
const kept = 1000;
const patience = 3 * 60_000;

type Event = { readonly op: GatewayOpcodes.Dispatch; readonly t: string; readonly s: number; readonly d: unknown };

/** What a client asks for when it identifies. */
export type Asked = {
  readonly intents: number;
  readonly shard: number;
  readonly shards: number;
  readonly sharded: boolean;
};

/** A client's session: it outlives a broken connection, and keeps what happens meanwhile. */
export type Session = Asked & {
  readonly id: string;
  readonly wantsGuilds: boolean;
  /** The number of the last event. */
  readonly sequence: () => number;
  dispatch(event: GatewayDispatchEvents, data: unknown): void;
  /** Sends events here from now on. */
  attach(send: (payload: object) => void): void;
  /** Keeps events for a while, for a resume; false if they are already sent elsewhere. */
  detach(send: (payload: object) => void): boolean;
  /** The events after one, or nothing if they are no longer kept. */
  since(sequence: number): readonly object[] | undefined;
};

/** The sessions that are connected or can be resumed. */
export function createSessions() {
  const sessions = new Map<string, Session>();
  const expiries = new Map<string, NodeJS.Timeout>();

  const open = (asked: Asked): Session => {
    const id = randomBytes(16).toString('hex');
    const events: Event[] = [];
    let sequence = 0;
    let deliver: ((payload: object) => void) | undefined;
    const session: Session = {
      ...asked,
      id,
      wantsGuilds: Boolean(asked.intents & GatewayIntentBits.Guilds),
      sequence: () => sequence,
      dispatch(event, data) {
        sequence += 1;
        const payload: Event = { op: GatewayOpcodes.Dispatch, t: event, s: sequence, d: data };
        events.push(payload);
        if (events.length > kept) events.shift();
        deliver?.(payload);
      },
      attach(send) {
        deliver = send;
        clearTimeout(expiries.get(id));
      },
      detach(send) {
        if (deliver !== send) return false;
        deliver = undefined;
        clearTimeout(expiries.get(id));
        expiries.set(id, setTimeout(() => end(id), patience).unref());
        return true;
      },
      since(last) {
        const oldest = events[0]?.s ?? sequence + 1;
        return last + 1 < oldest ? undefined : events.filter(({ s }) => s > last);
      },
    };
    sessions.set(id, session);
    return session;
  };
  const end = (id: string) => {
    clearTimeout(expiries.get(id));
    expiries.delete(id);
    sessions.delete(id);
  };
  return {
    open,
    /** Ends a session: it can no longer be resumed. */
    end,
    find: (id: string) => sessions.get(id),
    all: () => sessions.values(),
    clear() {
      for (const id of [...sessions.keys()]) end(id);
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;
