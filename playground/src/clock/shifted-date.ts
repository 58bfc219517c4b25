/** Sets `Date` and `Temporal.Now` of this process ahead by as many milliseconds as `ahead` says at the time. */
export function shiftDate(ahead: () => number): void {
  const RealDate = Date;
  const real = RealDate.now;
  const now = () => real() + ahead();
  RealDate.now = now;
  // A class cannot be called as the function that Date is too.
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[], made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.prototype.constructor = globalThis.Date;

  const instant = Temporal.Now.instant;
  const zone = Temporal.Now.timeZoneId;
  const here = (given: Temporal.TimeZoneLike = zone()) =>
    instant()
      .add({ milliseconds: Math.trunc(ahead()) })
      .toZonedDateTimeISO(given);
  Object.assign(Temporal.Now, {
    instant: () => here('UTC').toInstant(),
    zonedDateTimeISO: (given?: Temporal.TimeZoneLike) => here(given),
    plainDateTimeISO: (given?: Temporal.TimeZoneLike) => here(given).toPlainDateTime(),
    plainDateISO: (given?: Temporal.TimeZoneLike) => here(given).toPlainDate(),
    plainTimeISO: (given?: Temporal.TimeZoneLike) => here(given).toPlainTime(),
  });
}
