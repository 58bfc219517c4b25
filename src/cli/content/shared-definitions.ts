type Schema = { [keyword: string]: unknown };

// A shorter one is easier to read where it stands.
const shortestShared = 150;

/** A JSON Schema in which what is said several times is said once, under `definitions`, named after where it is first. */
export function shareRepeated(root: Schema): Schema {
  const counts = new Map<string, number>();
  walk(root, (schema) => {
    const key = keyOf(schema);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const names = new Map<string, string>();
  const definitions: Record<string, unknown> = {};

  const shared = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => shared(each, name));
    if (!isObject(value)) return value;
    const key = keyOf(value);
    if (!isSchema(value) || key.length < shortestShared || (counts.get(key) ?? 0) < 2) return inside(value, name);
    const { description, ...rest } = value;
    let known = names.get(key);
    if (known === undefined) {
      known = freeName(name, definitions);
      names.set(key, known);
      // Its place is taken before that of what is inside.
      definitions[known] = {};
      definitions[known] = inside(rest, name);
    }
    return { ...(description === undefined ? {} : { description }), $ref: `#/definitions/${known}` };
  };
  const inside = (value: Schema, name: string): Schema =>
    Object.fromEntries(
      Object.entries(value).map(([keyword, of]) => {
        if (keyword !== 'properties' || !isObject(of)) return [keyword, shared(of, name)];
        return [keyword, Object.fromEntries(Object.entries(of).map(([key, each]) => [key, shared(each, key)]))];
      }),
    );

  return { ...inside(root, 'briefing'), definitions };
}

function walk(value: unknown, visit: (schema: Schema) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit);
  if (!isObject(value)) return;
  if (isSchema(value)) visit(value);
  for (const each of Object.values(value)) walk(each, visit);
}

function keyOf({ description: _, ...schema }: Schema): string {
  return JSON.stringify(schema);
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for an object that says what a value is, and is no list of properties. */
function isSchema(value: Schema): boolean {
  return 'type' in value || Array.isArray(value.anyOf);
}

function freeName(name: string, taken: Readonly<Record<string, unknown>>): string {
  let free = name;
  for (let number = 2; Object.hasOwn(taken, free); number += 1) free = `${name}${number}`;
  return free;
}
