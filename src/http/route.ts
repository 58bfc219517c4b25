import type { IncomingHttpHeaders } from 'node:http';

/** A request whose body has come in. */
export type Received = { readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** The body of an answer: JSON, or text of another type. */
export type Content = { readonly type: string; readonly text: string };

/** Answers a request, once. Resolves when the answer has left; rejects if the connection was closed before. */
export type Reply = (status: number, content?: Content) => Promise<void>;

/** What is served under a path. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** In bytes; a larger body is refused. Undefined if the request may have no body. */
  readonly largestBody?: number;
  /** The status to refuse a request with before its body is read; undefined to accept it. */
  refuse?(headers: IncomingHttpHeaders): number | undefined;
  run(received: Received, reply: Reply): void | Promise<void>;
};

export function json(value: unknown): Content {
  return { type: 'application/json', text: JSON.stringify(value) };
}
