import type { z } from 'zod';
import { briefingSchema } from './schema.ts';

type Schema = z.core.$ZodType;

/** The keys that the object at a path of a file of this schema may have; none if there is no object. */
export function allowedKeys(file: Schema, path: readonly PropertyKey[]): string[] {
  let schemas: Schema[] = [file];
  for (const key of path)
    schemas = schemas.flatMap((schema) => alternatives(schema)).flatMap((schema) => partOf(schema, key));
  return [
    ...new Set(schemas.flatMap((schema) => alternatives(schema)).flatMap((schema) => Object.keys(shapeOf(schema)))),
  ];
}

/** True for a key that stands somewhere in a briefing. */
export function isKey(word: string): boolean {
  allKeys ??= new Set(keysWithin(briefingSchema));
  return allKeys.has(word);
}

let allKeys: ReadonlySet<string> | undefined;

function keysWithin(schema: Schema): string[] {
  return alternatives(schema).flatMap((each) => [
    ...Object.entries(shapeOf(each)).flatMap(([key, value]) => [key, ...keysWithin(value)]),
    ...partOf(each, 0).flatMap(keysWithin),
  ]);
}

/** What a schema comes to without defaults, unions and the like. */
function alternatives(schema: Schema): Schema[] {
  const { def } = schema._zod as { def: z.core.$ZodTypes['_zod']['def'] };
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return alternatives(def.innerType);
    case 'pipe':
      return alternatives(def.in);
    case 'union':
      return def.options.flatMap(alternatives);
    default:
      return [schema];
  }
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  const { def } = schema._zod as { def: z.core.$ZodTypes['_zod']['def'] };
  return def.type === 'object' ? def.shape : {};
}

/** The schema of an entry of a list, or of a key of an object. */
function partOf(schema: Schema, key: PropertyKey): Schema[] {
  const { def } = schema._zod as { def: z.core.$ZodTypes['_zod']['def'] };
  if (def.type === 'array') return typeof key === 'number' ? [def.element] : [];
  const part = shapeOf(schema)[String(key)];
  return part ? [part] : [];
}
