import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { Library } from '../../../src/briefing/library/library.ts';
import { createPoster } from '../../../src/digest/deliver/poster.ts';
import { DatabaseError, openDatabase } from '../../../src/store/database.ts';
import { addDigest } from '../../../src/store/digests.ts';
import { migrations } from '../../../src/store/migrations.ts';
import { explainedPostgres } from '../../../src/store/postgres/error-messages.ts';
import { postgresDialect } from '../../../src/store/postgres/postgres.ts';
import type { Tables } from '../../../src/store/schema.ts';
import { backUp } from '../../../src/store/sqlite/backup.ts';
import { briefing } from '../../support/briefings.ts';
import { newDatabaseUrl } from '../../support/databases.ts';
import { newDigest } from '../../support/digests.ts';
import { createPostgresDatabase, dropPostgresDatabase, query } from '../../support/postgres.ts';
import { quietEdges } from '../../support/quiet-edges.ts';
import { openTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

let url: string;

beforeEach(async () => {
  url = await newDatabaseUrl();
});

const changed = (parts: Partial<URL>) => Object.assign(new URL(url), parts).href;
const refusal = (at: string) =>
  openDatabase(at).then(
    () => 'opened',
    (error: Error) => error,
  );

describe('a database that cannot be used is told with host, name and what to do, and never with the password:', () => {
  test.each<[why: string, parts: Partial<URL>, told: RegExp]>([
    [
      'no server',
      { port: '1' },
      /on 127\.0\.0\.1:1 cannot be used: it cannot be reached\. Is PostgreSQL running there/,
    ],
    [
      'no such host',
      { hostname: 'nowhere.invalid' },
      /on nowhere\.invalid:\d+ cannot be used: (there is no such host|its host is not known)/,
    ],
    ['a wrong password', { password: 'hunter2' }, /it does not take the user or the password/],
    ['no password', { password: '' }, /it does not take the user or the password/],
    ['no such user', { username: 'nobody' }, /it does not take the user or the password/],
    [
      'no such database',
      { pathname: '/nothing' },
      /^The database nothing on .* there is no such database\. Make it with createdb/,
    ],
    ['no TLS', { search: '?sslmode=require' }, /it does not speak TLS/],
  ])('%s', async (_, parts, told) => {
    const error = await refusal(changed(parts));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(String((error as Error).message)).toMatch(told);
    const { message, stack, cause } = error as Error;
    expect(`${message} ${stack} ${cause}`).not.toMatch(/hunter2|dateline:dateline/);
  });

  test('too few rights', async () => {
    const server = inject('postgres');
    const bare = await createPostgresDatabase(server, 'empty');
    const name = `guest_${process.pid}`;
    await query(server, `create role ${name} login password 'hunter2'`);
    const error = await refusal(Object.assign(new URL(bare), { username: name, password: 'hunter2' }).href);
    expect(String(error)).toMatch(/the user may not do what the bot needs\. Let it own the database/);
    await dropPostgresDatabase(server, bare);
    await query(server, `drop role ${name}`);
  });

  test('another program’s tables, which are left as they are', async () => {
    const bare = await createPostgresDatabase(inject('postgres'), 'empty');
    await query(bare, 'create table guilds (name text)');
    expect(String(await refusal(bare))).toMatch(/it is another program’s\. Make one for the bot alone/);
    expect(await query(bare, "select tablename from pg_tables where schemaname = 'public'")).toHaveLength(1);
    await dropPostgresDatabase(inject('postgres'), bare);
  });

  test('PostgreSQL that wants a password where there is none', () => {
    const error = new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
    expect(String(explainedPostgres(error, 'bot on db.example'))).toMatch(/it wants a password/);
  });

  test.each([
    ['53300', /it has no connection left\. Raise max_connections/],
    ['53100', /its disk is full\. Free some space there\. The bot goes on/],
    ['25006', /it is read-only/],
    ['57P01', /it is being shut down/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificate is not trusted/],
  ])('PostgreSQL’s %s', (code, told) => {
    const error = Object.assign(new Error('for user "bot" with password "hunter2"'), { code });
    expect(String(explainedPostgres(error, 'bot on db.example'))).toMatch(told);
    expect(String(explainedPostgres(error, 'bot on db.example'))).not.toContain('hunter2');
  });
});

test('many processes that start together on a new database make its tables once', async () => {
  const bare = await createPostgresDatabase(inject('postgres'), 'empty');
  const script = `import { openDatabase } from './src/store/database.ts'; await (await openDatabase(process.argv[1])).destroy();`;
  const opened = Array.from({ length: 4 }, () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, bare]),
  );
  await Promise.all(opened);
  expect(await query(bare, 'select name from kysely_migration order by name')).toHaveLength(
    Object.keys(migrations).length,
  );
  await dropPostgresDatabase(inject('postgres'), bare);
});

test('npm run backup says to use pg_dump', async () => {
  await expect(backUp(url, '.', 0)).rejects.toThrow(/with PostgreSQL’s own pg_dump.*pg_dump --format=custom/);
  await expect(backUp(url, '.', 0)).rejects.not.toThrow(/dateline:dateline/);
});

describe('a server that goes away in the middle', () => {
  let proxy: TcpProxy;

  beforeEach(async () => {
    proxy = await openTcpProxy(url);
  });
  afterEach(() => void proxy.server.close());

  test('while a post is under way: it is said what to do, and each post is there once and recorded when it is back', async () => {
    const db = await openDatabase(proxy.url);
    const now = Date.now();
    const logged: string[] = [];
    const nonces: string[] = [];
    for (let i = 0; i < 20; i++)
      await addDigest(db, newDigest({ channelId: `${i}`, cron: '0 0 29 2 *', nextSlot: now - 1_000 }), 50);
    const poster = createPoster(
      quietEdges({
        db,
        library: new Library([briefing()]),
        now: Date.now,
        log: pino({ level: 'warn' }, { write: (line: string) => logged.push(line) }),
        async post(_, { nonce }) {
          nonces.push(nonce);
          if (nonces.length === 5) {
            await new Promise<void>((done) => proxy.server.close(() => done()) && proxy.cut());
            setTimeout(() => proxy.server.listen(Number(new URL(proxy.url).port), '127.0.0.1'), 1_500);
          }
          return { kind: 'sent', messageId: `m${nonces.length}` };
        },
        find: async () => ({ kind: 'sent', messageId: 'found' }),
      }),
    );
    await poster.tick();
    const statuses = async () =>
      (await query(url, 'select distinct status from deliveries')).map(({ status }) => status);
    await expect.poll(statuses, { timeout: 60_000, interval: 500 }).toEqual(['sent']);
    expect(new Set(nonces).size).toBe(20);
    expect(nonces).toHaveLength(20);
    expect(logged.join('')).toMatch(/cannot be used: (the connection broke off|it cannot be reached)/);
    expect(logged.join('')).not.toContain('dateline:dateline');
    await poster.stop(0);
    await db.destroy();
  }, 90_000);

  test('without a word, as with its machine: what waits for its answer is given up, and goes on by new connections', async () => {
    const address = new URL(proxy.url);
    // In place of 35 seconds.
    address.searchParams.set('query_timeout', '1000');
    const db = await openDatabase(address.href);
    const before = new Set(proxy.sockets);
    const ask = () => db.selectFrom('digests').select('id').execute();
    await ask();
    for (const socket of before) socket.unpipe().pause();
    await expect(ask()).rejects.toThrow(/cannot be used|timeout/);
    expect(await ask()).toEqual([]);
    await db.destroy();
  }, 30_000);
});

test('a migration does not wait for a backup of its tables, with all posts behind it: it says so, and is made at a later start', async () => {
  const bare = await createPostgresDatabase(inject('postgres'), 'empty');
  const old = new Kysely<Tables>({ dialect: postgresDialect(bare) });
  const migrator = new Migrator({ db: old, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('0003-workers');
  await old.transaction().execute(async (reading) => {
    await reading.selectFrom('carried').select('slug').execute();
    await expect(openDatabase(bare)).rejects.toThrow(/something that takes long, as a backup, has its tables/);
  });
  await old.destroy();
  const db = await openDatabase(bare);
  expect(await db.selectFrom('carried').select('latest').execute()).toEqual([]);
  await db.destroy();
  await dropPostgresDatabase(inject('postgres'), bare);
}, 30_000);
