import { config } from 'dotenv';
import { modelOf } from './content/model.ts';
import { runVerb } from './content/run-verb.ts';

/* The editors' tool: `npm run content -- VERB …`. A verb is a file in content/ and a line in content/verbs.ts. */

// Longer lines are hard to read.
const widestColumns = 100;

config({ quiet: true });
// Whoever reads the output may end first, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await runVerb(process.argv.slice(2), {
  contentFolder: process.env.CONTENT_DIR || 'content',
  articlesFolder: process.env.ARTICLES_DIR || 'articles',
  screen: {
    width: Math.min(process.stdout.columns ?? 80, widestColumns),
    colourDepth: process.stdout.isTTY ? process.stdout.getColorDepth() : 1,
  },
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  now: Date.now,
  model: () => modelOf(process.env),
});
