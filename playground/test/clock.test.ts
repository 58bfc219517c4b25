// @module-tag slow

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSharedClock, type SharedClock } from '../src/clock/shared-clock.ts';
import { startDiscord } from '../src/discord.ts';
import { exampleGuild } from '../src/example-guild.ts';
import { ask, given } from './support/asking.ts';
import { open } from './support/gateway-client.ts';
import { createPrograms } from './support/programs.ts';

const [hour, day] = [3_600_000, 86_400_000];
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a process with the clock', () => {
  const { run, end } = createPrograms(() => folder);
  afterEach(end);

  const leap = (clock: SharedClock, by: number) => clock.leap(clock.now() + by);

  test('has it from its first moment, by all that tells the time', async () => {
    const clock = createSharedClock();
    await leap(clock, 40 * day);
    const { bot, heard } = await run(
      `const zone = 'Asia/Kathmandu';
      const zoned = Temporal.Now.zonedDateTimeISO(zone);
      const local = (time) => time.toZonedDateTime(zone).epochMilliseconds;
      console.log(JSON.stringify([
        Date.now(), new Date().getTime(), Date.parse(Date()), performance.timeOrigin + performance.now(),
        Temporal.Now.instant().epochMilliseconds, zoned.epochMilliseconds, local(Temporal.Now.plainDateTimeISO(zone)),
        local(Temporal.Now.plainDateISO(zone).toPlainDateTime(Temporal.Now.plainTimeISO(zone))),
      ]));
      class Later extends Date {}
      console.log([typeof Date(), new Date(0).toJSON(), new Date(2024, 0).getMonth(), new Date() instanceof Date,
        new Date().constructor === Date, new Later() instanceof Later, Date.UTC(1970, 0), zoned.timeZoneId].join());
      console.log('up');`,
      clock,
    );
    await bot.exited;
    for (const instant of JSON.parse(heard[0] ?? '')) expect(Math.abs(instant - clock.now())).toBeLessThan(3000);
    expect(heard[1]).toBe('string,1970-01-01T00:00:00.000Z,0,true,true,true,0,Asia/Kathmandu');
  });

  test('finds that timers have come due when it is set ahead, in their order, and others nearer', async () => {
    const { clock, heard, says } = await run(
      `import { setTimeout as wait, setInterval as ticks, scheduler } from 'node:timers/promises';
      import { promisify } from 'node:util';
      const say = (line) => () => console.log(line);
      setTimeout(say('two hours'), 7_200_000);
      setTimeout((...given) => console.log(...given), 3_600_000, 'one', 'hour');
      const every = setInterval(say('interval'), 1_800_000);
      wait(9_000_000, 'waited').then(console.log);
      scheduler.wait(9_500_000).then(say('scheduled'));
      promisify(setTimeout)(9_600_000, 'promised').then(console.log);
      (async () => { for await (const tick of ticks(9_700_000, 'tick')) { console.log(tick); break; } })();
      setTimeout(say('a day'), 86_400_000);
      setTimeout(say('soon'), 10);
      console.log('up');`,
    );
    await says('soon');
    await leap(clock, 3 * hour);
    await says('tick');
    // Once, as after a sleep, and not for each time that it would have been.
    expect(heard).toEqual(['soon', 'interval', 'one hour', 'two hours', 'waited', 'scheduled', 'promised', 'tick']);
    await leap(clock, 20 * hour);
    await says('interval');
    expect(heard).not.toContain('a day');
    await leap(clock, hour);
    await says('a day');
  });

  test('has timers that are as Node’s', async () => {
    const { bot, clock, heard } = await run(
      `import { setTimeout as wait } from 'node:timers/promises';
      import { setTimeout as other, clearTimeout as stop } from 'node:timers';
      import { AsyncLocalStorage } from 'node:async_hooks';
      const never = () => console.log('never');
      const cleared = [setTimeout(never, 3e6), setTimeout(never, 3e6), setInterval(never, 3e6), other(never, 3e6)];
      clearTimeout(cleared[0]); clearTimeout(+cleared[1]); clearInterval(String(+cleared[2])); stop(cleared[3]);
      clearTimeout(undefined); clearTimeout(null);
      setTimeout(never, 3e6)[Symbol.dispose](); setTimeout(never, 3e6).close();
      const timer = setTimeout(() => console.log('refreshed'), 3e6);
      console.log([timer.hasRef(), timer.unref().hasRef(), timer.ref() === timer, timer.hasRef()].join());
      const aborting = new AbortController();
      const broken = wait(3e6, 0, { signal: aborting.signal }).catch(({ name, code }) => console.log(name, code));
      aborting.abort();
      await broken;
      try { setTimeout('text'); } catch ({ code }) { console.log(code); }
      const storage = new AsyncLocalStorage();
      storage.run('kept', () => setTimeout(() => console.log(storage.getStore()), 3e6));
      setTimeout(() => timer.refresh(), 1.5e6);
      console.log('up');`,
    );
    await leap(clock, hour / 2);
    await leap(clock, hour / 2);
    await expect.poll(() => heard).toContain('kept');
    expect(heard).toEqual(['true,false,true,true', 'AbortError ABORT_ERR', 'ERR_INVALID_ARG_TYPE', 'kept']);
    await leap(clock, hour);
    await expect.poll(() => heard).toContain('refreshed');
    expect(await bot.exited).toEqual({ code: 0, signal: null });
    expect(heard).not.toContain('never');
  });

  test('is not kept alive by its clock, and stops when it is told to', async () => {
    const ended = await run(`setTimeout(() => {}, 36e5).unref(); console.log('up');`);
    expect(await ended.bot.exited).toEqual({ code: 0, signal: null });
    await leap(ended.clock, hour);
    const { bot } = await run(
      `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1e6); console.log('up');`,
    );
    expect(await bot.stop()).toEqual({ code: 7, signal: null });
  });

  test('is never set back', async () => {
    const clock = createSharedClock();
    await leap(clock, hour);
    await clock.leap(Date.now());
    expect(Math.abs(clock.ahead - hour)).toBeLessThan(1000);
  });
});

test('a Discord forgets nonces and rate limits when its clock is set ahead', async () => {
  const clock = createSharedClock();
  const discord = await startDiscord({ now: clock.now, elapsed: clock.elapsed });
  try {
    const { channels } = discord.createGuild(exampleGuild);
    const post = async () => {
      const body = { content: 'x', nonce: '1', enforce_nonce: true };
      return ask(discord, 'POST', `/channels/${channels.get('news')}/messages`, { body });
    };
    const first = (await post()).body;
    expect((await post()).body).toMatchObject({ id: (first as { id: string }).id });
    await clock.leap(clock.now() + hour);
    expect((await post()).body).not.toMatchObject({ id: (first as { id: string }).id });
    for (let i = 0; i < 5; i += 1) await post();
    expect(await post()).toMatchObject({ status: 429 });
    await clock.leap(clock.now() + hour);
    expect(await post()).toMatchObject({ status: 200 });
    const { headers } = await fetch(`${discord.apiUrl}/v10/gateway`, { headers: { 'user-agent': 'x' } });
    expect(Math.abs(Date.parse(given(headers.get('date'))) - clock.now())).toBeLessThan(3000);
  } finally {
    await discord.close();
  }
});

test('an interaction’s token dies when a quarter of an hour is leapt over', async () => {
  const clock = createSharedClock();
  const discord = await startDiscord({ now: clock.now, elapsed: clock.elapsed });
  const client = await open(`${discord.apiUrl.replace(/^http/, 'ws').replace(/\/api$/, '')}/`);
  try {
    const guild = discord.createGuild(exampleGuild);
    const application = discord.applicationId;
    await ask(discord, 'PUT', `/applications/${application}/commands`, { body: [{ name: 'x', description: 'x' }] });
    client.send(2, { token: discord.token, intents: 0, properties: {} });
    await client.hears(({ t }) => t === 'READY');
    const reader = given(guild.members.get('reader'));
    const used = discord.use(
      { userId: reader, channelId: given(guild.channels.get('general')), guildId: guild.id },
      'x',
    );
    const { d } = await client.hears(({ t }) => t === 'INTERACTION_CREATE');
    const { id, token } = d as { id: string; token: string };
    await ask(discord, 'POST', `/interactions/${id}/${token}/callback`, { body: { type: 4, data: { content: 'x' } } });
    await used;
    const followUp = () => ask(discord, 'POST', `/webhooks/${application}/${token}`, { body: { content: 'y' } });
    await clock.leap(clock.now() + hour / 5);
    expect(await followUp()).toMatchObject({ status: 200 });
    await clock.leap(clock.now() + hour / 15);
    expect(await followUp()).toMatchObject({ status: 401, body: { code: 50027 } });
  } finally {
    client.socket.terminate();
    await discord.close();
  }
});
