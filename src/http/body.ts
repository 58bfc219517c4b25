import type { IncomingMessage } from 'node:http';

/**
 * Reads the body of a request; one that is larger than so many bytes is not read, and gives the status 413, one that
 * breaks off 400.
 */
export function readBody(request: IncomingMessage, largest: number): Promise<Buffer | number> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > largest) return resolve(413);
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= largest) parts.push(part);
      else {
        request.pause();
        resolve(413);
      }
    });
    request.once('end', () => resolve(Buffer.concat(parts)));
    request.once('close', () => resolve(400));
  });
}
