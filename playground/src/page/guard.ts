import type { MiddlewareHandler } from 'hono';
import { contentSecurityPolicy } from './files.ts';

// Bytes of a body. A file that is edited is sent as a whole.
const largestBody = 65_536;
const largestFileBody = 1_048_576;

/**
 * Lets in only a browser that shows the page itself: whoever addresses this server by this machine's name and its own
 * port, and, where they say from which page they ask, ask from it. Who changes something must say so. Nothing is kept
 * by the browser, or shown in another page.
 */
export function guard(port: () => number): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host')?.toLowerCase() ?? '';
    const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${port()}`);
    if (!hosts.includes(host)) return c.json({ problems: [`Host: this is only for ${hosts.join(' and ')}`] }, 403);
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site') ?? 'same-origin';
    const changes = !['GET', 'HEAD'].includes(c.req.method);
    const isForeign = origin === undefined ? changes : origin.toLowerCase() !== `http://${host}`;
    // A link on another page may lead here; nothing else may.
    const isLink = c.req.path === '/' && c.req.header('sec-fetch-mode') === 'navigate';
    if (isForeign || (!['same-origin', 'none'].includes(site) && !isLink))
      return c.json({ problems: [`Origin: only http://${host} may ask this`] }, 403);
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (changes && type !== 'application/json')
      return c.json({ problems: ['Content-Type: application/json is expected'] }, 415);
    const largest = c.req.path.startsWith('/api/files/') ? largestFileBody : largestBody;
    if (changes && !(Number(c.req.header('content-length')) <= largest))
      return c.json({ problems: [`Content-Length: at most ${largest} bytes are taken`] }, 413);
    await next();
    for (const [name, value] of Object.entries({
      'Cache-Control': 'no-store',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    }))
      c.res.headers.set(name, value);
    if (!c.res.headers.has('Content-Security-Policy'))
      c.res.headers.set('Content-Security-Policy', contentSecurityPolicy());
  };
}
