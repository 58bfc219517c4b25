import { CamelCasePlugin, type PluginTransformResultArgs, type QueryResult, type UnknownRow } from 'kysely';

// SQLite has no booleans: both databases keep them as 0 and 1, in these columns.
const booleanColumns = new Set(['publish', 'asked', 'refusal_unexplained']);

// A column that cannot be renamed while processes of before use it too.
const renamed = { column: 'asked', key: 'onDemand' } as const;

/**
 * Gives rows as the code speaks: columns in camelCase, which are snake_case in the database, and booleans for 0 and 1.
 * The way back needs `storedValue` where values are bound.
 */
export class RowPlugin extends CamelCasePlugin {
  protected override snakeCase(key: string): string {
    return key === renamed.key ? renamed.column : super.snakeCase(key);
  }

  protected override camelCase(column: string): string {
    return column === renamed.column ? renamed.key : super.camelCase(column);
  }

  // Kysely's own maps the names anew for each row; all rows of a result have the same.
  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const [first] = result.rows;
    if (first === undefined) return result;
    const columns = Object.keys(first).map((name) => ({
      name,
      key: this.camelCase(name),
      isBoolean: booleanColumns.has(name),
    }));
    const rows = result.rows.map((row) => {
      const mapped: UnknownRow = {};
      for (const { name, key, isBoolean } of columns) mapped[key] = isBoolean ? row[name] === 1 : row[name];
      return mapped;
    });
    return { ...result, rows };
  }
}

/** A value as both databases keep it. */
export function storedValue(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
