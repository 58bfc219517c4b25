import { isDeepStrictEqual } from 'node:util';
import type { Command, Definition } from '../command/command.ts';

/** The commands that the bot offers now, and their ids at Discord. */
export type OfferedCommands = {
  readonly commands: () => readonly Command[];
  /** Discord's id of a command, once it is registered. */
  readonly idOf: (name: string) => string | undefined;
  /** Looks which commands are wanted now, and registers them if they differ from what was registered last. */
  refresh(): Promise<void>;
};

/** `wanted` gives the commands that the content asks for now; `register` tells Discord, and gives their ids by name. */
export function createOfferedCommands(
  wanted: () => readonly Command[],
  register: (definitions: readonly Definition[]) => Promise<ReadonlyMap<string, string>>,
): OfferedCommands {
  let commands: readonly Command[] = [];
  let ids: ReadonlyMap<string, string> = new Map();
  let registered: readonly Definition[] | undefined;
  let refreshed = Promise.resolve();

  async function registerChanged(): Promise<void> {
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
      // One after the other, so that the newest commands are registered last.
      refreshed = refreshed.then(registerChanged, registerChanged);
      return refreshed;
    },
  };
}
