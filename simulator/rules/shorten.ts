/**
 * Leaves at most so many elements in a list. To tell an array the length that it has costs as much as the rest of a cheap call, and
 * the lists of a step are nearly always empty already.
 */
export function shorten(list: unknown[], length: number): void {
  if (list.length > length) list.length = length;
}
