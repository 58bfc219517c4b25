import { expect, test } from 'vitest';
import { EnvError, readEnv } from '../src/env.ts';

const token = 'MTIz.abc.def';

test('a token is all that is needed', () => {
  expect(readEnv({ DISCORD_TOKEN: token, LOG_LEVEL: '', PATH: '/bin' })).toEqual({
    DISCORD_TOKEN: token,
    DISCORD_API_URL: 'https://discord.com/api',
    DATABASE_URL: 'sqlite:data/dateline.db',
    CONTENT_DIR: 'content',
    REQUESTS_PER_SECOND: 50,
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
      DATABASE_URL: expected "sqlite:PATH", as "sqlite:data/dateline.db"
      REQUESTS_PER_SECOND: expected at most 50, Discord’s limit for a bot
      DEV_GUILD_ID: expected an id of 17 to 20 digits, as Discord’s “Copy Server ID” gives
      LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent"
  `);
  expect(problems).not.toContain('hunter2');
});
