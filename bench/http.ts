import { openNewsroom, type WayIn } from '../test/support/newsroom.ts';
import { type Asked, measure, size, together } from './commands.ts';
import { spread } from './comparing.ts';
import { quantile } from './measuring.ts';
import type { Measured, Section } from './table.ts';

/** What slash commands cost that come by HTTP, signed, beside the same by the gateway; in turns. */
export async function httpCosts(): Promise<Section> {
  const count = (size.warming + size.rounds * size.asked * 2) * 2;
  console.log(`http: ${count.toLocaleString('en-US')} slash commands; about a minute`);
  const [gateway, http] = [await open('gateway'), await open('http')];
  try {
    for (const { asked } of [gateway, http]) await together(asked, size.warming);
    const rounds = { gateway: [await measure(gateway.asked)], http: [await measure(http.asked)] };
    for (let round = 1; round < size.rounds; round++) {
      rounds.gateway.push(await measure(gateway.asked));
      rounds.http.push(await measure(http.asked));
    }
    type Round = (typeof rounds.http)[number];
    const compare = (what: string, unit: string, value: (round: Round) => number): Measured => {
      const [byHttp, byGateway] = [rounds.http.map(value), rounds.gateway.map(value)];
      const ratio = quantile(
        byHttp.map((each, i) => each / (byGateway[i] ?? Number.NaN)),
        0.5,
      );
      const from = `HTTP ${spread(byHttp, unit)}, gateway ${spread(byGateway, unit)}`;
      return { what: `${what}, of the gateway’s`, measured: `${ratio.toFixed(2)} ×`, from };
    };
    const rows = [
      compare('processor time for 1,000 slash commands', 'ms', ({ processor }) => processor),
      compare('answered in, median', 'ms', ({ times }) => quantile(times, 0.5)),
      compare('answered in, 99th percentile', 'ms', ({ times }) => quantile(times, 0.99)),
      compare(`commands a second, ${size.atOnce} at once`, '', ({ perSecond }) => perSecond),
    ];
    return { title: 'commands by HTTP', rows };
  } finally {
    await gateway.close();
    await http.close();
  }
}

async function open(wayIn: WayIn): Promise<{ readonly asked: Asked; close(): Promise<void> }> {
  const room = await openNewsroom({}, wayIn);
  const { pid } = await room.start({ LOG_LEVEL: 'info' });
  if (pid === undefined) throw new Error(`the bot that is asked by ${wayIn} has no process`);
  return {
    asked: { name: `Dateline by ${wayIn}`, discord: room.discord, actor: room.actor('reader'), running: { pid } },
    close: room.close,
  };
}
