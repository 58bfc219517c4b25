import { parseArgs } from 'node:util';
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

const { values, positionals } = readOptions();
const [program, ...args] = positionals;
if (values.help) process.stdout.write(usage);
else if (program === undefined) fail('COMMAND is missing, after --');
else
  process.exitCode = await runPlayground({
    bot: {
      command: [program, ...args],
      folder: process.cwd(),
      environment: (discord, _dataFolder, guild) => ({
        [values['token-env']]: discord.token,
        [values['api-env']]: discord.apiUrl,
        [values['application-env']]: discord.applicationId,
        [values['public-key-env']]: discord.publicKey,
        [values['guild-env']]: guild.id,
      }),
      ...(values.interactions === undefined ? {} : { http: { interactionsUrl: values.interactions } }),
    },
    plugin: values.name === undefined ? {} : { botName: values.name },
    port: values.port === undefined ? undefined : Number(values.port),
  });

function readOptions() {
  try {
    const options = {
      help: { type: 'boolean', short: 'h' },
      name: { type: 'string' },
      port: { type: 'string' },
      interactions: { type: 'string' },
      'token-env': { type: 'string', default: 'DISCORD_TOKEN' },
      'api-env': { type: 'string', default: 'DISCORD_API_URL' },
      'application-env': { type: 'string', default: 'DISCORD_APPLICATION_ID' },
      'public-key-env': { type: 'string', default: 'DISCORD_PUBLIC_KEY' },
      'guild-env': { type: 'string', default: 'DISCORD_GUILD_ID' },
    } as const;
    const end = process.argv.indexOf('--');
    // Before `--` there are options only, so that a command is never read as one.
    const read = parseArgs({ args: process.argv.slice(2, end < 0 ? undefined : end), options });
    if (read.values.port !== undefined && !/^\d{1,5}$/.test(read.values.port))
      throw new Error('--port: expected a port');
    return { values: read.values, positionals: end < 0 ? [] : process.argv.slice(end + 1) };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(problem: string): never {
  process.stderr.write(`${problem}\n\n${usage}`);
  process.exit(2);
}
