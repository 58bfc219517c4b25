import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { inTime } from './ask.ts';
import type { Route } from './route.ts';

/** What metrics are read from when somebody asks for them. */
export type MetricSources = {
  /** The gateway's shards of this process, each with whether it has a session. */
  readonly shards: () => Iterable<readonly [shard: number, ready: boolean]>;
  /**
   * How many sessions of the gateway Discord lets begin until its day ends; undefined if it was not asked since that
   * began.
   */
  readonly sessionStartsLeft: () => number | undefined;
  readonly briefings: () => number;
  /** How many problems the content had when it was read last, and how many files have them. */
  readonly contentProblems: () => { readonly problems: number; readonly badFiles: number };
  /** The same in every process that has the same content. */
  readonly contentVersion: () => string;
  /** What is due and not done, by kind. The same in every process that shares the database. */
  readonly due: () => Promise<Readonly<Record<string, { readonly count: number; readonly oldestMs: number }>>>;
};

/** Counts the bot's work. */
export type Meter = {
  /** Counts an interaction whose answer left `seconds` after it came in. */
  countInteraction(
    interaction: { readonly command: string; readonly type: string; readonly outcome: string },
    seconds: number,
  ): void;
  /** Counts a delivery that ended `seconds` after its slot. */
  countDelivery(outcome: string, seconds: number): void;
  /** Counts work that failed and is to be tried again. */
  countRetry(kind: string): void;
  /** Counts a request to Discord that has ended, with the status of its answer; undefined without one. */
  countRequest(status: number | undefined): void;
  /** Counts something that the database could not do. */
  countDatabaseFailure(): void;
};

// Discord waits 3 seconds for an answer; a post may be hours late after downtime.
const bucketsInSeconds = {
  answer: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
  lag: [1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600, 7200],
};

/**
 * `GET /metrics`: the bot and its process in numbers, by Prometheus’ conventions
 * (https://prometheus.io/docs/practices/naming/), with the meter that counts for it.
 */
export function createMetrics(sources: MetricSources): { readonly meter: Meter; readonly route: Route } {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const commands = new Counter({
    name: 'dateline_commands_total',
    help: 'Interactions by command, type and outcome: answered, refused for what the person can mend, failed, or lost on the way to Discord.',
    labelNames: ['command', 'type', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'dateline_command_duration_seconds',
    help: 'From an interaction’s arrival until its answer has left.',
    labelNames: ['command', 'type'],
    buckets: bucketsInSeconds.answer,
    registers,
  });
  const deliveries = new Counter({
    name: 'dateline_deliveries_total',
    help: 'Slots of digests by what became of them: sent, skipped, missed or failed.',
    labelNames: ['outcome'],
    registers,
  });
  const lag = new Histogram({
    name: 'dateline_delivery_lag_seconds',
    help: 'From a slot until its post was in the channel.',
    buckets: bucketsInSeconds.lag,
    registers,
  });
  const retries = new Counter({
    name: 'dateline_retries_total',
    help: 'Posts, edits of posts and publishings that failed and were put off, to be tried again.',
    labelNames: ['kind'],
    registers,
  });
  const requests = new Counter({
    name: 'dateline_discord_requests_total',
    help: 'Requests to Discord by the status of its answer, or none.',
    labelNames: ['status'],
    registers,
  });
  const databaseFailures = new Counter({
    name: 'dateline_database_failures_total',
    help: 'What the database could not do: statements, as writing to a full disk, and connections.',
    registers,
  });
  new Gauge({
    name: 'dateline_content_problems',
    help: 'Problems in the content as it was read last; with any, the last good version stays.',
    registers,
    collect() {
      this.set(sources.contentProblems().problems);
    },
  });
  new Gauge({
    name: 'dateline_content_bad_files',
    help: 'Files that have these problems. Their briefings are shown as they were last good, or not at all.',
    registers,
    collect() {
      this.set(sources.contentProblems().badFiles);
    },
  });
  new Gauge({
    name: 'dateline_gateway_shard_ready',
    help: 'Whether a shard of this process has its session.',
    labelNames: ['shard'],
    registers,
    collect() {
      this.reset();
      for (const [shard, hasSession] of sources.shards()) this.set({ shard }, Number(hasSession));
    },
  });
  new Gauge({
    name: 'dateline_gateway_session_starts_left',
    help: 'Sessions that Discord lets begin until its day ends, as it said when the last one began.',
    registers,
    collect() {
      const left = sources.sessionStartsLeft();
      if (left === undefined) this.remove();
      else this.set(left);
    },
  });
  new Gauge({
    name: 'dateline_content_briefings',
    help: 'Briefings that are loaded.',
    registers,
    collect() {
      this.set(sources.briefings());
    },
  });
  new Gauge({
    name: 'dateline_content_info',
    help: 'Which content is loaded: processes with the same version have the same.',
    labelNames: ['version'],
    registers,
    collect() {
      this.reset();
      this.set({ version: sources.contentVersion() }, 1);
    },
  });
  new Gauge({
    name: 'dateline_due',
    help: 'What is due and not done, whether or not it was tried. The same in every process that shares the database.',
    labelNames: ['kind'],
    registers,
    async collect() {
      this.reset();
      for (const [kind, { count }] of await due()) this.set({ kind }, count);
    },
  });
  new Gauge({
    name: 'dateline_due_oldest_seconds',
    help: 'For how long the oldest of what is due has been; 0 without any.',
    labelNames: ['kind'],
    registers,
    async collect() {
      this.reset();
      for (const [kind, { oldestMs }] of await due()) this.set({ kind }, oldestMs / 1000);
    },
  });
  /** Nothing where the database does not answer, so that all the other numbers are there. */
  async function due() {
    return Object.entries((await inTime(sources.due)) ?? {});
  }
  // Prometheus sees no increase in a counter that begins with its first count.
  for (const kind of ['post', 'edit', 'publishing']) retries.inc({ kind }, 0);
  for (const status of [401, 403, 429]) requests.inc({ status }, 0);
  for (const outcome of ['sent', 'skipped', 'missed', 'failed']) deliveries.inc({ outcome }, 0);
  return {
    meter: {
      countInteraction({ command, type, outcome }, seconds) {
        commands.inc({ command, type, outcome });
        durations.observe({ command, type }, seconds);
      },
      countDelivery(outcome, seconds) {
        deliveries.inc({ outcome });
        if (outcome === 'sent') lag.observe(seconds);
      },
      countRetry: (kind) => retries.inc({ kind }),
      countRequest: (status) => requests.inc({ status: status ?? 'none' }),
      countDatabaseFailure: () => databaseFailures.inc(),
    },
    route: {
      method: 'GET',
      path: '/metrics',
      run: async (_, reply) => reply(200, { type: registry.contentType, text: await registry.metrics() }),
    },
  };
}
