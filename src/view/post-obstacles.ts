import type { Language } from '../text/language.ts';

/** What keeps the bot from posting in a channel whatever permissions it has there. */
export type PostObstacles = {
  /** Until when the bot is timed out, in milliseconds since 1970. */
  readonly timedOutUntil?: number;
  /** True for a thread in which only those may post who manage threads. */
  readonly isLocked?: boolean;
  /** True for a thread that the bot cannot see: a private one that it is not in, or one of a channel closed to it. */
  readonly isHiddenThread?: boolean;
};

/** True if something other than a permission keeps the bot from posting. */
export function hasObstacle({ timedOutUntil, isLocked = false, isHiddenThread = false }: PostObstacles): boolean {
  return timedOutUntil !== undefined || isLocked || isHiddenThread;
}

/** What keeps the bot from posting, each with what to do, as Markdown. */
export function obstacleTexts({ timedOutUntil, isLocked, isHiddenThread }: PostObstacles, { t }: Language): string[] {
  return [
    ...(timedOutUntil === undefined ? [] : [t('digest:obstacle.timedOut', { at: Math.ceil(timedOutUntil / 1000) })]),
    ...(isLocked ? [t('digest:obstacle.locked')] : []),
    ...(isHiddenThread ? [t('digest:obstacle.hiddenThread')] : []),
  ];
}
