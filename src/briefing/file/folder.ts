import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of a content directory in which its briefings are. */
export const briefingFolder = (directory: string): string => join(directory, 'briefings');

/**
 * Every file of a briefing in a folder and the folders in it, in order, and these folders, itself among them; rejects
 * if it cannot be read.
 */
export async function listFiles(folder: string): Promise<{ files: readonly string[]; folders: readonly string[] }> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const pathOf = ({ parentPath, name }: { parentPath: string; name: string }) => join(parentPath, name);
  // Links lead out of the folder: neither files nor folders are read by one.
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
