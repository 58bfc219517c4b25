import { config } from 'dotenv';
import { ContentError, loadBriefings } from '../briefing/file/load.ts';
import { readArguments } from './arguments.ts';

/* The editors' tool: `npm run content -- <verb>`. */

const usage = `Usage: npm run content -- check [DIRECTORY]

  DIRECTORY is that of CONTENT_DIR, in the environment or in .env, unless it is given; or else content.

  check   reads every briefing and prints each problem with its file, line and column; exits 1 if there is one
`;

config({ quiet: true });
const [verb, directory = process.env.CONTENT_DIR || 'content'] =
  readArguments({ usage, words: ['check', '[DIRECTORY]'] }) ?? [];
if (verb !== undefined) await check(directory);

async function check(folder: string): Promise<void> {
  try {
    const { length } = await loadBriefings(folder);
    console.log(`${length} ${length === 1 ? 'briefing' : 'briefings'} in ${folder}: no problems.`);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    console.error(error.problems.join('\n'));
    process.exitCode = 1;
  }
}
