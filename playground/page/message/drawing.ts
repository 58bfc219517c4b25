import type { APISelectMenuOption } from 'discord-api-types/v10';
import type { AutoSelect } from './components/kinds.ts';

/** Something that a message can refer to: its name, and the colour of a role, `0xrrggbb`. */
export type Named = { readonly name: string; readonly color?: number | undefined };

/** What a message refers to, by the names that the viewer sees; undefined for what is not there. */
type Names = {
  user(id: string): Named | undefined;
  channel(id: string): Named | undefined;
  role(id: string): Named | undefined;
};

/** Who looks at a message, and what happens when they use it. */
export type Drawing = {
  readonly names: Names;
  /** Discord's locale of the viewer. */
  readonly locale: string;
  /** The viewer's time zone; the browser's where it is not said. */
  readonly zone?: string;
  /** The present in milliseconds since 1970, by the playground's clock. */
  now(): number;
  openChannel(id: string): void;
  /** What Discord offers in a menu of users, roles or channels. */
  offered(menu: AutoSelect): APISelectMenuOption[];
  /** Each ends when Discord has answered; what it is rejected with is shown under the message. */
  click(customId: string): Promise<void>;
  select(customId: string, values: readonly string[]): Promise<void>;
};

/**
 * The same within one message, which Discord says of whether it pings everyone: if not, `@everyone` in it is just
 * text.
 */
export type Within = Drawing & { readonly pingsEveryone: boolean };
