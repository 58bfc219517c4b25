import { Client, Events, GatewayIntentBits } from 'discord.js';
import { reply } from './reply.ts';

/*
 * A bot on discord.js with its defaults, and the one intent that a bot with slash commands usually has: it gives each
 * command the same answer.
 */

const { DISCORD_TOKEN, DISCORD_API_URL = 'https://discord.com/api' } = process.env;

const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: DISCORD_API_URL } });
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply(reply);
});
process.once('SIGTERM', async () => {
  await client.destroy();
  process.exit();
});
await client.login(DISCORD_TOKEN);
