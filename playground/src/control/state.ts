import type { Faults } from '../faults/fault-plan.ts';
import type { GatewayFaults } from '../gateway/gateway-faults.ts';
import { hasBot, type World } from '../model/world.ts';

type Standing = {
  readonly isUp: boolean;
  readonly apiUrl: string;
  readonly faults: Faults;
  readonly gateway: GatewayFaults;
};

export type State = ReturnType<typeof stateOf>;

/** What is wrong with a Discord at present, and the guilds and channels that there are. */
export function stateOf({ isUp, apiUrl, faults, gateway }: Standing, world: World) {
  return {
    up: isUp,
    apiUrl,
    faults: faults.list(),
    gateway: gateway.habits(),
    guilds: [...world.guilds.values()].map(({ id, name }) => ({
      id,
      name,
      hasBot: hasBot(world, id),
      channels: [...world.channels.values()]
        .filter(({ guildId }) => guildId === id)
        .map((channel) => ({ id: channel.id, name: channel.name })),
    })),
  };
}
