import type { z } from 'zod';

/** Something asked of this Discord from outside that it cannot do; each problem says what is allowed. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

/** A value as its schema has it. @throws {ControlError} with everything that is wrong */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ControlError(result.error.issues.map(({ path, message }) => [...path.map(String), message].join(': ')));
}
