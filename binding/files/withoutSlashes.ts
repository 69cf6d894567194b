/** A path without the slashes at its end, but for the first `kept` characters. A pattern would try every slash of very many. */
export function withoutSlashes(path: string, slashes = '/\\', kept = 0): string {
  let end = path.length;
  while (end > kept && slashes.includes(path.charAt(end - 1))) end -= 1;
  return path.slice(0, end);
}
