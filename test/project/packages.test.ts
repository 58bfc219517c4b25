import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnv } from '../../src/app/settings.ts';
import { liveness } from '../../src/http/health.ts';
import { serve } from '../../src/http/server.ts';
import { envNames } from '../support/env-names.ts';
import { importsOf, packageOf } from '../support/syntax.ts';

/* What the bot is packed in, held against what it needs. */

const read = (path: string) => readFileSync(path, 'utf8');
const manifest = JSON.parse(read('package.json'));
const dockerfile = read('Dockerfile');
/** The command of an instruction: HEALTHCHECK's is indented under it. */
const command = (begins: string): string[] =>
  JSON.parse(new RegExp(`^${begins}CMD (\\[.*\\])$`, 'm').exec(dockerfile)?.[1] ?? '');
// The bot stops within so many seconds.
const stopWithin = 5;

describe('the image', () => {
  const entries = ['src/start.js', 'src/cli/backup.ts', 'src/cli/content.ts'];
  const lines = read('.dockerignore').split('\n');
  const allowed = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const denied = lines.filter((line) => /^\w/.test(line));
  const { files, packages } = imported(entries);

  test('has the Node that package.json asks for, and starts what npm start does', () => {
    const [, major] = /^FROM node:(\d+)-slim$/m.exec(dockerfile) ?? [];
    expect(`>=${major}`).toBe(manifest.engines.node);
    expect(command('').join(' ')).toBe(manifest.scripts.start);
  });

  test('has every file that is imported there, and none of the playground’s', () => {
    expect(denied).toEqual(['playground', 'src/cli/playground']);
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      expect(allowed.some((path) => file === path || file.startsWith(`${path}/`))).toBe(true);
      expect(denied.some((path) => file.startsWith(`${path}/`))).toBe(false);
    }
  });

  test('has every package that is imported there, and none of those that only developers need', () => {
    for (const name of packages) expect(Object.keys(manifest.dependencies)).toContain(name);
    const installed = installedWithoutWorkspace();
    expect(installed).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
    // Types of Node and the package ws come with discord.js.
    const developers = Object.keys(manifest.devDependencies).filter((name) => !/^(@types\/.*|ws)$/.test(name));
    for (const name of [...developers, 'discord-playground', 'hono', '@hono/node-server', 'string-width'])
      expect(installed).not.toContain(name);
    expect(installed.length).toBeLessThan(90);
  });

  test('is found healthy while the bot answers, and not when it does not', async () => {
    const [program, ...args] = command('  ');
    expect(program).toBe('node');
    const server = await serve({ host: '127.0.0.1', port: 0, log: pino({ level: 'silent' }) });
    const check = () =>
      new Promise((done) => {
        const env = { HTTP_PORT: String(server.port) };
        execFile(process.execPath, args, { env }, (error) => done(error?.code ?? 0));
      });
    server.add(liveness);
    expect(await check()).toBe(0);
    await server.close(0);
    expect(await check()).toBe(1);
  });
});

type Service = {
  build?: string;
  env_file?: string;
  environment: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: unknown;
  volumes?: string[];
  user?: string;
  stop_grace_period: string;
};

describe.each(['compose.yaml', 'compose.sqlite.yaml'])('%s', (file) => {
  const composed = load(read(file), { schema: CORE_SCHEMA.withTags(mergeTag) }) as {
    services: Record<string, Service>;
    volumes: object;
  };
  const services = Object.values(composed.services);
  const bots = services.filter(({ build }) => build);
  const password = (value: string | number) => String(value).replace(/\$\{POSTGRES_PASSWORD:\?[^}]+\}/, 'secret');
  const settings = bots.map(({ environment }) =>
    Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, password(value)])),
  );

  test('sets what the bot knows, to what it takes', () => {
    for (const each of settings) {
      expect(envNames).toEqual(expect.arrayContaining(Object.keys(each)));
      const { DATABASE_URL } = readEnv({ DISCORD_TOKEN: 'a.b.c', ...each });
      expect(DATABASE_URL).toBe(each.DATABASE_URL);
    }
  });

  test('has processes that together do all there is to do, and ask no more than Discord allows', () => {
    const envs = settings.map((each) => readEnv({ DISCORD_TOKEN: 'a.b.c', ...each }));
    expect([['all'], ['gateway', 'worker']]).toContainEqual(envs.map(({ ROLE }) => ROLE));
    if (envs.length > 1)
      expect(envs.reduce((sum, { REQUESTS_PER_SECOND }) => sum + REQUESTS_PER_SECOND, 0)).toBeLessThanOrEqual(45);
  });

  test('gives them time to stop, and waits for what says when it is there', () => {
    for (const { stop_grace_period, depends_on = {} } of bots) {
      expect(Number.parseInt(stop_grace_period, 10)).toBeGreaterThan(stopWithin);
      for (const name of Object.keys(depends_on)) expect(composed.services[name]).toHaveProperty('healthcheck');
    }
  });

  test('bounds what each container may do and take: rights, files, memory, processes and log', () => {
    for (const service of services)
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        mem_limit: expect.stringMatching(/^\d+[mg]$/),
        pids_limit: expect.any(Number),
        logging: { driver: 'local', options: { 'max-size': '10m', 'max-file': '3' } },
      });
    for (const [name, { build, user }] of Object.entries(composed.services))
      expect(build ? 'the image’s user' : user, name).toBeTruthy();
  });

  test('keeps data in volumes that it names', () => {
    const named = services.flatMap(({ volumes = [] }) => volumes.filter((volume) => /^\w/.test(volume)));
    expect(named.map((volume) => volume.split(':')[0])).toEqual(Object.keys(composed.volumes));
  });
});

describe('the systemd unit', () => {
  const lines = read('deploy/dateline.service')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
  const environment = Object.fromEntries(values('Environment').map((line) => line.split(/=(.*)/s)));

  test('starts what npm start does, and gives it time to stop', () => {
    expect(values('ExecStart')).toEqual([manifest.scripts.start]);
    expect(Number(values('TimeoutStopSec')[0])).toBeGreaterThan(stopWithin);
  });

  test('keeps the database where it may be written', () => {
    const own = Object.keys(environment).filter((name) => !name.startsWith('NODE_'));
    expect(envNames).toEqual(expect.arrayContaining(own));
    const { DATABASE_URL } = readEnv({ DISCORD_TOKEN: 'a.b.c', ...environment });
    expect(DATABASE_URL.startsWith(`sqlite:/var/lib/${values('StateDirectory')[0]}/`)).toBe(true);
  });
});

describe('the command line', () => {
  const run = (program: string, ...args: string[]) =>
    new Promise<{ code: unknown; out: string; err: string }>((done) =>
      execFile(process.execPath, [program, ...args], { env: {} }, (error, out, err) =>
        done({ code: error?.code ?? 0, out, err }),
      ),
    );

  test.each([
    ['src/start.js', 'npm start'],
    ['src/cli/backup.ts', 'npm run backup'],
    ['src/cli/migrate-database.ts', 'npm run migrate-database'],
    ['src/cli/content.ts', 'npm run content'],
    ['src/cli/playground/main.ts', 'npm run playground'],
  ])('of %s tells how it is used to whoever asks, and to whoever has it wrong', async (program, name) => {
    expect(await run(program, '--help')).toEqual({ code: 0, out: expect.stringMatching(`^Usage: ${name}`), err: '' });
    for (const wrong of [['--colour'], ['a', 'b', 'c']])
      expect(await run(program, ...wrong)).toEqual({
        code: 2,
        out: '',
        err: expect.stringMatching(
          new RegExp(
            `^(Unknown option '--colour'|Unexpected argument 'a'|“\\w” is (too much|not known)).*\n\nUsage: ${name}`,
          ),
        ),
      });
  });
});

describe('what is loaded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-loaded-'));
  // It refuses the token, so that the bot ends when all that it starts with is loaded.
  const discord = createServer((_, response) => response.writeHead(401).end('{"message": "401: Unauthorized"}'));
  beforeAll(async () => {
    discord.listen(0, '127.0.0.1');
    await once(discord, 'listening');
  });
  afterAll(() => {
    discord.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs a program to its end, and gives the packages that it loaded. */
  async function loadedBy(program: string, args: readonly string[], env: Record<string, string>): Promise<string[]> {
    const trace = `
      import { writeFileSync } from 'node:fs';
      import { registerHooks } from 'node:module';
      const urls = [];
      registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) });
      process.on('exit', () => writeFileSync(process.env.LOADED_FILE, JSON.stringify(urls)));`;
    const file = join(folder, 'loaded.json');
    const flags = ['--import', `data:text/javascript,${encodeURIComponent(trace)}`];
    await new Promise<void>((done) =>
      execFile(process.execPath, [...flags, program, ...args], { env: { ...env, LOADED_FILE: file } }, () => done()),
    );
    const urls: string[] = JSON.parse(readFileSync(file, 'utf8'));
    rmSync(file);
    return urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  }

  const bot = () => ({
    DISCORD_TOKEN: 'a.b.c',
    DISCORD_API_URL: `http://127.0.0.1:${(discord.address() as AddressInfo).port}/api`,
    DATABASE_URL: `sqlite:${join(folder, 'dateline.db')}`,
    LOG_LEVEL: 'silent',
  });

  test.each(['all', 'gateway', 'worker'])(
    'by ROLE=%s is neither PostgreSQL’s nor Prometheus’ package',
    async (ROLE) => {
      const packages = await loadedBy('src/start.js', [], { ...bot(), ROLE });
      expect(packages).toContain('discord.js');
      for (const name of ['pg', 'prom-client', 'pino-pretty']) expect(packages).not.toContain(name);
    },
  );

  test('with HTTP_PORT is Prometheus’ package', async () => {
    expect(await loadedBy('src/start.js', [], { ...bot(), HTTP_PORT: '0' })).toContain('prom-client');
  });

  test('with a database of PostgreSQL is its package', async () => {
    const env = { ...bot(), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    expect(await loadedBy('src/start.js', [], env)).toContain('pg');
  });

  test.each([
    ['src/cli/content.ts', ['check']],
    ['src/cli/backup.ts', [join(folder, 'copy.db')]],
  ])('by %s is nothing of Discord’s', async (program, args) => {
    const packages = await loadedBy(program, args, { DATABASE_URL: bot().DATABASE_URL });
    expect(packages).toContain('zod');
    for (const name of ['discord.js', '@discordjs/ws', 'pg', 'prom-client']) expect(packages).not.toContain(name);
  });
});

type Locked = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
};

/**
 * The names of the packages that `npm ci --omit=dev --omit=optional` installs by the lock where the workspace's folder
 * is not there, as in the image: what the bot's own dependencies lead to. npm then passes over the workspace.
 */
function installedWithoutWorkspace(): string[] {
  const locked: Record<string, Locked> = JSON.parse(read('package-lock.json')).packages;
  const found = new Set<string>();
  const wanted = Object.keys(manifest.dependencies).map((name) => ({ name, from: '' }));
  for (const { name, from } of wanted) {
    const path = locate(locked, name, from);
    if (found.has(path)) continue;
    found.add(path);
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = locked[path] ?? {};
    const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
    for (const next of [...Object.keys(dependencies), ...peers]) wanted.push({ name: next, from: path });
  }
  return [...found].map((path) => path.replace(/^.*node_modules\//, ''));
}

/** Where a package lies that another one imports: as near to it as there is one, as Node looks for it. */
function locate(locked: Readonly<Record<string, Locked>>, name: string, from: string): string {
  const path = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (path in locked) return path;
  if (from === '') throw new Error(`${name} is not in package-lock.json`);
  return locate(locked, name, from.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, ''));
}

/** All files of ours, and the names of all packages, that these files import, directly or not; types aside. */
function imported(entries: readonly string[]): { files: string[]; packages: Set<string> } {
  const files = new Set(entries);
  const packages = new Set<string>();
  for (const file of files) {
    if (file.endsWith('.json')) continue;
    // What the editors' tool imports on demand it can do without: the verb then says what is not installed.
    const isVerb = file.startsWith('src/cli/content/');
    for (const { target, onlyTypes, onDemand } of importsOf(file)) {
      if (onlyTypes || target.startsWith('node:') || (isVerb && onDemand)) continue;
      if (target.startsWith('.')) files.add(relative('.', resolve(dirname(file), target)));
      else packages.add(packageOf(target));
    }
  }
  const missing = [...files].filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`${missing.join(', ')} is imported and not there`);
  return { files: [...files], packages };
}
