import { defineConfig } from 'vitest/config';

// As many files at once as there are processors: most tests wait for sockets and processes.
export default defineConfig({ test: { maxWorkers: '100%' } });
