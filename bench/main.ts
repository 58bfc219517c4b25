import { type Asked, type BenchmarkName, readArguments, UsageError, usage } from './arguments.ts';
import { writeDocument, writeGrounding } from './document.ts';
import { type Section, table } from './table.ts';

/* npm run bench: runs what was asked for, one after the other, and prints what it measured beside the limits. */

// So that what is to be cleared up at the end of the process is, when it is told to end too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  const asked = readArguments(process.argv.slice(2));
  if (asked.help) console.log(usage);
  else await run(asked);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function run(asked: Asked): Promise<void> {
  const sections: Section[] = [];
  const grounding: Section[] = [];
  for (const name of asked.names) {
    if (name === 'chaos') await runChaos(asked);
    else {
      const measured = [await measure(name, asked)].flat();
      for (const { title, rows } of measured) console.log(table(title, rows));
      (name === 'grounding' ? grounding : sections).push(...measured);
    }
  }
  if (asked.write) console.log(`written to ${await writeDocument(sections, grounding)}`);
  else if (asked.writeGrounding) console.log(`written to ${await writeGrounding(grounding)}`);
}

async function measure(name: Exclude<BenchmarkName, 'chaos'>, asked: Asked): Promise<Section | Section[]> {
  switch (name) {
    case 'commands':
      return (await import('./commands.ts')).commandCosts();
    case 'http':
      return (await import('./http.ts')).httpCosts();
    case 'guilds':
      return (await import('./guilds.ts')).guildCosts();
    case 'briefings':
      return (await import('./briefings.ts')).briefingCosts();
    case 'fanout':
      return (await import('./fanout.ts')).fanout(asked.digests);
    case 'due':
      return (await import('./due.ts')).due();
    case 'store':
      return (await import('./store.ts')).store();
    case 'grounding':
      return (await import('./grounding.ts')).grounding(asked);
  }
}

async function runChaos({ seed, minutes }: Asked): Promise<void> {
  const { chaos } = await import('./chaos.ts');
  const { text, sound } = await chaos(seed ?? Math.floor(Math.random() * 2 ** 32), minutes);
  console.log(text);
  if (!sound) process.exitCode = 1;
}
