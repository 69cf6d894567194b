/**
 * What the engine would call a file: the last part of its path in lower case, without the number that a backup set puts
 * in front to keep names apart (`003-edb00001.log`).
 */
export function engineName(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? path;
  return name.toLowerCase().replace(/^\d{3,}-/, '');
}

/** The name without its last ending: what a database and its patch file have in common. */
export function baseNameOf(path: string): string {
  return engineName(path).replace(/\.[^.]*$/, '');
}

/** The ending after the last dot; empty when there is none. */
export function endingOf(path: string): string {
  return /\.([^.]*)$/.exec(engineName(path))?.[1] ?? '';
}
