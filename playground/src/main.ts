import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runPlayground } from './playground.ts';

/* `discord-playground [options] -- COMMAND…`: any bot in a Discord on this machine. */

const usage = `Usage: discord-playground [options] -- COMMAND…

Starts a Discord on this machine, with a server, and runs a bot in this folder by COMMAND, as: discord-playground -- node bot.js
The bot has to send its requests to the address in DISCORD_API_URL; with discord.js: new Client({ rest: { api: process.env.DISCORD_API_URL } })

  --name NAME            the bot's name; Bot unless given
  --port PORT            the port of the page; a free one unless given
  --interactions URL     where the bot takes interactions by HTTP; by the gateway unless given
  --token-env NAME       the variable for its token; DISCORD_TOKEN unless given
  --api-env NAME         for the base URL of REST, without the version; DISCORD_API_URL
  --application-env NAME for the application's id; DISCORD_APPLICATION_ID
  --public-key-env NAME  for the public key; DISCORD_PUBLIC_KEY
  --guild-env NAME       for the server's id; DISCORD_GUILD_ID
`;

const variable = z.string().regex(/^[A-Za-z_]\w*$/, 'expected the name of a variable, as DISCORD_TOKEN');
const variableOptions = {
  'token-env': variable.default('DISCORD_TOKEN'),
  'api-env': variable.default('DISCORD_API_URL'),
  'application-env': variable.default('DISCORD_APPLICATION_ID'),
  'public-key-env': variable.default('DISCORD_PUBLIC_KEY'),
  'guild-env': variable.default('DISCORD_GUILD_ID'),
};
const optionsSchema = z
  .object({
    help: z.boolean().default(false),
    name: z
      .string()
      .regex(/^\P{C}{1,32}$/u, 'expected 1 to 32 characters')
      .optional(),
    port: z
      .string()
      .regex(/^\d{1,5}$/, 'expected a port')
      .transform(Number)
      .refine((port) => port < 2 ** 16, 'expected a port, 65535 at most')
      .optional(),
    interactions: z
      .url({ protocol: /^https?$/, error: 'expected an address, as http://127.0.0.1:3000/interactions' })
      .optional(),
    ...variableOptions,
  })
  .superRefine((values, { addIssue }) => {
    const named = new Set<string>();
    for (const option of Object.keys(variableOptions) as (keyof typeof variableOptions)[]) {
      if (named.has(values[option]))
        addIssue({ code: 'custom', path: [option], message: `${values[option]} is the variable of another option` });
      named.add(values[option]);
    }
  });

const { options, command } = readCommandLine();
const [program, ...args] = command;
if (options.help) process.stdout.write(usage);
else if (!program) fail('COMMAND is missing, after --');
else
  process.exitCode = await runPlayground({
    bot: {
      command: [program, ...args],
      folder: process.cwd(),
      environment: (discord, _dataFolder, guild) => ({
        [options['token-env']]: discord.token,
        [options['api-env']]: discord.apiUrl,
        [options['application-env']]: discord.applicationId,
        [options['public-key-env']]: discord.publicKey,
        [options['guild-env']]: guild.id,
      }),
      ...(options.interactions === undefined ? {} : { http: { interactionsUrl: options.interactions } }),
    },
    plugin: options.name === undefined ? {} : { botName: options.name },
    port: options.port,
  }).catch((error) => {
    if (error.code !== 'EADDRINUSE' || error.port !== options.port) throw error;
    return fail(`--port: another program has ${options.port}`);
  });

function readCommandLine() {
  try {
    const string = { type: 'string' } as const;
    const known = {
      help: { type: 'boolean', short: 'h' },
      name: string,
      port: string,
      interactions: string,
      'token-env': string,
      'api-env': string,
      'application-env': string,
      'public-key-env': string,
      'guild-env': string,
    } as const;
    const end = process.argv.indexOf('--');
    // Before `--` there are options only, so that a command is never read as one.
    const { values: given } = parseArgs({ args: process.argv.slice(2, end < 0 ? undefined : end), options: known });
    const read = optionsSchema.safeParse(given);
    if (!read.success)
      return fail(read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'));
    return { options: read.data, command: end < 0 ? [] : process.argv.slice(end + 1) };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(problem: string): never {
  process.stderr.write(`${problem}\n\n${usage}`);
  process.exit(2);
}
