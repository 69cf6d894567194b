const FIRST_YEAR = 1970;
const LAST_YEAR = 2155;
const END_SECONDS = Date.UTC(LAST_YEAR + 1, 0, 1) / 1000;

/**
 * Reads a LOGTIME as whole seconds since 1970 UTC; 0 is the null time. Layout: second, minute, hour, day, month 1-12,
 * year - 1900, and two bytes that are zero in this era (D: ese-engine.md 1.1; that the fields are UTC is our choice:
 * 5.5 seems to have written local time).
 *
 * Fields that name no second from 1970 on read as the null time.
 */
export function readLogTime(view: DataView, offset: number): number {
  const second = view.getUint8(offset);
  const minute = view.getUint8(offset + 1);
  const hour = view.getUint8(offset + 2);
  const day = view.getUint8(offset + 3);
  const month = view.getUint8(offset + 4);
  const year = view.getUint8(offset + 5) + 1900;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Date carries what overflows into the next field: too many hours or days show in the day, too many months in the
  // month, the rest must be looked at.
  const isTime = second < 60 && minute < 60 && date.getUTCDate() === day && date.getUTCMonth() === month - 1;
  return isTime && year >= FIRST_YEAR ? date.getTime() / 1000 : 0;
}

/** Throws a RangeError unless `seconds` is 0 or a whole second of the years 1970 to 2155, which is all that fits. */
export function writeLogTime(view: DataView, offset: number, seconds: number): void {
  const date = toDate(seconds);
  const fields =
    date === null
      ? [0, 0, 0, 0, 0, 0]
      : [
          date.getUTCSeconds(),
          date.getUTCMinutes(),
          date.getUTCHours(),
          date.getUTCDate(),
          date.getUTCMonth() + 1,
          date.getUTCFullYear() - 1900,
        ];
  for (const [index, field] of [...fields, 0, 0].entries()) view.setUint8(offset + index, field);
}

/** `8/6/1999 20:46:33`, without leading zeros, as eseutil 5.5 prints it; the null time is `0/0/1900 0:0:0` (Q182960). */
export function formatLogTime(seconds: number): string {
  const date = toDate(seconds);
  if (date === null) return '0/0/1900 0:0:0';
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  return `${day} ${date.getUTCHours()}:${date.getUTCMinutes()}:${date.getUTCSeconds()}`;
}

function toDate(seconds: number): Date | null {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds >= END_SECONDS) {
    throw new RangeError(
      `${seconds} is not a log time; give whole seconds from ${FIRST_YEAR} to ${LAST_YEAR}, 0 for none`,
    );
  }
  return seconds === 0 ? null : new Date(seconds * 1000);
}
