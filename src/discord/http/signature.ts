import { createPublicKey, verify } from 'node:crypto';

/** True if Discord has signed a body together with a timestamp. */
export type Verifier = (signature: string, timestamp: string, body: Buffer) => boolean;

/**
 * Checks Discord's signatures by the application's public key, 64 hexadecimal digits: Ed25519, over the timestamp and
 * the body as it came (https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint).
 */
export function createVerifier(publicKey: string): Verifier {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return (signature, timestamp, body) =>
    verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
}
