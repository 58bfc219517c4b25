import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// What is stored and delivered is tested on both databases.
const onBoth = [
  'store/store',
  'digest/poster',
  'digest/poster-races',
  'digest/edit-post',
  'discord/discord-faults',
  'commands/corrections',
  'commands/digest-check',
  'commands/digest-command',
  'commands/digest-history',
  'commands/reader-commands',
  'app/rolling-restart',
].map((name) => `test/${name}.test.ts`);
const onlyPostgres = 'test/store/postgres/**/*.test.ts';
// These put timers of their own in the place of Node's, for all that runs in the same process: each has a process to
// itself.
const withFakeTimers = ['app/every-minute', 'discord/pace', 'briefing/watch'].map((name) => `test/${name}.test.ts`);

// No module of ours has a state that a test changes: each is loaded once for many files, which saves a third of the
// processor's time.
const common = { testTimeout: 30_000, hookTimeout: 60_000, isolate: false };

export default defineConfig({
  test: {
    // More files at once than there are processors: most tests wait for sockets and processes.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      {
        test: {
          ...common,
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: [onlyPostgres, ...withFakeTimers],
          provide: { engine: 'sqlite' },
        },
      },
      { test: { ...common, name: 'playground', include: ['playground/test/**/*.test.ts'] } },
      { test: { ...common, name: 'fake-timers', include: withFakeTimers, isolate: true } },
      {
        test: {
          ...common,
          name: 'postgres',
          include: [...onBoth, onlyPostgres],
          provide: { engine: 'postgres' },
          globalSetup: 'test/support/postgres-setup.ts',
          setupFiles: 'test/support/skip-without-postgres.ts',
        },
      },
    ],
  },
});
