/** A document cannot become a briefing. The message, for the editor, says why and what to do. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
