/**
 * Thrown in place of a request that was not sent, or that Discord did not take for its rate limit. It may be sent after
 * `retryAfter`, in milliseconds; 0 if that is not known.
 */
export class NotSentError extends Error {
  override readonly name = 'NotSentError';
  readonly retryAfter: number;
  constructor(message: string, retryAfter = 0) {
    super(message);
    this.retryAfter = retryAfter;
  }
}
