import { DiscordAPIError, type REST, RESTEvents, Routes } from 'discord.js';
import { z } from 'zod';

/** Thrown when Discord does not let the bot in. Its message says what to do. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
}

/** Who the bot is. */
export type Identity = {
  readonly applicationId: string;
  readonly botId: string;
  /** The key by which Discord signs what it sends by HTTP, as 64 hexadecimal digits. */
  readonly publicKey: string;
  /** The address to which Discord sends interactions; by the gateway if undefined. */
  readonly endpoint: string | undefined;
};

const application = z.object({
  id: z.string(),
  bot: z.object({ id: z.string() }).optional(),
  verify_key: z.string(),
  interactions_endpoint_url: z.string().nullish(),
});

/** Thrown for an answer that is not one of Discord's API, which may pass; its message says what is wrong with it. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

/**
 * Asks Discord who the bot is. @throws {DiscordError} if Discord does not know the token, or the application has no
 * bot; {UnexpectedAnswer}; anything else if it cannot be asked now.
 */
export async function identify(rest: REST): Promise<Identity> {
  const { id, bot, verify_key, interactions_endpoint_url } = await currentApplication(rest);
  if (!bot)
    throw new DiscordError(
      'The application of DISCORD_TOKEN has no bot. Make one at https://discord.com/developers/applications: your application, Bot; then Reset Token.',
    );
  return {
    applicationId: id,
    botId: bot.id,
    publicKey: verify_key,
    endpoint: interactions_endpoint_url ?? undefined,
  };
}

async function currentApplication(rest: REST): Promise<z.infer<typeof application>> {
  const answer = await rest.get(Routes.currentApplication()).catch((error) => {
    throw error instanceof DiscordAPIError && error.status === 401 ? unknownToken() : error;
  });
  const parsed = application.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new UnexpectedAnswer(z.prettifyError(parsed.error));
}

/** Rejects with a `DiscordError` when Discord no longer knows the bot's token; does not resolve. */
export function tokenRefused(rest: REST): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  rest.on(RESTEvents.Response, ({ data }, { status }) => {
    if (status === 401 && data.auth !== false) reject(unknownToken());
  });
  return promise;
}

function unknownToken(): DiscordError {
  return new DiscordError(
    'Discord does not know DISCORD_TOKEN. Get a new one at https://discord.com/developers/applications: your application, Bot, Reset Token.',
  );
}
