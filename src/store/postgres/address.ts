/** What our sessions are called in `pg_stat_activity`. */
export const applicationName = 'dateline';

// These mean in `pg` what `verify-full` does, and will not for ever (https://node-postgres.com/features/ssl).
const verified = new Set(['prefer', 'require', 'verify-ca']);

/** Where the database is, for people: host and name, without the user and the password. */
export function postgresPlace(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return `${decodeURIComponent(pathname.slice(1)) || 'postgres'} on ${host}${port ? `:${port}` : ''}`;
}

/**
 * The address to connect to: the server's certificate is checked where TLS is asked for, and the session has our
 * name.
 */
export function connectionString(url: string): string {
  const address = new URL(url);
  if (verified.has(address.searchParams.get('sslmode') ?? '')) address.searchParams.set('sslmode', 'verify-full');
  // In `pg` the address goes before its other settings, and by this name a bot that runs is found.
  address.searchParams.set('application_name', applicationName);
  return address.href;
}
