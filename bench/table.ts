/** A thing that was measured: what, how much, and the limit that it must keep, if it has one. */
export type Measured = {
  readonly what: string;
  readonly measured: string;
  readonly limit?: string;
  readonly ok?: boolean;
};

/** What was measured, one thing a line, in columns. */
export function table(title: string, rows: readonly Measured[]): string {
  const cells = [
    ['', 'measured', 'limit', ''],
    ...rows.map(({ what, measured, limit = '', ok }) => [
      what,
      measured,
      limit,
      ok === undefined ? '' : ok ? 'ok' : 'OVER',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
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

function amount(value: number, unit: string): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit ? `${text} ${unit}` : text;
}
