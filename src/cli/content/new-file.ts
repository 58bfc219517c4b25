import { createFile } from '../../briefing/file/write-file.ts';
import { DeskError } from './verb.ts';

/** Writes a file that is not there yet, whole or not at all. @throws {DeskError} that says what to do */
export async function writeNewFile(path: string, text: string): Promise<void> {
  try {
    await createFile(path, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new DeskError(`${path} is there already. Give another name, or remove that file first.`);
    if (code === 'ENOENT') throw new DeskError(`${path} is in a folder that is not there. Make the folder first.`);
    throw new DeskError(`${path} cannot be written (${code ?? message}).`);
  }
}
