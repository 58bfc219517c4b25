import { expect, test } from 'vitest';
import { dueWork } from '../../src/store/due.ts';
import { posterScene } from '../support/poster-scene.ts';

/* What a host is told of work that is due and not done. */

const nine = Date.parse('2026-11-24T09:00:00Z');
const minute = 60_000;

const scene = posterScene(nine);
const due = () => dueWork(scene.db, scene.now);
const none = { count: 0, oldestMs: 0 };

test('what nobody has claimed yet is due from its slot on', async () => {
  await scene.add();
  await scene.add({ nextSlot: nine + 10 * minute });
  scene.now = nine - 1;
  expect(await due()).toEqual({ post: none, edit: none, publishing: none });
  scene.now = nine + 2 * minute;
  expect(await due()).toMatchObject({ post: { count: 1, oldestMs: 2 * minute } });
  scene.now = nine + 11 * minute;
  expect(await due()).toMatchObject({ post: { count: 2, oldestMs: 11 * minute } });
});

test('a post that was put off is due until it is there, and each failure is counted', async () => {
  const retries: string[] = [];
  await scene.restart({ onRetry: (kind) => retries.push(kind) });
  await scene.add();
  scene.respond = () => ({ kind: 'temporary', reached: false, message: '503' });
  await scene.tickAt(nine);
  await scene.tickAt(nine + minute);
  expect(await due()).toMatchObject({ post: { count: 1, oldestMs: minute } });
  scene.respond = () => ({ kind: 'sent', messageId: 'm1' });
  await scene.tickAt(nine + 10 * minute);
  expect(await due()).toMatchObject({ post: none });
  expect(retries).toEqual(['post', 'post']);
});

test('a post that stands and waits to be published is due as that, from when it was posted', async () => {
  const retries: string[] = [];
  await scene.restart({ onRetry: (kind) => retries.push(kind) });
  await scene.add({ publish: true });
  scene.publishing = () => ({ kind: 'temporary', reached: true, message: 'Discord answered 503' });
  await scene.tickAt(nine + minute);
  scene.now = nine + 4 * minute;
  expect(await due()).toMatchObject({ post: none, publishing: { count: 1, oldestMs: 3 * minute } });
  scene.publishing = () => ({ kind: 'sent', messageId: 'm1' });
  await scene.tickAt(nine + 20 * minute);
  expect(await due()).toMatchObject({ publishing: none });
  expect(retries).toEqual(['publishing']);
});
