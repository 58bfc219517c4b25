// Discord does not say for how long; a few minutes, it says.
const usual = 5 * 60_000;

/**
 * Remembers the nonces of posts that were to be made only once, by author and channel, for so many milliseconds by
 * `elapsed`.
 */
export function createNonces(window = usual, elapsed: () => number = () => performance.now()) {
  const seen = new Map<string, { messageId: string; at: number }>();
  const key = (channelId: string, authorId: string, nonce: string | number) => `${channelId}/${authorId}/${nonce}`;
  return {
    /** The message that was posted with this nonce in the last minutes. */
    find(channelId: string, authorId: string, nonce: string | number): string | undefined {
      const found = seen.get(key(channelId, authorId, nonce));
      return found && elapsed() - found.at < window ? found.messageId : undefined;
    },
    remember(channelId: string, authorId: string, nonce: string | number, messageId: string): void {
      seen.set(key(channelId, authorId, nonce), { messageId, at: elapsed() });
    },
  };
}

export type Nonces = ReturnType<typeof createNonces>;
