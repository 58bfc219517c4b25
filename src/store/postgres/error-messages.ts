import { DatabaseError } from '../errors.ts';

const unreachable =
  'it cannot be reached. Is PostgreSQL running there, is DATABASE_URL right, and does the network let the bot through?';
const again = 'The bot goes on as soon as it can be used.';
const certificate =
  'its certificate is not trusted. Name the one of its authority with sslrootcert=FILE in DATABASE_URL; or trust any, with sslmode=no-verify.';

// By PostgreSQL's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html), and Node's of connections
// and TLS.
const advice: Record<string, string> = {
  ECONNREFUSED: unreachable,
  ECONNRESET: `the connection broke off. ${again}`,
  EPIPE: `the connection broke off. ${again}`,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENOENT: unreachable,
  ETIMEDOUT: unreachable,
  EAI_AGAIN: 'its host is not known for the moment. Is the network there?',
  ENOTFOUND: 'there is no such host. Is DATABASE_URL right?',
  CERT_HAS_EXPIRED: 'its certificate has expired. Renew it.',
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate,
  SELF_SIGNED_CERT_IN_CHAIN: certificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate,
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is of another host. Name the host in DATABASE_URL as the certificate does.',
  '08P01':
    'it does not take the bot’s settings. If a pooler as PgBouncer stands before it, connect to PostgreSQL itself.',
  '28000':
    'it does not let this user in. Look at the user in DATABASE_URL, at pg_hba.conf, and whether it wants TLS (sslmode=require).',
  '28P01':
    'it does not take the user or the password. Put the right ones in DATABASE_URL; characters as @ and / are written %40 and %2F there.',
  '3D000': 'there is no such database. Make it with createdb, or name in DATABASE_URL the one that there is.',
  '42501': 'the user may not do what the bot needs. Let it own the database, or grant it all on its schema.',
  '53100': `its disk is full. Free some space there. ${again}`,
  '53200': `it has no memory left. ${again}`,
  '53300': `it has no connection left. Raise max_connections, or let fewer processes share it: each of the bot’s takes up to 8. ${again}`,
  '25006': 'it is read-only. Is it a replica, or is a failover under way? The bot needs the one that can be written.',
  '57014': `a statement took too long, and was given up. Is the server overloaded? ${again}`,
  '57P01': `it is being shut down. ${again}`,
  '57P02': `it broke down. ${again}`,
  '57P03': `it is starting, or being shut down. ${again}`,
};

// What `pg` says without a code.
const words: readonly [said: RegExp, advice: string][] = [
  [/timeout/i, unreachable],
  [/terminated|not queryable|closed/i, `the connection broke off. ${again}`],
  [/does not support SSL/i, 'it does not speak TLS. Turn it on there, or leave sslmode out of DATABASE_URL.'],
  [
    /SASL|password must be a string/i,
    'it wants a password. Put it into DATABASE_URL: postgres://USER:PASSWORD@HOST/DATABASE',
  ],
];

/**
 * An error of PostgreSQL's, or of the way to it, as one that says what to do; another error as it is. `place` is the
 * database as people may see it: what the driver says may name the user, and is left out of what says it in our
 * words.
 */
export function explainedPostgres(error: unknown, place: string): unknown {
  if (!(error instanceof Error)) return error;
  // One that tried several addresses of a host fails with all of their errors.
  const [first] = error instanceof AggregateError ? error.errors : [error];
  const code = first instanceof Error && 'code' in first ? String(first.code) : undefined;
  const found = code === undefined ? words.find(([said]) => said.test(error.message))?.[1] : advice[code];
  return found === undefined
    ? error
    : new DatabaseError(`The database ${place} cannot be used: ${found}${code ? ` (${code})` : ''}`);
}
