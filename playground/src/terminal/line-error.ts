/** Thrown when a line cannot be understood; the message says what could be written instead. */
export class LineError extends Error {
  override readonly name = 'LineError';
}
