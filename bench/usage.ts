import { readdirSync, readFileSync } from 'node:fs';

/**
 * Milliseconds of processor time that a process has used so far, all of its threads together; Linux's own count, in
 * nanoseconds.
 */
export function processorTime(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  let nanoseconds = 0;
  for (const task of readdirSync(tasks))
    nanoseconds += Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]);
  return nanoseconds / 1e6;
}

/** Bytes of memory that a process has resident. */
export function residentMemory(pid: number): number {
  const [, kibibytes = Number.NaN] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}
