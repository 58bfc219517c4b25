import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The playground as a process of its own. */
export type PlaygroundProcess = {
  /** The address of its page. */
  readonly url: string;
  /** Ends it, and resolves when it is gone. */
  stop(): Promise<void>;
};

/** Starts the playground as `npm run playground` does; resolves when it says where its page is. */
export async function startPlayground(env: Readonly<Record<string, string>> = {}): Promise<PlaygroundProcess> {
  const child = spawn(process.execPath, ['src/cli/playground/main.ts'], {
    env: { ...process.env, CONTENT_DIR: '', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    void exited.then(() => reject(new Error('the playground ended before it said where its page is')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (found) resolve(found);
    });
  });
  return {
    url,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
