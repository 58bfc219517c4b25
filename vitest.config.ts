import { defineConfig } from 'vitest/config';

// What is stored and delivered is tested on both databases.
const onBoth = [
  'store',
  'poster',
  'poster-races',
  'edit',
  'corrections',
  'discord-faults',
  'digest-check',
  'digest-command',
  'digest-history',
  'reader-commands',
  'rolling-restart',
].map((name) => `test/${name}.test.ts`);
const onlyPostgres = 'test/postgres/**/*.test.ts';

// As many files at once as there are processors: most tests wait for sockets and processes.
export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        test: {
          testTimeout: 30_000,
          hookTimeout: 60_000,
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: [onlyPostgres],
          provide: { engine: 'sqlite' },
        },
      },
      {
        test: {
          testTimeout: 30_000,
          hookTimeout: 60_000,
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
