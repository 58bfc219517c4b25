import { parseArgs } from 'node:util';

/** The benchmarks, and what each of them measures. */
const benchmarks = {
  commands: 'what slash commands cost, beside a bare discord.js bot and a bare socket',
  http: 'what the same commands cost that come by HTTP, beside those by the gateway',
  guilds: 'memory, and how long a start takes, in 100 and in 2,500 guilds, beside the same two',
  briefings: 'a start with 10,000 briefings, and what people then look for in them',
  fanout: 'digests due in the same minute, posted by the real bot while people use commands (about a minute)',
  due: 'what it costs to look for what is due among 100,000 digests, in SQLite and in PostgreSQL',
  store: 'what a delivery costs in the database, and opening one with a million of them',
  grounding: 'how many planted errors are found in statements about articles, and how many true ones are called wrong',
  chaos: 'a long, seeded mix of faults; then every slot is accounted for (3 minutes; only when asked for)',
} as const;

export type BenchmarkName = keyof typeof benchmarks;

/** What was asked for on the command line. */
export type Asked = {
  readonly names: readonly BenchmarkName[];
  readonly help: boolean;
  /** All of it is measured, and written to docs/benchmarks.md. */
  readonly write: boolean;
  readonly digests: number;
  readonly seed: number | undefined;
  readonly minutes: number;
  /** Each false alarm and each missed error is printed. */
  readonly list: boolean;
  /** … those of the articles that are held out, too. */
  readonly holdoutCases: boolean;
  /** The chapter on grounding is written to docs/benchmarks.md. */
  readonly writeGrounding: boolean;
};

/** Says what is wrong with the command line, and what there is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What there is to ask for. */
export const usage = [
  'npm run bench -- [NAME…] [options]; without a name all but chaos, written to docs/benchmarks.md.',
  '',
  ...Object.entries(benchmarks).map(([name, what]) => `  ${name.padEnd(9)} ${what}`),
  '',
  '  --digests N   fanout: how many digests are due (3000)',
  '  --seed N      chaos: where its chance begins (drawn, and printed, unless given)',
  '  --minutes M   chaos: how long it goes on (3)',
  '  --list        grounding: each false alarm and each missed error, but for the articles held out',
  '  --holdout-cases  grounding: those of the articles held out; not for whoever builds what is measured',
  '  --write       grounding: its chapter of docs/benchmarks.md',
].join('\n');

const all: readonly BenchmarkName[] = [
  'commands',
  'http',
  'guilds',
  'briefings',
  'fanout',
  'due',
  'store',
  'grounding',
];

/** Reads the command line. @throws {UsageError} */
export function readArguments(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args);
  const unknown = positionals.filter((name) => !isBenchmark(name));
  if (unknown.length > 0) throw new UsageError(`There is no benchmark ${unknown.join(', ')}.\n\n${usage}`);
  const names = positionals.filter(isBenchmark);
  if (values.write && names.join() !== 'grounding')
    throw new UsageError('--write: only for grounding; all of them together are written in any case.');
  return {
    names: names.length > 0 ? names : all,
    write: names.length === 0,
    help: values.help,
    digests: numberOf('digests', values.digests, { least: 1, most: 100_000, whole: true }) ?? 3000,
    seed: numberOf('seed', values.seed, { least: 0, most: 2 ** 32 - 1, whole: true }),
    minutes: numberOf('minutes', values.minutes, { least: 0.1, most: 24 * 60, whole: false }) ?? 3,
    list: values.list,
    holdoutCases: values['holdout-cases'],
    writeGrounding: values.write,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        digests: { type: 'string' },
        seed: { type: 'string' },
        minutes: { type: 'string' },
        list: { type: 'boolean', default: false },
        'holdout-cases': { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function isBenchmark(name: string): name is BenchmarkName {
  return Object.hasOwn(benchmarks, name);
}

type Range = { readonly least: number; readonly most: number; readonly whole: boolean };

function numberOf(name: string, given: string | undefined, { least, most, whole }: Range): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given.trim() || Number.NaN);
  if (number >= least && number <= most && (!whole || Number.isInteger(number))) return number;
  const kind = whole ? 'a whole number' : 'a number';
  throw new UsageError(`--${name}: expected ${kind} from ${least} to ${most}, found "${given}".`);
}
