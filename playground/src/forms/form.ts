import { z } from 'zod';
import { isSnowflake } from '../model/snowflake.ts';
import { type Fault, invalidForm } from './api-error.ts';

/*
 * Discord's words for what zod finds. A check of our own says them itself: `ctx.addIssue(fault(…))`.
 */

/** An id, given as text or as a number. */
export const snowflake = z
  .union([z.string(), z.int().nonnegative()])
  .transform(String)
  .refine(isSnowflake, { params: { code: 'NUMBER_TYPE_COERCE', message: 'Value is not snowflake.' } });

/** A number of so many bits or permissions, given as text or as a number. */
export const bitfield = z
  .union([z.string(), z.int().nonnegative()])
  .transform(String)
  .refine((digits) => /^\d{1,19}$/.test(digits), {
    params: { code: 'NUMBER_TYPE_COERCE', message: 'Value is not int.' },
  });

/** A value that may be left out or null; both are undefined from here on. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** The length of a text as Discord counts it: in code points (https://github.com/discord/discord-api-docs/issues/1315). */
export function lengthOf(value: string): number {
  let length = 0;
  for (const _ of value) length += 1;
  return length;
}

/** A text of at most so many characters, which may be empty. */
export function textWithin(longest: number) {
  return z.string().superRefine((value, ctx) => {
    if (lengthOf(value) > longest)
      ctx.addIssue(fault('BASE_TYPE_MAX_LENGTH', `Must be ${longest} or fewer in length.`));
  });
}

/** A text of so many characters; Discord counts those that are not blank. */
export function text(shortest: number, longest: number) {
  return z.string().superRefine((value, ctx) => {
    if (lengthOf(value.trim()) < shortest || lengthOf(value) > longest) ctx.addIssue(badLength(shortest, longest));
  });
}

/** A list of so many entries. */
export function list<T extends z.ZodType>(entry: T, fewest: number, most: number) {
  return z.array(entry).superRefine((value, ctx) => {
    if (value.length < fewest || value.length > most) ctx.addIssue(badLength(fewest, most));
  });
}

function badLength(least: number, most: number) {
  return fault('BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
}

/** An address that Discord fetches or links to. */
export function url(schemes: readonly string[], longest = 2048) {
  return textWithin(longest).superRefine((address, ctx) => {
    const scheme = URL.parse(address)?.protocol.slice(0, -1);
    if (scheme === undefined) ctx.addIssue(fault('URL_TYPE_INVALID_URL', 'Not a well formed URL.'));
    else if (!schemes.includes(scheme))
      ctx.addIssue(
        fault(
          'URL_TYPE_INVALID_SCHEME',
          `Scheme "${scheme}" is not supported. Scheme must be one of (${schemes.map((one) => `'${one}'`).join(', ')}).`,
        ),
      );
  });
}

/** A fault that a check of our own found, at a path below what it checks. */
export function fault(code: string, message: string, path: (string | number)[] = []) {
  return { code: 'custom' as const, path, params: { code, message } };
}

/**
 * The body as the schema has it.
 * @throws {ApiError} 50035 with everything that is wrong.
 */
export function parseForm<T extends z.ZodType>(schema: T, body: unknown, at: readonly (string | number)[] = []) {
  const result = schema.safeParse(body, { reportInput: true });
  if (result.success) return result.data;
  throw invalidForm(result.error.issues.flatMap((issue) => faultsOf(issue, at)));
}

function faultsOf(issue: z.core.$ZodIssue, at: readonly PropertyKey[]): Fault[] {
  const path = [...at, ...issue.path].map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'invalid_union') {
    const { input } = issue;
    if (input === undefined) return [{ path, ...required }];
    const { discriminator: field, options } = issue as { discriminator?: string; options?: readonly unknown[] };
    // Discord says of which types a component may be at the component itself, not at its type.
    if (field !== undefined) {
      if (typeof input !== 'object' || input === null) return [{ path, ...words(issue) }];
      const chosen = (input as Record<string, unknown>)[field];
      const own = path.at(-1) === field ? path.slice(0, -1) : path;
      if (chosen === undefined) return [{ path: [...own, field], ...required }];
      return [{ path: own, ...mustBeOneOf(field, options ?? []) }];
    }
    const [first] = issue.errors;
    return first?.flatMap((inner) => faultsOf(inner, path)) ?? [{ path, ...words(issue) }];
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], code: 'BASE_TYPE_CHOICES', message: 'Unknown key.' }));
  return [{ path, ...words(issue) }];
}

const required = { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };

function mustBeOneOf(field: string, options: readonly unknown[]) {
  const allowed = options.length === 1 ? `${options[0]},` : options.join(', ');
  return { code: 'UNION_TYPE_CHOICES', message: `Value of field "${field}" must be one of (${allowed}).` };
}

function words(issue: z.core.$ZodIssue): { code: string; message: string } {
  switch (issue.code) {
    case 'custom': {
      const { code, message } = issue.params ?? {};
      return { code: String(code ?? 'BASE_TYPE_INVALID'), message: String(message ?? issue.message) };
    }
    case 'invalid_type':
      return issue.input === undefined ? required : wrongType(issue.expected, issue.input);
    case 'too_big':
      if (issue.origin === 'string')
        return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
      if (issue.origin === 'array' || issue.origin === 'record')
        return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
      return { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` };
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array')
        return issue.input === ''
          ? required
          : { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
      return { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` };
    case 'invalid_value':
      return issue.input === undefined
        ? required
        : { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` };
    case 'invalid_format':
      return { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}

function wrongType(expected: string, input: unknown) {
  if (input === null) return required;
  switch (expected) {
    case 'object':
    case 'record':
      return { code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' };
    case 'array':
      return { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' };
    case 'boolean':
      return { code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be either true or false.' };
    case 'int':
    case 'number':
      return { code: 'NUMBER_TYPE_COERCE', message: `Value "${String(input)}" is not int.` };
    default:
      return { code: 'STRING_TYPE_CONVERT', message: `Could not interpret "${JSON.stringify(input)}" as string.` };
  }
}
