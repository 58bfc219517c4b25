import type { Model } from '../model.ts';

/** Where a panel is drawn into, and what it may use. */
export type PanelPlace = {
  readonly model: Model;
  /** Puts a line into the message box. */
  readonly fill: (line: string) => void;
  /** Does something that can be refused, and says so. */
  readonly attempt: (does: () => Promise<unknown>) => void;
};
