/** All requests may wait for it, so that nothing longer is believed: it is asked again, once. */
const longestMs = 60 * 60_000;

/**
 * How long a 429 says to wait, in milliseconds: by its `Retry-After` header, in seconds or as a date, or by the
 * `retry_after` of its body, in seconds (https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit).
 * The longer one counts: for the posts that a channel may publish, and edits of those, Discord's header has the limit of
 * the route alone (https://github.com/discord/discord-api-docs/issues/6109).
 * An hour at most; undefined if it does not say, or says no time that is still to come. `now` in milliseconds since 1970.
 */
export function retryAfterMs(header: string | null | undefined, body: string, now: number): number | undefined {
  const told = [secondsOf(header), untilDate(header, now), secondsOf(inBody(body))];
  const known = told.filter((each) => each !== undefined).filter((each) => Number.isFinite(each) && each > 0);
  return known.length > 0 ? Math.min(Math.max(...known), longestMs) : undefined;
}

function secondsOf(text: string | null | undefined): number | undefined {
  return text ? Math.round(Number(text) * 1000) : undefined;
}

function untilDate(header: string | null | undefined, now: number): number | undefined {
  return header ? Date.parse(header) - now : undefined;
}

/** The body may be cut off, or be a page. */
function inBody(body: string): string | undefined {
  return /"retry_after":\s*([\d.]{1,20})/.exec(body)?.[1];
}
