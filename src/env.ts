import { z } from 'zod';

const snowflake = z
  .string()
  .regex(/^\d{17,20}$/, 'expected an id of 17 to 20 digits, as Discord’s “Copy Server ID” gives');

const schema = z.object({
  DISCORD_TOKEN: z
    .string({
      error:
        'expected the bot’s token. Get one at https://discord.com/developers/applications: your application, Bot, Reset Token; ' +
        'then write DISCORD_TOKEN=… into a file named .env. To try the bot without one: npm run playground',
    })
    .regex(
      /^[\w-]+\.[\w-]+\.[\w-]+$/,
      'expected a bot’s token, three parts joined by dots; is it cut off, or the client secret?',
    ),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'expected an address without the version, as "https://discord.com/api"' })
    .default('https://discord.com/api'),
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:.+$/, 'expected "sqlite:PATH", as "sqlite:data/dateline.db"')
    .default('sqlite:data/dateline.db'),
  CONTENT_DIR: z.string().default('content'),
  REQUESTS_PER_SECOND: z.coerce
    .number('expected a number of requests, 1 to 50')
    .int('expected a whole number, 1 to 50')
    .min(1, 'expected at least 1')
    .max(50, 'expected at most 50, Discord’s limit for a bot')
    .default(50),
  DEV_GUILD_ID: snowflake.optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'expected one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
});

/** The settings of a process, by the names of their variables. */
export type Env = z.infer<typeof schema>;

/** Thrown when the environment cannot be used: every problem at once, one a line, each with what to do. Values are not repeated. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** Reads the settings; a variable that is empty counts as not set. @throws {EnvError} */
export function readEnv(variables: Variables): Env {
  return parse(schema, variables);
}

/** Reads where the database is, for a program that needs nothing else. @throws {EnvError} */
export function readDatabaseUrl(variables: Variables): string {
  return parse(schema.pick({ DATABASE_URL: true }), variables).DATABASE_URL;
}

type Variables = Readonly<Record<string, string | undefined>>;

function parse<T>(settings: z.ZodType<T>, variables: Variables): T {
  const set = Object.fromEntries(
    Object.entries(variables)
      .filter(([, value]) => value?.trim())
      .map(([name, value]) => [name, value?.trim()]),
  );
  const result = settings.safeParse(set);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new EnvError(
    `The settings have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.join('\n')}`,
  );
}
