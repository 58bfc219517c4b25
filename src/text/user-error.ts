/** Values that a text takes, by name. */
export type TextValues = Record<string, string | number>;

/**
 * Something that the person can mend: its message is shown to them, nothing is logged as a failure.
 * `key` names the text, as `schedule:badTime`; the values are plain text and are escaped where they are shown.
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
