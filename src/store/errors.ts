/** Thrown when the database cannot be used; says what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

// By SQLite's primary result codes (https://www.sqlite.org/rescode.html).
const advice: Partial<Record<number, string>> = {
  3: 'the bot may not read or write the file. Give the user that it runs as the right to, and to its folder.',
  5: 'another program has locked it. End that program; the bot goes on as soon as it has.',
  6: 'another program has locked it. End that program; the bot goes on as soon as it has.',
  8: 'the bot may not write to the file. Give the user that it runs as the right to, and to its folder.',
  10: 'the disk could not be read or written. See what the system says of the disk.',
  11: 'the file is damaged. Stop the bot and put a backup in its place (npm run backup makes them); keep the damaged file, and remove those beside it that end in -wal and -shm.',
  13: 'the disk is full. Free some space; the bot goes on as soon as there is some.',
  14: 'the file cannot be opened. Is there a folder in its place, or may the bot not read it?',
  26: 'the file is not a database. Is DATABASE_URL right? If the file was damaged, put a backup in its place.',
};

/** An error of SQLite's as one that says what to do; another error as it is. */
export function explained(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return error;
  // The low byte of an extended result code is the primary one.
  const code = error.errcode & 0xff;
  return advice[code] === undefined
    ? error
    : new DatabaseError(`The database ${path} cannot be used: ${advice[code]} (SQLite: ${error.message})`, {
        cause: error,
      });
}

/** Thrown when a database cannot be moved; says what to do. The target is as it was. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}
