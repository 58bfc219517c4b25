import { readFileSync } from 'node:fs';

/** The names of all variables that the bot reads. */
export const envNames = [...readFileSync('src/app/settings.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(
  ([, name = '']) => name,
);
