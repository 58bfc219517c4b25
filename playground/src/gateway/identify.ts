import { GatewayCloseCodes, GatewayIntentBits } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Asked } from './gateway-sessions.ts';

const knownIntents = Object.values(GatewayIntentBits).reduce<number>((sum, bit) => sum | Number(bit), 0);
// The application has asked for none of these.
const privileged = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

/** So many guilds a shard may have at most (https://docs.discord.com/developers/events/gateway#sharding). */
export const guildsOfAShard = 2500;

/** What a client asks for, or the code that it is refused with. */
export function readAsked(given: { intents?: unknown; shard?: unknown }, guilds: number): Asked | GatewayCloseCodes {
  const intents = z.int().min(0).safeParse(given.intents);
  if (!intents.success || intents.data & ~knownIntents) return GatewayCloseCodes.InvalidIntents;
  if (intents.data & privileged) return GatewayCloseCodes.DisallowedIntents;
  const sharded = given.shard !== undefined && given.shard !== null;
  const shard = z.tuple([z.int().min(0), z.int().min(1)]).safeParse(sharded ? given.shard : [0, 1]);
  if (!shard.success || shard.data[0] >= shard.data[1]) return GatewayCloseCodes.InvalidShard;
  const [index, shards] = shard.data;
  if (guilds / shards > guildsOfAShard) return GatewayCloseCodes.ShardingRequired;
  return { intents: intents.data, shard: index, shards, sharded };
}
