/**
 * What Discord itself tells a person, without the bot: a bad option, a missing permission, a command that does not
 * exist, or that the application did not respond within 3 seconds.
 */
export class DiscordRefusal extends Error {
  override readonly name: string = 'DiscordRefusal';
}
