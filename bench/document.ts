import { writeFile } from 'node:fs/promises';
import { cpus, totalmem, type } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { cellsOf, type Section } from './table.ts';

const root = resolve(import.meta.dirname, '..');

/** Writes what was measured to docs/benchmarks.md, as one table; gives the file's path. */
export async function writeDocument(sections: readonly Section[]): Promise<string> {
  const file = join(root, 'docs', 'benchmarks.md');
  await writeFile(file, documentOf(sections));
  return relative(root, file);
}

function documentOf(sections: readonly Section[]): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()}, Node ${process.version}`;
  const rows = sections.flatMap((section) => [
    [`**${section.title}**`, '', '', '', ''],
    ...section.rows.map((row) => cellsOf({ ...row, what: row.what.replace(/^ +/, '… ') })),
  ]);
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

Measured on ${new Date().toISOString().slice(0, 10)} on ${machine}.

| | measured | limit | | of |
| --- | ---: | ---: | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
}
