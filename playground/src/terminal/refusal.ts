import type { AnsweredRequest } from '../model/events.ts';

/**
 * What Discord says is wrong with a request: the first line, then one line for each field, as `components[0].label:
 * Must be …`.
 */
export function describeRefusal(
  { method, path, status, error }: AnsweredRequest,
  channelOf: (id: string) => string | undefined,
): string[] {
  const { code, message, errors } = isRecord(error) ? error : {};
  const said = [code && `code ${code}`, message].filter(Boolean).join(': ');
  return [
    `Discord refused the bot’s ${method} ${place(path, channelOf)} with ${status}${said ? `, ${said}` : ''}`,
    ...fieldErrors(errors).map((line) => `  ${line}`),
  ];
}

/** What a fault did to a request, in a line; nothing if none struck it. */
export function describeStrike(
  { method, path, status, fault }: AnsweredRequest,
  channelOf: (id: string) => string | undefined,
): string | undefined {
  if (!fault) return undefined;
  const answer = status === 0 ? 'no answer' : status;
  return `Fault ${fault.id} (${fault.do}) struck the bot’s ${method} ${place(path, channelOf)}: ${answer}`;
}

function place(path: string, channelOf: (id: string) => string | undefined): string {
  const named = path.replace(/\/channels\/(\d+)/, (all, id: string) => {
    const name = channelOf(id);
    return name === undefined ? all : `/channels/#${name}`;
  });
  return withoutToken(named);
}

/** Discord's tree of errors, one line for each. */
export function fieldErrors(tree: unknown, path = ''): string[] {
  if (!isRecord(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => {
    if (key === '_errors' && Array.isArray(value))
      return value.map((each) => `${path || 'request'}: ${isRecord(each) ? each.message : String(each)}`);
    return fieldErrors(value, /^\d+$/.test(key) ? `${path}[${key}]` : path ? `${path}.${key}` : key);
  });
}

/** A path without the token of an interaction, and without its query. */
export function withoutToken(path: string): string {
  return path.replace(/\/(interactions|webhooks)\/(\d+)\/[^/?]+/, '/$1/$2/…').replace(/\?.*$/, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
