import { setTimeout as delay } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { span } from './spans.ts';
import type { Stage } from './stage.ts';

/** Waits so many seconds. */
export function waitSeconds(seconds: number, stage: Stage): Promise<void> {
  return wait(delay(seconds * 1000, undefined, { ref: false }), `Waiting ${seconds} seconds`, stage);
}

/** Waits for the next post, at most so many seconds. */
export async function waitForPost(seconds: number, stage: Stage): Promise<void> {
  const { events } = stage.discord;
  const { promise, resolve } = Promise.withResolvers<APIMessage>();
  events.once('message', resolve);
  const late = delay(seconds * 1000, undefined, { ref: false });
  await wait(Promise.race([promise, late]), `Waiting up to ${seconds} seconds for a post`, stage);
  events.off('message', resolve);
  const posted = await Promise.race([promise, 'none']);
  if (posted === 'none') stage.console.print([[span('No post came.', 'dim')]]);
}

async function wait(done: Promise<unknown>, what: string, { console }: Stage): Promise<void> {
  console.print([[span(`${what}${console.interactive ? '; Enter stops it' : ''} …`, 'dim')]]);
  await console.waitFor(done);
}
