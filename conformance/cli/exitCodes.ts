/** What the exit codes mean for a command: the last line of its help. */
export const exitCodesText = (good: string, unmet: string, usage = 'bad input'): string =>
  `Exit codes: 0 ${good}, 1 ${unmet}, 2 ${usage}, 3 internal error, 4 output that could not be written, 130 interrupted.`;
