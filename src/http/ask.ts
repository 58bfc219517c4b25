/* For what is asked whenever somebody sends a request, and costs something: anyone may send them. */

const keptMs = 1_000;

/** A question that is asked once a second at most, and has the same answer in between. */
export function onceASecond<T>(question: () => Promise<T>): () => Promise<T> {
  let askedAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<T> | undefined;
  return () => {
    if (!answer || performance.now() - askedAt >= keptMs) {
      askedAt = performance.now();
      answer = question();
    }
    return answer;
  };
}

const timeoutMs = 1_000;

/** The answer to a question; undefined if it fails, or does not come within a second. */
export async function inTime<T>(question: () => T | Promise<T>): Promise<T | undefined> {
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(timeout.resolve, timeoutMs, undefined);
  try {
    return await Promise.race([question(), timeout.promise]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
