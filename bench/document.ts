import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem, type } from 'node:os';
import { relative, resolve } from 'node:path';
import { cellsOf, type Section } from './table.ts';

const file = resolve(import.meta.dirname, '..', 'docs', 'benchmarks.md');
const groundingHeading = '## Grounding';

/** Writes what was measured to docs/benchmarks.md, that of `grounding` as a chapter of its own; gives the file's path. */
export async function writeDocument(sections: readonly Section[], grounding: readonly Section[]): Promise<string> {
  return write(`${documentOf(sections)}\n${groundingOf(grounding)}`);
}

/** Writes the chapter on grounding anew, and leaves the rest as it is; gives the file's path. */
export async function writeGrounding(grounding: readonly Section[]): Promise<string> {
  const [before = ''] = (await readFile(file, 'utf8')).split(`\n${groundingHeading}\n`);
  return write(`${before.trimEnd()}\n\n${groundingOf(grounding)}`);
}

async function write(text: string): Promise<string> {
  await writeFile(file, text);
  return relative(process.cwd(), file);
}

function measuredOn(): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()}, Node ${process.version}`;
  return `Measured on ${new Date().toISOString().slice(0, 10)} on ${machine}.`;
}

function tableOf(sections: readonly Section[]): string {
  const rows = sections.flatMap((section) => [
    [`**${section.title}**`, '', '', '', ''],
    ...section.rows.map((row) => cellsOf({ ...row, what: row.what.replace(/^ +/, '… ') })),
  ]);
  return `| | measured | limit | | of |
| --- | ---: | ---: | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
}

function documentOf(sections: readonly Section[]): string {
  return `# Benchmarks

\`npm run bench\` measures all of it in one run, and writes this page. \`npm run bench -- NAME\` measures one thing, and \`-- --help\` names
them.

- Dateline is started as \`npm start\` does. Beside it stand a bot on discord.js with its defaults and the one intent that such a bot
  has, which gives each command the same answer (\`test/bench/bare-discordjs.ts\`), and a bare WebSocket with an answer that is made once
  (\`test/bench/bare-socket.ts\`): the least that there can be.
- All are processes of their own, against the playground's Discord on the same machine. They take turns, round by round, and a ratio
  is the median of the rounds' ratios: what else the machine does then bears on all of them alike. Behind the ratios stand the medians
  of the rounds, and in brackets the least and the most.
- Processor time is all that the bot's process used, as Linux counts it. Memory is what it has resident once it is idle.
- An answer's time is the playground's, from a person's command to the message.

${measuredOn()}

${tableOf(sections)}
`;
}

function groundingOf(sections: readonly Section[]): string {
  return `${groundingHeading}

\`npm run bench -- grounding\` measures what \`npm run content -- verify\` finds. \`--list\` prints each case that it misses or
calls wrong, and \`--write\` writes this chapter. With \`ARTICLES_DIR\` the first briefing counts too (its article must be
there), and with \`QAGS\`, the path of a file, what people said of summaries.

- The articles are our own, in \`bench/grounding\`, each with true statements in an editor's words. Errors are planted in
  those, the same ones each time: by mutators (\`bench/grounding/mutators\`), and by hand where a program would write
  nonsense.
- An error is found if \`verify\` finds anything in its statement; the limits are for that. By its right kind means that
  one of the findings calls it what it is: of a swapped speaker that is \`attribution\` or \`role\`, of an invented fact
  \`unsupported\`.
- A false alarm is anything that is found in a true statement, by its kind.
- A third of the English articles is held out: nobody who builds \`verify\` looks at them.

${measuredOn()}

${tableOf(sections)}
`;
}
