/*
 * Preloaded into a bot of the tests (`node --import`): its clock runs CLOCK_OFFSET milliseconds ahead, so that a
 * minute, an hour or a day is over when a test wants it to be. The bot knows nothing of it.
 */
const offset = Number(process.env.CLOCK_OFFSET ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) super(RealDate.now() + offset);
    else super(...(parts as [number]));
  }
  static override now() {
    return RealDate.now() + offset;
  }
} as DateConstructor;
