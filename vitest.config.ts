import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The path of a test that is named here. @throws {Error} if it was moved, so that it does not lose its place. */
function testFile(name: string): string {
  const path = `test/${name}.test.ts`;
  if (!existsSync(path)) throw new Error(`vitest.config.ts names ${path}, which is not there.`);
  return path;
}

// What is stored and delivered is tested on both databases.
const onBothDatabases = [
  'store/store',
  'store/migrations',
  'digest/poster',
  'digest/poster-races',
  'digest/due',
  'digest/forgetting',
  'digest/edit-post',
  'digest/post-language',
  'digest/publish-limit',
  'discord/discord-faults',
  'commands/corrections',
  'commands/digest-check',
  'commands/digest-command',
  'commands/digest-history',
  'commands/digest-language',
  'commands/digest-panel',
  'commands/reader-commands',
  'app/guild-languages',
  'app/left-guilds',
  'app/rolling-restart',
].map(testFile);
const onlyPostgres = 'test/store/postgres/**/*.test.ts';
const inBrowser = 'test/page/**/*.test.ts';
// These replace Node's timers for everything in their process, so each has a process of its own.
const withFakeTimers = ['app/every-minute', 'discord/pacer', 'briefing/watch'].map(testFile);

// No test changes the state of a module. Files share a process, and load each module once: a third less work.
const common = { testTimeout: 30_000, hookTimeout: 60_000, isolate: false };

export default defineConfig({
  test: {
    // More files at once than processors: most tests wait for sockets and processes.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    tags: [
      {
        name: 'slow',
        description: 'Starts the bot as a process, waits in real time or computes for seconds; not in test:quick.',
      },
    ],
    projects: [
      {
        test: {
          ...common,
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: [onlyPostgres, inBrowser, ...withFakeTimers],
          provide: { engine: 'sqlite' },
        },
      },
      {
        test: {
          ...common,
          name: 'playground',
          include: ['playground/test/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'fake-timers',
          include: withFakeTimers,
          isolate: true,
        },
      },
      {
        test: {
          ...common,
          name: 'browser',
          include: [inBrowser],
          provide: { engine: 'sqlite' },
          globalSetup: 'test/support/browser-setup.ts',
        },
      },
      {
        test: {
          ...common,
          name: 'postgres',
          include: [...onBothDatabases, onlyPostgres],
          provide: { engine: 'postgres' },
          globalSetup: 'test/support/postgres-setup.ts',
          setupFiles: 'test/support/skip-without-postgres.ts',
        },
      },
    ],
  },
});
