import { config } from 'dotenv';
import { ContentError, loadFiles } from '../briefing/file/load.ts';
import { contentWarnings } from '../briefing/file/warnings.ts';
import { readArguments } from './arguments.ts';

/* The editors' tool: `npm run content -- <verb>`. */

const usage = `Usage: npm run content -- check [DIRECTORY]

  DIRECTORY is that of CONTENT_DIR, in the environment or in .env, unless it is given; or else content.

  check   reads every briefing and prints each problem with its file, line and column; exits 1 if there is one.
          It warns of a briefing that was withdrawn without a reason, and of more topics with a command than
          Discord has room for.
`;

config({ quiet: true });
const [verb, directory = process.env.CONTENT_DIR || 'content'] =
  readArguments({ usage, words: ['check', '[DIRECTORY]'] }) ?? [];
if (verb !== undefined) await check(directory);

async function check(folder: string): Promise<void> {
  try {
    const files = await loadFiles(folder);
    const warnings = contentWarnings(files);
    for (const warning of warnings) console.error(`warning: ${warning}`);
    const found = warnings.length === 0 ? '' : `, ${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`;
    console.log(`${files.length} ${files.length === 1 ? 'briefing' : 'briefings'} in ${folder}: no problems${found}.`);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    console.error(error.problems.join('\n'));
    process.exitCode = 1;
  }
}
