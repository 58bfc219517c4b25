import { z } from 'zod';
import { briefingSchema } from '../../briefing/file/schema.ts';
import { commandNameLength, takenCommandNames } from '../../briefing/file/topic-problems.ts';
import { translationSchema } from '../../briefing/file/translation-schema.ts';
import { fieldDescriptions } from './field-descriptions.ts';
import { shareRepeated } from './shared-definitions.ts';

/** A part of a JSON Schema, draft 7: what most editors' programs read. */
export type JsonSchema = { [keyword: string]: unknown };

/**
 * The JSON Schema of a briefing file, as an editor writes it. It refuses what `check` refuses in one part of a file by
 * itself; what concerns two parts, as an id that nobody has, only `check` can tell.
 */
export function briefingJsonSchema(): JsonSchema {
  return jsonSchemaOf(briefingSchema, 'A briefing', rulesOf);
}

/** The JSON Schema of a translation file. What the original has, only `check` can tell. */
export function translationJsonSchema(): JsonSchema {
  const made = jsonSchemaOf(translationSchema, 'A translation of a briefing', () => ({}));
  const version = { description: 'The version of the original that this translates.', type: 'integer', minimum: 1 };
  return { ...made, properties: { ...(isSchema(made.properties) ? made.properties : {}), version } };
}

/** What is said of an object beside its keys; `keys` are those of the file that lead to it. */
type Rules = (schema: JsonSchema, keys: readonly string[]) => JsonSchema;

function jsonSchemaOf(schema: z.ZodType, title: string, rules: Rules): JsonSchema {
  const plain = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) as JsonSchema;
  return shareRepeated({ $schema: 'http://json-schema.org/draft-07/schema#', title, ...visit(plain, [], rules) });
}

/** A schema with all that is known of it; `keys` are those of the file that lead to it. */
function visit(schema: JsonSchema, keys: readonly string[], rules: Rules): JsonSchema {
  const inside = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'properties' && isSchema(value))
        return [
          keyword,
          Object.fromEntries(Object.entries(value).map(([key, of]) => [key, property(of, [...keys, key], rules)])),
        ];
      if (Array.isArray(value))
        return [keyword, value.map((each) => (isSchema(each) ? visit(each, keys, rules) : each))];
      return [keyword, isSchema(value) && keyword !== 'default' ? visit(value, keys, rules) : value];
    }),
  );
  return { ...inText(inside, keys), ...rules(inside, keys) };
}

/** Of several sources, all but the first need an id. */
function withIds(sources: JsonSchema): JsonSchema {
  const { items, ...rest } = sources;
  if (!isSchema(items) || !Array.isArray(items.required)) return sources;
  return { ...rest, items: [items], additionalItems: { ...items, required: [...items.required, 'id'] } };
}

function property(schema: unknown, keys: readonly string[], rules: Rules): JsonSchema {
  const visited = visit(isSchema(schema) ? schema : {}, keys, rules);
  const made = keys.join('.') === 'infoSources' ? withIds(visited) : visited;
  const description = fieldDescriptions[keys.slice(-2).join('.')] ?? fieldDescriptions[keys.at(-1) ?? ''];
  return description === undefined ? made : { description, ...made };
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const day =
  '(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])))';
const month = '\\d{4}-(?:0[1-9]|1[0-2])';

/** What a pattern of the schema's is instead, where it says less than is checked, and what is said of other texts. */
type Wording = { readonly exact?: string; readonly expected: string };

const wordings: Readonly<Record<string, Wording>> = {
  '^\\d{4}(-\\d\\d(-\\d\\d)?)?$': {
    exact: `^(?:\\d{4}|${month}|${day})$`,
    expected: 'expected a year, month or day, as 2023, 2024-05 or 2024-05-17',
  },
  '^\\d{4}(-(\\d\\d(-\\d\\d)?|Q[1-4]|H[12]|spring|summer|autumn|winter))?$': {
    exact: `^(?:\\d{4}|${month}|${day}|\\d{4}-(?:Q[1-4]|H[12]|spring|summer|autumn|winter))$`,
    expected: 'expected a date, as 2023, 2024-05, 2024-05-17, 2024-Q1, 2024-H1 or 2024-autumn',
  },
  '^[\\w-]+(\\.[\\w-]+)*\\.(png|jpe?g|webp|gif)$': {
    exact: '^[\\w-]+(\\.[\\w-]+)*\\.([pP][nN][gG]|[jJ][pP][eE]?[gG]|[wW][eE][bB][pP]|[gG][iI][fF])$',
    expected: 'expected the name of a picture beside the briefing',
  },
  '^[a-z0-9]+(-[a-z0-9]+)*$': { expected: 'expected lower-case words joined by hyphens, as floating-reactors' },
  '^[a-z0-9]+(-[a-z0-9]+)*:[1-9]\\d{0,4}$': { expected: 'expected a paragraph of another source, as "ap:3"' },
};

/** The protocols of addresses, where not every one will do. */
const protocols: Readonly<Record<string, string>> = {
  'infoSources.uri': '[hH][tT]{2}[pP][sS]?',
  'pictures.uri': '[hH][tT]{2}[pP][sS]',
};

/**
 * A text's schema in words that every program reads alike: without formats, the spaces around it not counted, and with
 * what is said where a pattern does not fit.
 */
function inText(schema: JsonSchema, keys: readonly string[]): JsonSchema {
  if (schema.type !== 'string') return schema;
  const { format, minLength, maxLength, ...rest } = schema;
  if (minLength === 1) {
    const most = typeof maxLength === 'number' ? `{0,${maxLength - 2}}` : '*';
    const length = typeof maxLength === 'number' ? ` of at most ${maxLength} characters` : '';
    const pattern = `^\\s*\\S(?:[\\s\\S]${most}\\S)?\\s*$`;
    return { ...rest, pattern, patternErrorMessage: `expected a text${length}` };
  }
  const most = maxLength === undefined ? {} : { maxLength };
  if (format === 'uri') {
    const protocol = protocols[keys.slice(-2).join('.')] ?? '[A-Za-z][A-Za-z\\d+.-]*';
    return { ...rest, ...most, pattern: `^\\s*${protocol}:\\S`, patternErrorMessage: 'expected an address' };
  }
  const { pattern } = rest;
  const wording = typeof pattern === 'string' ? wordings[pattern] : undefined;
  if (!wording) return { ...rest, ...most };
  return { ...rest, ...most, pattern: wording.exact ?? pattern, patternErrorMessage: wording.expected };
}

const has = (...required: string[]): JsonSchema => ({ required });
const eitherOr = (one: string, other: string): JsonSchema => ({ oneOf: [has(one), has(other)] });

/** What the file's own rules say of an object by itself (`references.ts`). */
function rulesOf({ properties }: JsonSchema, keys: readonly string[]): JsonSchema {
  if (!isSchema(properties)) return {};
  const of = keys.at(-1);
  const words = 'value' in properties ? 'value' : 'text';
  if ('quote' in properties)
    return { ...eitherOr(words, 'quote'), dependencies: { quote: ['by'], stance: ['by'], ...oneDate('on') } };
  switch (of) {
    case 'timeline':
      return { anyOf: ['date', 'before', 'after', 'from', 'to'].map((key) => has(key)), dependencies: oneDate('date') };
    case 'figures':
      return { oneOf: [has('value'), { anyOf: [has('min'), has('max')] }] };
    case 'pictures':
      return eitherOr('uri', 'file');
    case 'topics':
      return {
        anyOf: [has('statements'), has('sections'), has('reactions')],
        if: has('command'),
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
        then: {
          properties: {
            slug: {
              description: 'What the command is called by.',
              maxLength: commandNameLength,
              not: { enum: takenCommandNames },
            },
          },
        },
      };
    default:
      return {};
  }
}

/** A date stands alone, but for `from` and `to`. */
function oneDate(onKey: string): JsonSchema {
  const alone = [onKey, 'before', 'after'];
  const range = ['from', 'to'];
  const without = (keys: readonly string[]) => ({ not: { anyOf: keys.map((key) => has(key)) } });
  return Object.fromEntries([
    ...alone.map((key) => [key, without([...alone, ...range].filter((other) => other !== key))]),
    ...range.map((key) => [key, without(alone)]),
  ]);
}
