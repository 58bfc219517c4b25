import type { State } from '../control/state.ts';
import type { Discord } from '../discord-types.ts';
import type { Fault, FaultPlan } from '../faults/fault-plan.ts';
import { ControlError } from '../model/control-error.ts';
import { LineError } from './line-error.ts';
import { posting, type Trouble } from './trouble-words.ts';

/**
 * Makes a Discord fail as a line says, by what the control interface does; resolves with what to say of it. @throws
 * {LineError}
 */
export async function makeTrouble(discord: Discord, { action, body }: Trouble): Promise<string> {
  try {
    await discord.control(action, body);
    const last = discord.faults.list().at(-1);
    return action === 'fault' && last ? describeFault(last) : describeAction(action, body);
  } catch (error) {
    if (error instanceof ControlError) throw new LineError(error.message);
    throw error;
  }
}

/** Everything that is wrong at present, one line for each thing. */
export function describeTrouble({ up, faults, gateway, guilds }: State): string[] {
  return [
    ...(up ? [] : ['This Discord is down: up ends it.']),
    ...faults.map(describeFault),
    ...(gateway.acks ? [] : ['The gateway does not acknowledge heartbeats: gateway acks on ends it.']),
    ...(gateway.hello ? [] : ['The gateway does not say hello: gateway hello on ends it.']),
    ...(gateway.sessions ? [] : ['The gateway lets no session begin: gateway sessions on ends it.']),
    ...(gateway.connections ? [] : ['The gateway refuses connections: gateway connections on ends it.']),
    ...guilds.filter(({ hasBot }) => !hasBot).map(({ name }) => `The bot is not in ${name}: invite lets it in.`),
  ];
}

/** A fault in a line: what it does, to what, and how often. */
function describeFault({ id, plan, struck, left, holding }: Fault): string {
  const { method, path, skip, chance } = plan;
  const what = [method, path].filter(Boolean).join(' ') || 'any request';
  return [
    `Fault ${id}: ${describePlan(plan)}`,
    what,
    left === 'always' ? 'until it is removed' : left === 1 ? 'once' : left === 0 ? 'no more' : `${left} times`,
    ...(skip ? [`after ${skip}`] : []),
    ...(chance === undefined ? [] : [`by chance ${chance}`]),
    ...(struck > 0 ? [`has struck ${struck}`] : []),
    ...(holding > 0 ? [`keeps ${holding} waiting`] : []),
  ].join(' · ');
}

function describePlan(plan: FaultPlan): string {
  const after = 'when' in plan && plan.when === 'after' ? ' after processing' : '';
  if (plan.do === 'delay') return `delay of ${plan.ms} ms${after}`;
  if (plan.do !== 'status') return `${plan.do}${after}`;
  const { status, scope = 'user', retryAfter = 1, code, wait } = plan;
  if (status === 429 && wait === 'nowhere') return '429 that does not say for how long';
  if (status === 429) return `429 ${scope}, for ${retryAfter} s${wait ? `, which its ${wait} alone says` : ''}`;
  return `${status}${code === undefined ? '' : `, code ${code}`}${after}`;
}

function describeAction(action: Trouble['action'], body: Trouble['body']): string {
  switch (action) {
    case 'fault':
    case 'fault/remove':
      return 'The fault is gone.';
    case 'fault/clear':
      return 'There are no faults of requests now.';
    case 'down':
      return 'This Discord is down: connections are refused until up.';
    case 'up':
      return 'This Discord is up again.';
    case 'gateway':
      return Object.values(body).every(Boolean)
        ? 'The gateway does it again.'
        : 'The gateway does not, until it is told to.';
    case 'gateway/close':
      return body.code === 1006 ? 'The connection is broken off.' : `The connection is closed with ${body.code}.`;
    case 'gateway/reconnect':
      return 'The bot is asked to reconnect.';
    case 'gateway/invalidate':
      return `The bot’s session is over${body.resumable ? '; it may resume it' : ''}.`;
    case 'permissions': {
      const { channel, allow, deny } = body;
      const names = allow ?? deny;
      if (String(names) === String(posting)) return `The bot ${allow ? 'may' : 'may not'} post in #${channel} now.`;
      return `The bot has ${allow ? '' : 'no '}${[names].flat().join(', ')} in #${channel} now.`;
    }
    case 'channel/delete':
      return `#${body.channel} is deleted.`;
    case 'thread':
      if (body.locked) return `#${body.channel} is closed and locked: reopen #${body.channel} ends it.`;
      return body.archived
        ? `#${body.channel} is archived: a post in it opens it again.`
        : `#${body.channel} is open again.`;
    case 'timeout':
      return body.minutes === 0
        ? 'The bot is not timed out any more.'
        : `The bot is timed out for ${body.minutes} min: timeout off ends it.`;
    case 'slowmode':
      return `People wait ${body.seconds} s between two messages in #${body.channel} now.`;
    case 'locale':
      return `The server’s language is ${body.locale} now.`;
    case 'role/delete':
      return `The role ${body.role} is deleted.`;
    case 'kick':
      return 'The bot is thrown out of the server: invite lets it in again.';
    case 'invite':
      return 'The bot is in the server again.';
  }
}
