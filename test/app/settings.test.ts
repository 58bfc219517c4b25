import { expect, test } from 'vitest';
import { EnvError, misspellings, readEnv } from '../../src/app/settings.ts';

const token = 'MTIz.abc.def';

test('a token is all that is needed', () => {
  expect(readEnv({ DISCORD_TOKEN: token, LOG_LEVEL: '', PATH: '/bin' })).toEqual({
    DISCORD_TOKEN: token,
    DISCORD_API_URL: 'https://discord.com/api',
    DATABASE_URL: 'sqlite:data/dateline.db',
    CONTENT_DIR: 'content',
    HTTP_HOST: '127.0.0.1',
    ROLE: 'all',
    REQUESTS_PER_SECOND: 50,
    DIGEST_INTERVAL_MINUTES: 15,
    KEEP_DAYS: 366,
    LOG_LEVEL: 'info',
  });
});

function problemsOf(variables: Record<string, string>): string {
  try {
    readEnv(variables);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
  }
  return '';
}

test('without a token it says where to get one, and that there is a playground', () => {
  expect(problemsOf({})).toMatchInlineSnapshot(`
    "The settings have a problem:
      DISCORD_TOKEN: expected the bot’s token. Get one at https://discord.com/developers/applications: your application, Bot, Reset Token; then write DISCORD_TOKEN=… into a file named .env. To try the bot without one: npm run playground"
  `);
});

test('all problems come at once, and no value is repeated', () => {
  const problems = problemsOf({
    DISCORD_TOKEN: 'hunter2-is-no-token',
    DISCORD_API_URL: 'discord.com',
    DATABASE_URL: 'mysql://x',
    REQUESTS_PER_SECOND: '80',
    DEV_GUILD_ID: 'my server',
    LOG_LEVEL: 'loud',
  });
  expect(problems).toMatchInlineSnapshot(`
    "The settings have 6 problems:
      DISCORD_TOKEN: expected a bot’s token, three parts joined by dots; is it cut off, or the client secret?
      DISCORD_API_URL: expected an address without the version, as "https://discord.com/api"
      DATABASE_URL: expected "sqlite:PATH", as "sqlite:data/dateline.db", or "postgres://USER:PASSWORD@HOST/DATABASE", with @ : / in the password as %40 %3A %2F
      REQUESTS_PER_SECOND: expected at most 50, Discord’s limit for a bot
      DEV_GUILD_ID: expected an id of 17 to 20 digits, as Discord’s “Copy Server ID” gives
      LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent"
  `);
  expect(problems).not.toContain('hunter2');
});

const publicKey = 'ab'.repeat(32);

test('a slash at the end of an address does not count', () => {
  const { DISCORD_API_URL } = readEnv({ DISCORD_TOKEN: token, DISCORD_API_URL: 'http://127.0.0.1:7/api//' });
  expect(DISCORD_API_URL).toBe('http://127.0.0.1:7/api');
});

test('shards are a list, with ranges', () => {
  expect(readEnv({ DISCORD_TOKEN: token, SHARDS: '7,0-2,1', SHARD_COUNT: '8' })).toMatchObject({
    SHARDS: [0, 1, 2, 7],
    SHARD_COUNT: 8,
  });
});

test.each<[Record<string, string>, string[]]>([
  [{ DISCORD_PUBLIC_KEY: publicKey }, ['DISCORD_PUBLIC_KEY: expected HTTP_PORT with it']],
  [{ DISCORD_PUBLIC_KEY: 'ab', HTTP_PORT: '80' }, ['DISCORD_PUBLIC_KEY: expected 64 hexadecimal digits']],
  [
    { DISCORD_PUBLIC_KEY: publicKey, HTTP_PORT: '80', ROLE: 'worker' },
    ['DISCORD_PUBLIC_KEY: expected none with ROLE=worker'],
  ],
  [
    { DISCORD_PUBLIC_KEY: publicKey, HTTP_PORT: '80', SHARDS: '0', SHARD_COUNT: '2' },
    ['SHARDS: expected none with DISCORD_PUBLIC_KEY', 'SHARD_COUNT: expected none with DISCORD_PUBLIC_KEY'],
  ],
  // And not first that the other is missing.
  [{ SHARDS: '0', ROLE: 'worker' }, ['SHARDS: expected none with ROLE=worker']],
  [{ SHARDS: '0', DISCORD_PUBLIC_KEY: publicKey, HTTP_PORT: '80' }, ['SHARDS: expected none with DISCORD_PUBLIC_KEY']],
  [{ DISCORD_API_URL: 'https://discord.com/api/v10/' }, ['DISCORD_API_URL: expected an address without the version']],
  [{ SHARDS: '0,1' }, ['SHARDS: expected SHARD_COUNT with it']],
  [{ SHARDS: '0,4', SHARD_COUNT: '4' }, ['SHARDS: expected numbers below SHARD_COUNT']],
  [{ SHARDS: '3-1', SHARD_COUNT: '4' }, ['SHARDS: expected ranges that go up']],
  [
    { SHARDS: 'all', SHARD_COUNT: '0' },
    ['SHARDS: expected the numbers of shards', 'SHARD_COUNT: expected a number of'],
  ],
  [{ SHARD_COUNT: '2', ROLE: 'worker' }, ['SHARD_COUNT: expected none with ROLE=worker']],
  [{ ROLE: 'poster' }, ['ROLE: expected one of all, gateway (answers), worker (posts digests)']],
  [
    { DIGEST_INTERVAL_MINUTES: '0', KEEP_DAYS: 'for ever' },
    [
      'DIGEST_INTERVAL_MINUTES: expected a number of minutes, 1 to 1440',
      'KEEP_DAYS: expected a number of days, 7 to 3660',
    ],
  ],
  [{ HTTP_PORT: '65536', HTTP_HOST: 'my host' }, ['HTTP_PORT: expected a port', 'HTTP_HOST: expected an address']],
])('%o is refused', (variables, problems) => {
  const found = problemsOf({ DISCORD_TOKEN: token, ...variables }).split('\n');
  expect(found).toHaveLength(problems.length + 1);
  for (const problem of problems) expect(found.join('\n')).toContain(problem);
});

test('what settings have to say together is told beside what is wrong with others', () => {
  const problems = problemsOf({ DISCORD_TOKEN: token, LOG_LEVEL: 'loud', SHARDS: '0' });
  expect(problems).toContain('LOG_LEVEL: expected one of');
  expect(problems).toContain('SHARDS: expected SHARD_COUNT with it');
});

test('a variable that is like one of the bot’s and is none is told, and others are not', () => {
  const found = misspellings({
    DISCORD_TOKEN: token,
    DISCORD_TOKN: token,
    DIGEST_INTERVAL_MINUTE: '5',
    keep_days: '30',
    ROLES: 'worker',
    PATH: '/bin',
    HOME: '/root',
    HTTP_PROXY: 'http://127.0.0.1:3128',
    POSTGRES_PASSWORD: 'secret',
  });
  expect(found).toEqual([
    { variable: 'DISCORD_TOKN', meant: 'DISCORD_TOKEN' },
    { variable: 'DIGEST_INTERVAL_MINUTE', meant: 'DIGEST_INTERVAL_MINUTES' },
    { variable: 'keep_days', meant: 'KEEP_DAYS' },
    { variable: 'ROLES', meant: 'ROLE' },
  ]);
});

test('a misspelt name is told with what is missing for it', () => {
  const problems = problemsOf({ DISCORD_TOKN: token });
  expect(problems).toContain('DISCORD_TOKEN: expected the bot’s token');
  expect(problems).toContain('DISCORD_TOKN: nothing reads this; is DISCORD_TOKEN meant?');
  expect(problems).not.toContain(token);
});
