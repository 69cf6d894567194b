/** What a terminal can show. */
interface Terminal {
  /** Whether the output may have colors: not where NO_COLOR has a value (no-color.org), and not in a terminal that calls itself dumb. */
  readonly color: boolean;
  /** Whether a line of the error output can be written over. */
  readonly errorIsTerminal: boolean;
}

interface Stream {
  readonly isTTY?: boolean;
}

export function terminalOf(output: Stream, error: Stream, environment: NodeJS.ProcessEnv): Terminal {
  const isDumb = environment['TERM'] === 'dumb';
  const isPlain = (environment['NO_COLOR'] ?? '') !== '';
  return {
    color: output.isTTY === true && !isDumb && !isPlain,
    errorIsTerminal: error.isTTY === true && !isDumb,
  };
}
