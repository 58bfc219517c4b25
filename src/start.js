import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/*
 * Where the bot begins. Node keeps what it has compiled, so that from the second start on it is up sooner and takes less memory; this file
 * is JavaScript, since Node would otherwise load what makes TypeScript into JavaScript for it alone.
 */

enableCompileCache(join(import.meta.dirname, '..', 'data', 'compile-cache'));
await import('./main.ts');
