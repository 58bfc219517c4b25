import * as nodeModule from 'node:module';
import { join } from 'node:path';

/*
 * Where the bot begins. Node keeps what it has compiled, so that from the second start on it is up sooner and takes
 * less memory; this file is JavaScript, since Node would otherwise load what makes TypeScript into JavaScript for it
 * alone.
 */

const [major] = process.versions.node.split('.');
if (Number(major) < 26) {
  console.error(
    `Dateline needs Node 26 or newer, and this is ${process.versions.node}. npm ci brings one for npm start.`,
  );
  process.exit(1);
}
nodeModule.enableCompileCache(join(import.meta.dirname, '..', 'data', 'compile-cache'));
await import('./main.ts');
