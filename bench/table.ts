/** A thing that was measured: what, how much, and the limit that it must keep, if it has one. */
export type Measured = {
  readonly what: string;
  readonly measured: string;
  readonly limit?: string;
  readonly ok?: boolean;
  /** What the measure was made of. */
  readonly from?: string;
};

/** What one benchmark measured. */
export type Section = { readonly title: string; readonly rows: readonly Measured[] };

/** What was measured, one thing a line, in columns. */
export function table(title: string, rows: readonly Measured[]): string {
  const cells = [['', 'measured', 'limit', '', ''], ...rows.map(cellsOf)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column % 4 === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** The cells of a line: what, how much, the limit, whether it is kept, and what it was made of. */
export function cellsOf({ what, measured, limit = '', ok, from = '' }: Measured): string[] {
  return [what, measured, limit, ok === undefined ? '' : ok ? 'ok' : 'OVER', from];
}

/** A measure that must be no more than its limit, both in the same unit. */
export function atMost(what: string, measured: number, limit: number, unit: string): Measured {
  return { what, measured: amount(measured, unit), limit: `≤ ${amount(limit, unit)}`, ok: measured <= limit };
}

/** A measure that must be no less than its limit, both in the same unit. */
export function atLeast(what: string, measured: number, limit: number, unit: string): Measured {
  return { what, measured: amount(measured, unit), limit: `≥ ${amount(limit, unit)}`, ok: measured >= limit };
}

/** A measure without a limit. */
export function plain(what: string, measured: number, unit = ''): Measured {
  return { what, measured: amount(measured, unit) };
}

/** A number as it is read, with its unit. */
export function amount(value: number, unit: string): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit ? `${text} ${unit}` : text;
}
