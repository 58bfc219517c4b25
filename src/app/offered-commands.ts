import { isDeepStrictEqual } from 'node:util';
import type { Command, Definition } from '../command/command.ts';

/** The commands that the bot offers now, and their ids. */
export type Offer = {
  readonly commands: () => readonly Command[];
  /** Discord's id of a command, once it is registered. */
  readonly idOf: (name: string) => string | undefined;
  /** Takes up the commands that there are now, and registers them if they are not what was registered last. */
  refresh(): Promise<void>;
};

/** `wanted` says which commands there are now; `register` tells Discord, and gives their ids by name. */
export function createOffer(
  wanted: () => readonly Command[],
  register: (definitions: readonly Definition[]) => Promise<ReadonlyMap<string, string>>,
): Offer {
  let commands: readonly Command[] = [];
  let ids: ReadonlyMap<string, string> = new Map();
  let registered: readonly Definition[] | undefined;
  let last = Promise.resolve();

  async function take(): Promise<void> {
    commands = wanted();
    const definitions = commands.map(({ definition }) => definition);
    if (isDeepStrictEqual(definitions, registered)) return;
    ids = await register(definitions);
    registered = definitions;
  }

  return {
    commands: () => commands,
    idOf: (name) => ids.get(name),
    refresh() {
      // One after the other: the last one to be registered must be the newest.
      last = last.then(take, take);
      return last;
    },
  };
}
