import { z } from 'zod';
import { editDistance } from '../briefing/search/edit-distance.ts';

const snowflake = z
  .string()
  .regex(/^\d{17,20}$/, 'expected an id of 17 to 20 digits, as Discord’s “Copy Server ID” gives');

const apiUrlExpected = 'expected an address without the version, as "https://discord.com/api"';

const variables = z.object({
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
    .url({ protocol: /^https?$/, error: apiUrlExpected, abort: true })
    .refine((url) => !/\/v\d+\/*$/.test(url), apiUrlExpected)
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://discord.com/api'),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(
      /^[\da-f]{64}$/i,
      'expected 64 hexadecimal digits: at https://discord.com/developers/applications, your application, General Information, Public Key',
    )
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, {
      error:
        'expected "sqlite:PATH", as "sqlite:data/dateline.db", or "postgres://USER:PASSWORD@HOST/DATABASE", with @ : / in the password as %40 %3A %2F',
    })
    .default('sqlite:data/dateline.db'),
  CONTENT_DIR: z.string().default('content'),
  HTTP_PORT: wholeNumber(0, 65_535, 'a port').optional(),
  HTTP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'expected an address to listen on, as 127.0.0.1, or 0.0.0.0 for all of the machine’s')
    .default('127.0.0.1'),
  ROLE: z
    .enum(['all', 'gateway', 'worker'], { error: 'expected one of all, gateway (answers), worker (posts digests)' })
    .default('all'),
  SHARDS: z
    .string()
    .regex(/^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$/, {
      error: 'expected the numbers of shards, as "0,1" or "0-3"',
      abort: true,
    })
    .refine((text) => rangesOf(text).every(([first, last]) => first <= last), 'expected ranges that go up, as "0-3"')
    .transform((text) => [...new Set(rangesOf(text).flatMap(numbersIn))].sort((a, b) => a - b))
    .optional(),
  SHARD_COUNT: wholeNumber(1, 16_384, 'a number of shards').optional(),
  REQUESTS_PER_SECOND: z.coerce
    .number('expected a number of requests, 1 to 50')
    .int('expected a whole number, 1 to 50')
    .min(1, 'expected at least 1')
    .max(50, 'expected at most 50, Discord’s limit for a bot')
    .default(50),
  DIGEST_INTERVAL_MINUTES: wholeNumber(1, 1_440, 'a number of minutes').default(15),
  KEEP_DAYS: wholeNumber(7, 3_660, 'a number of days').default(366),
  DEV_GUILD_ID: snowflake.optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'expected one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
});

/** The names of all variables that the bot reads. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

/** A variable that nothing reads, and the one that it is like. */
type Misspelling = { readonly variable: string; readonly meant: string };

/** Variables that are set and are like one of the bot's, as `DISCORD_TOKN`: their values change nothing. */
export function misspellings(environment: Variables): Misspelling[] {
  return Object.keys(environment)
    .filter((variable) => !variableNames.includes(variable))
    .flatMap((variable) => {
      const meant = variableNames.find((name) => {
        const most = name.length > 8 ? 2 : 1;
        return editDistance(variable.toUpperCase(), name, most) <= most;
      });
      return meant === undefined ? [] : [{ variable, meant }];
    });
}

type Values = z.infer<typeof variables>;

/** A condition on two settings together. Its error is reported for `variable`. */
type CombinationRule = {
  readonly variable: keyof Values;
  readonly other: keyof Values;
  readonly isMet: (values: Values) => boolean;
  readonly error: string;
};

const combinationRules: readonly CombinationRule[] = [
  {
    variable: 'DISCORD_PUBLIC_KEY',
    other: 'HTTP_PORT',
    isMet: (env) => env.DISCORD_PUBLIC_KEY === undefined || env.HTTP_PORT !== undefined,
    error: 'expected HTTP_PORT with it, the port at which Discord’s interactions are to come in',
  },
  {
    variable: 'DISCORD_PUBLIC_KEY',
    other: 'ROLE',
    isMet: (env) => env.DISCORD_PUBLIC_KEY === undefined || env.ROLE !== 'worker',
    error: 'expected none with ROLE=worker, which answers nobody',
  },
  {
    variable: 'SHARDS',
    other: 'SHARD_COUNT',
    // Without a gateway connection, only the error that refuses SHARDS is reported.
    isMet: (env) => env.SHARDS === undefined || env.SHARD_COUNT !== undefined || !hasGateway(env),
    error: 'expected SHARD_COUNT with it: of how many shards these are some',
  },
  {
    variable: 'SHARDS',
    other: 'SHARD_COUNT',
    isMet: ({ SHARDS = [], SHARD_COUNT = Number.POSITIVE_INFINITY }) => SHARDS.every((shard) => shard < SHARD_COUNT),
    error: 'expected numbers below SHARD_COUNT; they count from 0',
  },
  ...(['SHARDS', 'SHARD_COUNT'] as const).flatMap((variable): CombinationRule[] => [
    {
      variable,
      other: 'ROLE',
      isMet: (env) => env[variable] === undefined || env.ROLE !== 'worker',
      error: 'expected none with ROLE=worker, which has no gateway connection',
    },
    {
      variable,
      other: 'DISCORD_PUBLIC_KEY',
      isMet: (env) => env[variable] === undefined || env.DISCORD_PUBLIC_KEY === undefined,
      error:
        'expected none with DISCORD_PUBLIC_KEY: interactions then come by HTTP, and there is no gateway connection',
    },
  ]),
];

function hasGateway({ ROLE, DISCORD_PUBLIC_KEY }: Values): boolean {
  return ROLE !== 'worker' && DISCORD_PUBLIC_KEY === undefined;
}

// A rule is checked when its own two settings are valid, whatever else is wrong.
const schema = combinationRules.reduce(
  (checked, { variable, other, isMet, error }) =>
    checked.refine(isMet, {
      path: [variable],
      error,
      when: ({ issues }) => !issues.some(({ path = [] }) => path[0] === variable || path[0] === other),
    }),
  variables,
);

/** The settings of a process, by the names of their variables. */
export type Env = Values;

/**
 * Thrown when the environment cannot be used. Its message has every problem, one a line, with what to do, and no values,
 * since they may be secret.
 */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** Reads the settings. A variable that is empty counts as not set. @throws {EnvError} */
export function readEnv(environment: Variables): Env {
  return parse(schema, environment);
}

/** Reads `DATABASE_URL` alone, for a program that needs no other setting. @throws {EnvError} */
export function readDatabaseUrl(environment: Variables): string {
  return parse(variables.pick({ DATABASE_URL: true }), environment).DATABASE_URL;
}

type Variables = Readonly<Record<string, string | undefined>>;

function parse<T>(settings: z.ZodType<T>, environment: Variables): T {
  const set = Object.fromEntries(
    Object.entries(environment)
      .filter(([, value]) => value?.trim())
      .map(([name, value]) => [name, value?.trim()]),
  );
  const result = settings.safeParse(set);
  if (result.success) return result.data;
  const problems = [
    ...result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`),
    ...misspellings(environment).map(({ variable, meant }) => `  ${variable}: nothing reads this; is ${meant} meant?`),
  ];
  throw new EnvError(
    `The settings have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.join('\n')}`,
  );
}

/** False also where a `@` or `/` in the password is not written as %40 or %2F. */
function isDatabaseUrl(text: string): boolean {
  return /^sqlite:.+$/.test(text) || (/^postgres(ql)?:\/\/[^@]*@?[^@]*$/.test(text) && URL.canParse(text));
}

function wholeNumber(least: number, most: number, what: string) {
  const error = `expected ${what}, ${least} to ${most}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
}

/** The first and the last number of each part of a list as `0,2-3`. */
function rangesOf(text: string): [first: number, last: number][] {
  return text.split(',').map((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return [first, last];
  });
}

function numbersIn([first, last]: readonly [first: number, last: number]): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
