import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { endSessions, reasons } from './gateway-codes.ts';
import type { GatewayHabits } from './gateway-faults.ts';
import type { Session, Sessions } from './gateway-sessions.ts';
import { readAsked } from './identify.ts';

/** One client's connection. */
export type Connection = {
  hasSession(): boolean;
  /** Asks the client to reconnect and resume (op 7). */
  requestReconnect(): void;
  /** Takes the session from the connection (op 9); a resumable one is kept for a resume. */
  invalidate(resumable: boolean): void;
  /** Closes it with a code; 1006 breaks it off without a word. */
  close(code: number): void;
};

export type ConnectionOptions = {
  readonly token: string;
  readonly heartbeatMs: number;
  readonly elapsed: () => number;
  /** What the gateway does at present. */
  readonly habits: GatewayHabits;
  readonly sessions: Sessions;
  /** How many guilds the bot is in. */
  readonly guilds: () => number;
  /** False for an identify that comes too soon after another. */
  readonly mayIdentify: () => boolean;
  readonly identified: (session: Session) => void;
  readonly resumed: (session: Session) => void;
  /** The session is gone from the connection. */
  readonly lost: () => void;
  readonly closed: () => void;
};

// The code of a connection that was never closed.
const brokenOff = 1006;

const payload = z.object({ op: z.int(), d: z.unknown().optional() });
const identify = z.object({
  token: z.string(),
  intents: z.unknown().optional(),
  shard: z.unknown().optional(),
  properties: z.looseObject({}),
  compress: z.boolean().optional(),
});
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int().nullable() });

const rate = { events: 120, ms: 60_000 };

/** Speaks with one client, from Hello to the end. */
export function connect(socket: WebSocket, options: ConnectionOptions): Connection {
  const { token, heartbeatMs, habits, sessions } = options;
  let session: Session | undefined;
  let received: number[] = [];
  let closedWith: number | undefined;
  const send = (message: object) => socket.send(JSON.stringify(message));
  const end = (code: number) => {
    closedWith ??= code;
    if (code === brokenOff) socket.terminate();
    else socket.close(code, reasons[code]);
  };
  const lose = (forGood: boolean) => {
    if (!session) return;
    if (session.detach(send) && forGood) sessions.end(session.id);
    session = undefined;
    options.lost();
  };

  // A client that misses a heartbeat is gone; one may be late by a quarter.
  let pulse: NodeJS.Timeout | undefined;
  function timedOut() {
    end(GatewayCloseCodes.SessionTimedOut);
  }
  const beat = () => {
    clearTimeout(pulse);
    pulse = setTimeout(timedOut, heartbeatMs * 1.25).unref();
    if (habits.acks) send({ op: GatewayOpcodes.HeartbeatAck, d: null, s: null, t: null });
  };

  const handlers: Partial<Record<number, (data: unknown) => void>> = {
    [GatewayOpcodes.Heartbeat]: beat,
    [GatewayOpcodes.Identify](data) {
      if (session) return end(GatewayCloseCodes.AlreadyAuthenticated);
      const given = identify.safeParse(data);
      if (!given.success) return end(GatewayCloseCodes.DecodeError);
      if (given.data.token.replace(/^Bot /, '') !== token) return end(GatewayCloseCodes.AuthenticationFailed);
      const asked = readAsked(given.data, options.guilds());
      if (typeof asked === 'number') return end(asked);
      if (!options.mayIdentify()) return send({ op: GatewayOpcodes.InvalidSession, d: false, s: null, t: null });
      session = sessions.open(asked);
      session.attach(send);
      options.identified(session);
    },
    [GatewayOpcodes.Resume](data) {
      if (session) return end(GatewayCloseCodes.AlreadyAuthenticated);
      const given = resume.safeParse(data);
      if (!given.success) return end(GatewayCloseCodes.DecodeError);
      if (given.data.token.replace(/^Bot /, '') !== token) return end(GatewayCloseCodes.AuthenticationFailed);
      const found = sessions.find(given.data.session_id);
      const seq = given.data.seq ?? 0;
      if (found && seq > found.sequence()) return end(GatewayCloseCodes.InvalidSeq);
      const missed = found?.since(seq);
      if (!found || !missed) return send({ op: GatewayOpcodes.InvalidSession, d: false, s: null, t: null });
      session = found;
      for (const event of missed) send(event);
      found.attach(send);
      found.dispatch(GatewayDispatchEvents.Resumed, {});
      options.resumed(found);
    },
    // Nothing follows from these here.
    [GatewayOpcodes.PresenceUpdate]: () => {},
    [GatewayOpcodes.VoiceStateUpdate]: () => {},
    [GatewayOpcodes.RequestGuildMembers]: () => {},
  };
  const withoutSession: readonly number[] = [GatewayOpcodes.Heartbeat, GatewayOpcodes.Identify, GatewayOpcodes.Resume];

  socket.on('message', (raw: RawData) => {
    const now = options.elapsed();
    received = [...received.filter((at) => now - at < rate.ms), now];
    if (received.length > rate.events) return end(GatewayCloseCodes.RateLimited);
    const given = payload.safeParse(decode(raw));
    if (!given.success) return end(GatewayCloseCodes.DecodeError);
    const handler = handlers[given.data.op];
    if (!handler) return end(GatewayCloseCodes.UnknownOpcode);
    if (!session && !withoutSession.includes(given.data.op)) return end(GatewayCloseCodes.NotAuthenticated);
    handler(given.data.d);
  });
  socket.on('error', () => end(GatewayCloseCodes.DecodeError));
  socket.on('close', (code) => {
    clearTimeout(pulse);
    // A client that says goodbye does not come back to its session; one that was sent away may.
    lose(closedWith === undefined ? code === 1000 || code === 1001 : endSessions.includes(closedWith));
    options.closed();
  });
  if (habits.hello) {
    pulse = setTimeout(timedOut, heartbeatMs * 1.25).unref();
    send({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatMs, _trace: [] }, s: null, t: null });
  }

  return {
    hasSession: () => session !== undefined,
    requestReconnect: () => send({ op: GatewayOpcodes.Reconnect, d: null, s: null, t: null }),
    invalidate(resumable) {
      lose(!resumable);
      send({ op: GatewayOpcodes.InvalidSession, d: resumable, s: null, t: null });
    },
    close(code) {
      end(code);
      // For a client that does not answer it.
      setTimeout(() => socket.terminate(), 200).unref();
    },
  };
}

function decode(raw: RawData): unknown {
  try {
    return JSON.parse(raw.toString());
  } catch {
    return undefined;
  }
}
