import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Chromium is on this machine, as Debian names it; undefined if it is not, which is said loudly. */
export function findChromium(): string | undefined {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (!found)
    console.warn('\n*** There is no Chromium here: the page is NOT tested. Install it: apt-get install chromium ***\n');
  return found;
}
