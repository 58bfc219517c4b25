import { config } from 'dotenv';
import { ContentError, loadBriefings } from './load.ts';

/* The editors' tool: `npm run content -- <verb>`. */

const usage = `Usage: npm run content -- check [directory]

  The directory is that of CONTENT_DIR, in the environment or in .env, unless it is given; or else content.

  check   reads every briefing and prints each problem with its file, line and column; exits 1 if there is one
`;

config({ quiet: true });
const [verb, directory = process.env.CONTENT_DIR || 'content'] = process.argv.slice(2);
if (verb === 'check') {
  try {
    const briefings = await loadBriefings(directory);
    console.log(
      `${briefings.length} ${briefings.length === 1 ? 'briefing' : 'briefings'} in ${directory}: no problems.`,
    );
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    console.error(error.problems.join('\n'));
    process.exitCode = 1;
  }
} else {
  process.stderr.write(usage);
  process.exitCode = verb === undefined || verb === 'help' || verb === '--help' ? 0 : 2;
}
