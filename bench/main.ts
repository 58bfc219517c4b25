import { readArguments, UsageError, usage } from './arguments.ts';

/* npm run bench: runs what was asked for, one after the other, and prints what it measured beside the limits. */

// So that what is to be cleared up at the end of the process is, when it is told to end too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  const asked = readArguments(process.argv.slice(2));
  if (asked.help) console.log(usage);
  else
    for (const name of asked.names)
      switch (name) {
        case 'fanout':
          console.log(await (await import('./fanout.ts')).fanout(asked.digests));
          break;
        case 'due':
          console.log(await (await import('./due.ts')).due());
          break;
        case 'store':
          console.log(await (await import('./store.ts')).store());
          break;
        case 'chaos': {
          const { chaos } = await import('./chaos.ts');
          const { text, sound } = await chaos(asked.seed ?? Math.floor(Math.random() * 2 ** 32), asked.minutes);
          console.log(text);
          if (!sound) process.exitCode = 1;
        }
      }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
