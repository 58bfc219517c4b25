import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { reply } from './reply.ts';

/*
 * The least that answers a slash command: a WebSocket, Node's own HTTP, and an answer that is made once. It is no
 * bot, but the floor under all.
 */

const { DISCORD_TOKEN, DISCORD_API_URL = '' } = process.env;
const api = `${DISCORD_API_URL}/v10`;
const agent = new Agent({ keepAlive: true });
const body = Buffer.from(JSON.stringify({ type: 4, data: reply }));
const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length, 'User-Agent': 'bare' };
const opcode = { dispatch: 0, heartbeat: 1, identify: 2, hello: 10 };

const socket = new WebSocket(`${new URL(api).origin.replace('http', 'ws')}?v=10&encoding=json`);
let sequence: number | null = null;

function send(op: number, d: unknown): void {
  socket.send(JSON.stringify({ op, d }));
}

socket.on('message', (data) => {
  const { op, d, s, t } = JSON.parse(String(data));
  sequence = s ?? sequence;
  if (op === opcode.hello) {
    setInterval(() => send(opcode.heartbeat, sequence), d.heartbeat_interval);
    const properties = { os: process.platform, browser: 'bare', device: 'bare' };
    send(opcode.identify, { token: DISCORD_TOKEN, intents: 0, properties });
  }
  if (op !== opcode.dispatch || t !== 'INTERACTION_CREATE') return;
  post(`${api}/interactions/${d.id}/${d.token}/callback`);
});

function post(url: string): void {
  request(url, { method: 'POST', agent, headers }, (answer) => answer.resume())
    // A connection that was kept, and that the other side has closed meanwhile.
    .on('error', () => post(url))
    .end(body);
}
