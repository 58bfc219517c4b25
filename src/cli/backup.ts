import { config } from 'dotenv';
import { EnvError, readDatabaseUrl } from '../app/settings.ts';
import { BackupError, backUp } from '../store/sqlite/backup.ts';
import { readArguments } from './arguments.ts';

/* Copies the bot's database while the bot runs: `npm run backup -- PATH`. */

const usage = `Usage: npm run backup -- PATH

  PATH   the file to write, which must not be there yet; or a folder, in which the backup is named after the present instant

The database is the one of DATABASE_URL, in the environment or in .env. The bot may run meanwhile.
`;

const [to] = readArguments({ usage, words: ['PATH'] }) ?? [];
if (to !== undefined) {
  config({ quiet: true });
  try {
    const { from, path, size } = await backUp(readDatabaseUrl(process.env), to, Date.now());
    console.log(`Backed up ${from} to ${path} (${sizeText(size)}).`);
  } catch (error) {
    if (!(error instanceof BackupError || error instanceof EnvError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
