import { z } from 'zod';

/*
 * What a fault can be. The descriptions are what the control interface tells of each field.
 */

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const statuses = [400, 401, 403, 404, 429, 500, 502, 503, 504] as const;
export const scopes = ['user', 'shared', 'global'] as const;
export const waits = ['body', 'date', 'nowhere'] as const;
export const actions = ['drop-before', 'drop-after', 'delay', 'hang', 'status'] as const;

// An hour: longer waits are no test.
const longest = 3_600_000;

const often = 'a number from 1 on, or "always"';

const matching = {
  method: z.enum(methods).optional().describe('the method; every one if left out'),
  path: z
    .string()
    .min(1)
    .optional()
    .describe(
      'the path, without /api/v10; every one if left out. With a slash before it the whole path, else the end of it: ' +
        '`messages` is every channel’s. :id or * stands for one part, ** at the end for any rest, #news for that channel’s id',
    ),
  times: z
    .union([z.int().min(1, { error: often }), z.literal('always')], { error: often })
    .optional()
    .describe('how many requests it strikes; 1 if left out'),
  skip: z.int().min(0).max(1_000_000).optional().describe('how many requests that match go by first'),
  chance: z.number().min(0).max(1).optional().describe('how likely it strikes a request that matches; 1 if left out'),
  seed: z.int().optional().describe('where the chance begins; drawn from the seed of this Discord if left out'),
};

const when = z
  .enum(['before', 'after'])
  .optional()
  .describe('before the request is processed (if left out), or after: what it asks for is done, and not told');

/** What a fault does, and to which requests. */
export const faultPlan = z.discriminatedUnion(
  'do',
  [
    z.strictObject({ do: z.literal('drop-before').describe('closes the socket; nothing happens'), ...matching }),
    z.strictObject({
      do: z.literal('drop-after').describe('processes the request, then closes the socket'),
      ...matching,
    }),
    z.strictObject({
      do: z.literal('delay').describe('waits'),
      ms: z.int().min(0).max(longest).describe('milliseconds'),
      when,
      ...matching,
    }),
    z.strictObject({
      do: z.literal('hang').describe('never answers, and keeps the socket open until the fault is removed'),
      when,
      ...matching,
    }),
    z
      .strictObject({
        do: z.literal('status').describe('answers with a status, as Discord or what stands before it does'),
        status: z.literal(statuses, { error: `one of ${statuses.join(', ')}` }),
        when,
        code: z.int().optional().describe('Discord’s own error code, for 400 to 404, as 50001'),
        message: z.string().optional().describe('the message of that code, where it is not known here'),
        scope: z.enum(scopes).optional().describe('of a 429; user if left out'),
        retryAfter: z
          .number()
          .min(0.001)
          .max(longest / 1000)
          .optional()
          .describe('seconds, of a 429; 1 if left out. Who asks again sooner is answered 429 again'),
        wait: z
          .enum(waits)
          .optional()
          .describe(
            'where a 429 says how long to wait, as what stands before Discord may: in its body alone, as a date in its ' +
              'header alone, or nowhere. As Discord itself does if left out',
          ),
        ...matching,
      })
      .superRefine((plan, context) => {
        const { code, message, scope, retryAfter, wait } = plan;
        const wrong = (path: string, problem: string) =>
          context.addIssue({ code: 'custom', path: [path], message: problem });
        if (plan.when === 'after' && plan.status < 500)
          wrong('when', 'only 500, 502, 503 and 504 come after processing');
        if (plan.status !== 429 && scope !== undefined) wrong('scope', 'only for 429');
        if (plan.status !== 429 && retryAfter !== undefined) wrong('retryAfter', 'only for 429');
        if (plan.status !== 429 && wait !== undefined) wrong('wait', 'only for 429');
        if (![400, 401, 403, 404].includes(plan.status) && code !== undefined)
          wrong('code', 'only for 400, 401, 403 and 404');
        if (message !== undefined && code === undefined) wrong('message', 'only with a code');
      }),
  ],
  { error: ({ code }) => (code === 'invalid_union' ? `one of ${actions.join(', ')}` : undefined) },
);

export type FaultPlan = Readonly<z.input<typeof faultPlan>>;
export type FaultAction = FaultPlan['do'];

/** A fault that is set. */
export type Fault = {
  readonly id: number;
  readonly plan: FaultPlan;
  /** How many requests it has struck. */
  readonly struck: number;
  /** How many it will strike yet. */
  readonly left: number | 'always';
  /** Sockets that it keeps open without an answer. */
  readonly holding: number;
};

/** The faults of requests: each request is struck by at most one, the first that was set of those that match. */
export type Faults = {
  /** Sets a fault. @throws {ControlError} that says all that is wrong with it */
  add(plan: FaultPlan): Fault;
  /** The faults that strike yet, or keep sockets open. */
  list(): readonly Fault[];
  /**
   * Takes a fault away, and closes the sockets that it kept open. @throws {ControlError} if there is none of this id
   */
  remove(id: number): void;
  /** Takes all of them away. */
  clear(): void;
};
