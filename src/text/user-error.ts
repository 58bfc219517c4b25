/** The values to insert into a text, by name. */
export type TextValues = Record<string, string | number>;

/** The values of an error's text; several are alternatives, which are shown as `a, b or c`. */
type ErrorValues = Record<string, string | number | readonly string[]>;

/**
 * An error that the person can fix. They are shown its text, and it is not logged as a failure. `key` names the text,
 * as `schedule:badTime`. The values are plain text, which views escape.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly key: string;
  readonly values: ErrorValues;

  constructor(key: string, values: ErrorValues = {}) {
    super(`${key} ${JSON.stringify(values)}`);
    this.key = key;
    this.values = values;
  }
}
