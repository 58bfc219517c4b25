/** The values to insert into a text, by name. */
export type TextValues = Record<string, string | number>;

/**
 * An error that the person can fix. They are shown its text, and it is not logged as a failure. `key` names the text,
 * as `schedule:badTime`. The values are plain text, which views escape.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly key: string;
  readonly values: TextValues;

  constructor(key: string, values: TextValues = {}) {
    super(`${key} ${JSON.stringify(values)}`);
    this.key = key;
    this.values = values;
  }
}
