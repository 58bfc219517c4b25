import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of a content directory that has its briefings. */
export const briefingFolder = (directory: string): string => join(directory, 'briefings');

/**
 * The briefing files in a folder and in the folders below it, sorted by path, and all of these folders. Rejects if the
 * folder cannot be read.
 */
export async function listFiles(folder: string): Promise<{ files: readonly string[]; folders: readonly string[] }> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const pathOf = ({ parentPath, name }: { parentPath: string; name: string }) => join(parentPath, name);
  // Symbolic links may lead out of the folder: they are not followed.
  const links = entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(pathOf(entry), '/'));
  const within = (path: string) => !links.some((link) => path.startsWith(link));
  return {
    files: entries
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map(pathOf)
      .filter(within)
      .sort(),
    folders: [
      folder,
      ...entries
        .filter((entry) => entry.isDirectory())
        .map(pathOf)
        .filter(within),
    ],
  };
}
