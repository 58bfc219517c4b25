#!/usr/bin/env node
import { sep } from 'node:path';

// JavaScript, so that a Node which cannot run TypeScript is told what it lacks.
const [major] = process.versions.node.split('.');
if (Number(major) < 26) {
  console.error(
    `discord-playground needs Node 26 or newer, and this is ${process.versions.node}. ` +
      'npm install --save-dev node@26 brings one for npx.',
  );
  process.exit(1);
}
// Node runs no TypeScript inside node_modules; there is what `npm pack` has built. A link leads to the sources.
const isInstalled = import.meta.dirname.split(sep).includes('node_modules');
await import(isInstalled ? './dist/main.js' : './src/main.ts').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error(`discord-playground lacks a package. Run npm ci in the repository that it lies in. ${error.message}`);
  process.exit(1);
});
