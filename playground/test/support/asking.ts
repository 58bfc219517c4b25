import { setTimeout as wait } from 'node:timers/promises';
import type { Discord } from '../../src/discord-types.ts';

export type Reply = { status: number; headers: Headers; body: unknown };

type Asked = { body?: unknown; headers?: Record<string, string | undefined>; raw?: string };

/** Asks Discord's API by plain HTTP, as the bot would; waits only where the global limit says so. */
export async function ask(discord: Discord, method: string, path: string, asked: Asked = {}): Promise<Reply> {
  const headers = new Headers({ 'user-agent': 'DiscordBot (https://example.com, 1.0)' });
  headers.set('authorization', `Bot ${discord.token}`);
  if (asked.body !== undefined || asked.raw !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of Object.entries(asked.headers ?? {}))
    value === undefined ? headers.delete(name) : headers.set(name, value);
  const response = await fetch(`${discord.apiUrl}${path.startsWith('/v') ? '' : '/v10'}${path}`, {
    method,
    headers,
    ...(asked.raw !== undefined
      ? { body: asked.raw }
      : asked.body !== undefined
        ? { body: JSON.stringify(asked.body) }
        : {}),
  });
  if (response.headers.get('x-ratelimit-global') === 'true') {
    const { retry_after } = (await response.json()) as { retry_after: number };
    await wait(retry_after * 1000 + 20);
    return ask(discord, method, path, asked);
  }
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** The faults in an answer of 50035, as `path CODE`, the path as discord.js writes it. */
export function faults(body: unknown): string[] {
  const { errors } = body as { errors?: object };
  const walk = (node: object, path: string): string[] =>
    Object.entries(node).flatMap(([key, inner]) =>
      key === '_errors'
        ? (inner as { code: string }[]).map(({ code }) => `${path} ${code}`.trim())
        : walk(inner, /^\d+$/.test(key) ? `${path}[${key}]` : path ? `${path}.${key}` : key),
    );
  return errors ? walk(errors, '') : [];
}

/** A value that must be there. */
export function given<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('There is no such value');
  return value;
}
