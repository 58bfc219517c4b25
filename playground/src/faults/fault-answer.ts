import { STATUS_CODES } from 'node:http';
import { refusals } from '../forms/api-error.ts';

// What Discord says where nobody says otherwise.
const usual = {
  400: { code: 50035, message: 'Invalid Form Body' },
  401: { code: 0, message: '401: Unauthorized' },
  403: refusals.missingPermissions().toJSON(),
  404: refusals.unknownChannel().toJSON(),
} as const;

const known: ReadonlyMap<number, string> = new Map(
  Object.values(refusals)
    .map((refusal) => refusal())
    .map(({ code, message }) => [code, message]),
);

/**
 * An answer of Discord's with a status: JSON of Discord's own, or the page of what stands before it. 429 is none of
 * these.
 */
export function faultAnswer(status: number, code?: number, message?: string): Response {
  if (status === 400 || status === 401 || status === 403 || status === 404) {
    const said = code === undefined ? usual[status] : { code, message: message ?? known.get(code) ?? 'Unknown error' };
    return Response.json({ message: said.message, code: said.code }, { status });
  }
  if (status === 500) return Response.json({ message: '500: Internal Server Error', code: 0 }, { status });
  if (status === 503)
    return new Response('upstream connect error or disconnect/reset before headers. reset reason: overflow', {
      status,
      headers: { 'content-type': 'text/plain' },
    });
  const title = `${status} ${status === 504 ? 'Gateway Time-out' : STATUS_CODES[status]}`;
  const page = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    '<hr><center>cloudflare</center>',
    '</body>',
    '</html>',
    '',
  ];
  return new Response(page.join('\r\n'), { status, headers: { 'content-type': 'text/html' } });
}

/** A 429 that says how long to wait in its body alone, as a date in its header alone, or nowhere. */
export function bareRateLimit(wait: 'body' | 'date' | 'nowhere', seconds: number, now: number): Response {
  const body =
    wait === 'body' ? { message: 'You are being rate limited.', retry_after: seconds, code: 0 } : { code: 0 };
  const headers = wait === 'date' ? { 'retry-after': new Date(now + seconds * 1000).toUTCString() } : {};
  return Response.json(body, { status: 429, headers });
}
