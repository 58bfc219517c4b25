import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

/**
 * Starts one PostgreSQL for all tests that want it. Where it cannot run they are skipped, which is said loudly; in CI
 * they fail.
 */
export default async function setUp({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const postgres = await startPostgres();
    provide('postgres', postgres.url);
    return postgres.close;
  } catch (error) {
    if (process.env.CI) throw error;
    console.error('\n*** The tests on PostgreSQL are SKIPPED, since it cannot run here. ***\n', error, '\n');
    provide('postgres', '');
    return undefined;
  }
}
