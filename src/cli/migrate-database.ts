import { EnvError, readDatabaseUrl } from '../app/settings.ts';
import { DatabaseError } from '../store/database.ts';
import { TransferError, transfer } from '../store/transfer.ts';
import { readArguments } from './arguments.ts';

/* Moves the bot from one database to another while it does not run: `npm run migrate-database -- FROM TO`. */

const usage = `Usage: npm run migrate-database -- FROM TO

  FROM   the database that the bot has, as sqlite:data/dateline.db
  TO     an empty one that it is to have, as postgres://USER:PASSWORD@HOST/DATABASE

Stop every process of the bot first. FROM stays as it is: keep it until the bot has run on TO, with DATABASE_URL set to it.
`;

const addresses = readArguments({ usage, words: ['FROM', 'TO'] });
if (addresses) {
  try {
    const [from, to] = addresses.map((url, i) => readAddress(url, i === 0 ? 'FROM' : 'TO'));
    const moved = await transfer(from ?? '', to ?? '', (table, rows) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${table}: ${rows}\u001b[K`);
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    for (const [table, rows] of Object.entries(moved))
      console.log(`${table.padEnd(10)} ${rows} rows, as many as there were`);
    console.log('All is moved. Set DATABASE_URL to the new database, and start the bot.');
  } catch (error) {
    if (!(error instanceof TransferError || error instanceof DatabaseError || error instanceof EnvError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** @throws {EnvError} that names the argument */
function readAddress(url: string, name: string): string {
  try {
    return readDatabaseUrl({ DATABASE_URL: url });
  } catch (error) {
    if (error instanceof EnvError) throw new EnvError(error.message.replace(/^.*\n +DATABASE_URL/, name));
    throw error;
  }
}
