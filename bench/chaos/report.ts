import { atMost, type Measured, plain, table } from '../table.ts';
import type { Accounts } from './accounts.ts';
import { countOf } from './books.ts';
import type { Lives } from './lives.ts';

type ReportParts = {
  readonly accounts: Accounts;
  readonly books: { readonly edits: ReadonlyMap<string, number>; readonly postedTwice: readonly string[] };
  readonly lives: Lives;
  /** How often each kind of thing happened. */
  readonly counts: ReadonlyMap<string, number>;
  /** The command that does the same again. */
  readonly again: string;
};

// Of each kind of fault.
const maxListed = 10;

/** The tables at the end, and whether no slot was lost or posted twice. */
export function report({ accounts, books, lives, counts, again }: ReportParts): { text: string; sound: boolean } {
  const { due, onDemand, ended, whilePaused, duplicates, lost, denied } = accounts;
  const of = (status: string) => [...ended].filter(([what]) => what.startsWith(`${status}: `)).sort();
  const reasons = (status: string): Measured[] => [
    plain(status, countOf(accounts, status)),
    ...of(status).map(([what, count]) => plain(`  ${what.slice(status.length + 2)}`, count)),
  ];
  const sound = duplicates.length === 0 && lost.length === 0;
  const { lives: born, killed, stopped } = lives.count;
  const parts = [
    table('what happened', [
      plain('lives of the bot', born),
      plain('  killed', killed),
      plain('  told to stop', stopped),
      ...byName(counts),
    ]),
    table('what became of the slots', [
      plain('slots due', due),
      plain('and asked for by moderators', onDemand),
      plain('posted', countOf(accounts, 'sent')),
      ...reasons('skipped'),
      ...reasons('missed'),
      ...reasons('failed'),
      plain('not due since the digest was paused', whilePaused),
      atMost('duplicates', duplicates.length, 0, ''),
      atMost('lost', lost.length, 0, ''),
    ]),
    table('what else is to be right', [
      atMost('posts that are there, and recorded as not posted', denied.length, 0, ''),
      atMost('briefings told to a channel twice in one version', books.postedTwice.length, 0, ''),
      atMost('lives that ended by themselves, or stopped too slowly', lives.misdeeds.length, 0, ''),
      ...byName(books.edits).map((edit) => ({ ...edit, what: `edits ${edit.what}` })),
    ]),
    table('warnings and errors in the log', byName(lives.warnings)),
    ...list('duplicates', duplicates),
    ...list('lost', lost),
    ...list('there, and recorded as not posted', denied),
    ...list('told twice', books.postedTwice),
    ...list('lives', lives.misdeeds),
    ...list('errors', lives.errors),
    `The same again: ${again}`,
  ];
  return { text: parts.join('\n\n'), sound };
}

function byName(counts: ReadonlyMap<string, number>): Measured[] {
  return [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([what, count]) => plain(what.slice(0, 120), count));
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > maxListed ? [`  and ${lines.length - maxListed} more`] : [];
  return [[title, ...lines.slice(0, maxListed).map((line) => `  ${line.slice(0, 1_500)}`), ...more].join('\n')];
}
