/** What went wrong in this program, for whoever mends it. Further in than any line of ours, whatever the message is. */
export const stackLines = (error: unknown): readonly string[] =>
  (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n').map((text) => `    ${text}`);
