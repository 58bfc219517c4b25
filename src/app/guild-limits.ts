import type { Context } from '../command/command.ts';
import { UserError } from '../text/user-error.ts';

const windowMs = 60_000;
// More than moderators need, and so few that one server's cannot take the requests that others wait for.
const mostPerMinute = { access: 60, postNow: 4 } as const;

/**
 * Lets the moderators of each guild cause so many posts, and questions to Discord of what the bot may do, in a minute;
 * what is beyond that throws a `UserError` that says when to try again.
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
    async access(needs) {
      take('access', needs.guildId);
      return access(needs);
    },
    async postNow(digest) {
      take('postNow', digest.guildId);
      return postNow(digest);
    },
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
