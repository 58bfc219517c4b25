import type { Output } from '../bot-process.ts';
import { type Line, span } from './spans.ts';

const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/**
 * A line of the bot's output; `level` is its name, where it is a log line; `warning` is true from warnings on, and of
 * other lines for those on the standard error output, as a reason not to start.
 */
export type LogLine = { readonly line: Line; readonly warning: boolean; readonly level?: string };

/** Reads a line of the bot's output: pino's JSON as time, level, message and values; anything else as it is. */
export function readLog(text: string, output: Output = 'stderr'): LogLine {
  const entry = parse(text);
  if (!entry) return { line: [span(text, 'dim')], warning: output === 'stderr' };
  const { level, time, msg, pid: _pid, hostname: _hostname, err, ...values } = entry;
  const rest = [
    ...Object.entries(values).map(
      ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
    ...(isRecord(err) ? [String(err.message ?? err.type ?? '')] : []),
  ]
    .join(' ')
    .replace(/\s+/g, ' ');
  const at = typeof time === 'number' ? new Date(time).toTimeString().slice(0, 8) : '';
  const name = levels[Number(level)] ?? String(level);
  const warning = Number(level) >= 40;
  const colour = Number(level) >= 50 ? 'red' : warning ? 'yellow' : 'cyan';
  return {
    line: [
      span(`${at} `, 'dim'),
      span(name.padEnd(5), colour),
      span(` ${msg ?? ''}`),
      span(rest ? `  ${rest}` : '', 'dim'),
    ],
    warning,
    level: name,
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const entry: unknown = JSON.parse(text);
    return isRecord(entry) && 'level' in entry ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
