import { type Contender, contenders } from './contenders.ts';
import { quantile } from './measuring.ts';
import { amount, type Measured } from './table.ts';

/** What was measured of each contender, in the same rounds. */
export type Rounds = Readonly<Record<Contender, readonly number[]>>;

/** A number for each contender, by their names. */
export async function forEach<T>(make: (contender: Contender) => T | Promise<T>): Promise<Record<Contender, T>> {
  const [dateline, discordjs, socket] = [await make('Dateline'), await make('discord.js'), await make('socket')];
  return { Dateline: dateline, 'discord.js': discordjs, socket };
}

/** Dateline beside the others: the median of the ratios of each round, with the medians that they are of. */
export function compare(what: string, rounds: Rounds, unit: string, limit?: number): Measured[] {
  const ratio = (other: Contender) =>
    quantile(
      rounds.Dateline.map((value, round) => value / (rounds[other][round] ?? Number.NaN)),
      0.5,
    );
  const from = contenders.map((name) => `${name} ${spread(rounds[name], unit)}`).join(', ');
  const measured = ratio('discord.js');
  return [
    {
      what: `${what}, of discord.js’s`,
      measured: `${measured.toFixed(2)} ×`,
      from,
      ...(limit === undefined ? {} : { limit: `≤ ${limit.toFixed(2)} ×`, ok: measured <= limit }),
    },
    { what: '  of the socket’s', measured: `${ratio('socket').toFixed(2)} ×` },
  ];
}

/** The median, and between which values the rounds lay. */
export function spread(values: readonly number[], unit: string): string {
  const [least, median, most] = [Math.min(...values), quantile(values, 0.5), Math.max(...values)];
  return `${amount(median, unit)} (${amount(least, '')}–${amount(most, '')})`;
}
