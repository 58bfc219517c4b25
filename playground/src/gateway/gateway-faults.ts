import { z } from 'zod';

/** What a gateway that is well does; without one of them it is as good as broken. */
export const gatewayHabits = z.strictObject({
  acks: z.boolean().describe('acknowledges heartbeats'),
  hello: z.boolean().describe('says Hello on a new connection'),
  sessions: z.boolean().describe('lets sessions begin; else it answers each identify with Invalid Session (op 9)'),
  connections: z.boolean().describe('takes new connections; else it answers 503'),
});

/** A code that a connection can be closed with. */
export const closeCode = z
  .int()
  .refine(
    (code) => (code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005) || (code >= 3000 && code <= 4999),
    {
      error: 'a code from 4000 to 4999 or 3000 to 3999, or one of 1000 to 1003 and 1006 to 1014',
    },
  )
  .describe('Discord’s own as 4000, 4004 or 4009; 1001; 1006 breaks the connection off without a word');

export type GatewayHabits = z.infer<typeof gatewayHabits>;

/** What can go wrong with the gateway. */
export type GatewayFaults = {
  /**
   * Closes every connection with a code; 1006 breaks them off without one. Sessions can be resumed, but for the codes
   * after which Discord has clients identify anew (4004, 4007, 4009 to 4014). @throws {ControlError} if it is no such
   * code
   */
  close(code: number): void;
  /** Asks every connection to reconnect and resume (op 7), as Discord does before it restarts. */
  requestReconnect(): void;
  /** Ends every session (op 9); one that is resumable may be resumed by its client. */
  invalidateSessions(resumable: boolean): void;
  /** Sets which of its habits the gateway has from now on; those that are left out stay. */
  behave(habits: { readonly [name in keyof GatewayHabits]?: boolean | undefined }): void;
  habits(): Readonly<GatewayHabits>;
};
