import type { IncomingHttpHeaders } from 'node:http';

/** A request whose body is there. */
export type Received = { readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** What is answered: JSON, or text of another type. */
export type Content = { readonly type: string; readonly text: string };

/** Answers a request, once; resolves when the answer has left, and rejects if nobody is there any more to take it. */
export type Reply = (status: number, content?: Content) => Promise<void>;

/** What is served under a path. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The largest body that is read, in bytes; none unless said. */
  readonly largest?: number;
  /** The status with which a request is refused before its body is read. */
  refuses?(headers: IncomingHttpHeaders): number | undefined;
  run(received: Received, reply: Reply): void | Promise<void>;
};

export function json(value: unknown): Content {
  return { type: 'application/json', text: JSON.stringify(value) };
}
