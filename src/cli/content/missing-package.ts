/** True for a package that is not installed: in the bot's image there are none but those that the bot needs. */
export function isMissingPackage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
