import { type Context, canPost } from '../command/command.ts';
import { UserError } from '../text/user-error.ts';

const windowMs = 60_000;
// More than moderators need, and so few that one server's cannot take the requests that others wait for.
const mostPerMinute = { access: 60, postNow: 4 } as const;

// No longer: a permission may be taken away at any time.
const keptMs = 3_000;

/**
 * Lets the moderators of each guild cause so many posts, and questions to Discord of what the bot may do, in a minute;
 * what is beyond that throws a `UserError` that says when to try again. That the bot lacks nothing in a channel is
 * kept some seconds.
 */
export function limitPerGuild({
  access,
  postNow,
  now,
}: Pick<Context, 'access' | 'postNow' | 'now'>): Pick<Context, 'access' | 'postNow'> {
  const limits = { access: createLimit(mostPerMinute.access), postNow: createLimit(mostPerMinute.postNow) };
  const take = (what: keyof typeof limits, guildId: string) => {
    const freeAt = limits[what](guildId, now());
    if (freeAt === undefined) return;
    throw new UserError(`digest:error.limit.${what}`, { times: mostPerMinute[what], at: Math.ceil(freeAt / 1000) });
  };
  return {
    access: keepAccess(async (needs) => {
      take('access', needs.guildId);
      return access(needs);
    }, now),
    async postNow(digest) {
      take('postNow', digest.guildId);
      return postNow(digest);
    },
  };
}

/** More than a person clicks in direct messages. */
const mostMembershipsPerMinute = 20;

/** Lets each person cause so many questions in a minute of whether they are a member of a guild. */
export function limitPerPerson<Answer>(
  ask: (guildId: string, userId: string) => Promise<Answer>,
  now: () => number,
): (guildId: string, userId: string) => Promise<Answer> {
  const limit = createLimit(mostMembershipsPerMinute);
  return async (guildId, userId) => {
    if (limit(userId, now()) !== undefined) throw new UserError('error:moderatorUnchecked');
    return ask(guildId, userId);
  };
}

/**
 * Counts what each guild does within the window, `most` times at most. @returns a function that counts one more, or
 * says when the next one may be, in milliseconds since 1970.
 */
function createLimit(most: number): (guildId: string, now: number) => number | undefined {
  // By guild, the one that did something last at the end.
  const done = new Map<string, number[]>();
  return (guildId, now) => {
    const recent = (done.get(guildId) ?? []).filter((at) => at > now - windowMs && at <= now);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= most) return oldest + windowMs;
    done.delete(guildId);
    done.set(guildId, [...recent, now]);
    for (const [other, instants] of done) {
      if ((instants.at(-1) ?? 0) > now - windowMs) break;
      done.delete(other);
    }
    return undefined;
  };
}

/**
 * Asks once for what is asked at the same time. That nothing is lacking is kept some seconds; what is lacking is asked
 * anew each time, for somebody may just have given it.
 */
function keepAccess(ask: Context['access'], now: () => number): Context['access'] {
  type Kept = { readonly answer: ReturnType<Context['access']>; readonly at: number };
  // By channel and role, the one that was asked last at the end.
  const kept = new Map<string, Kept>();
  return (needs) => {
    const key = [needs.guildId, needs.channelId, needs.roleId].join();
    for (const [other, { at }] of kept) {
      if (at > now() - keptMs && at <= now()) break;
      kept.delete(other);
    }
    const found = kept.get(key);
    if (found) return found.answer;
    const answer = ask(needs);
    const forget = () => kept.get(key)?.answer === answer && kept.delete(key);
    kept.set(key, { answer, at: now() });
    answer.then((access) => isLacking(access) && forget(), forget);
    return answer;
  };
}

function isLacking(access: Awaited<ReturnType<Context['access']>>): boolean {
  if (!access || access === 'gone') return true;
  return !canPost(access) || access.isRoleGone === true || access.permissions.some(({ held }) => !held);
}
