/** How an agent that was hosted came to its end. */
export type AgentEnding =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'not-started'; readonly problem: string }
  | { readonly kind: 'time-limit'; readonly seconds: number }
  /** A call never came back, and the agent was killed after that time. */
  | { readonly kind: 'hung'; readonly call: string; readonly seconds: number }
  /** A fault of the scenario killed it. */
  | { readonly kind: 'killed-by-fault'; readonly call: string }
  | { readonly kind: 'interrupted' }
  /** Whoever hosted the server for agents of his own had enough. */
  | { readonly kind: 'closed' };

/** A call that was not answered, and why. */
interface Unanswered {
  readonly kind: 'hung' | 'killed';
  readonly call: string;
  readonly reason: string;
}

/** What an agent is told when it is started. */
export interface AgentSurroundings {
  /** EDBPROOF_ENDPOINT and EDBPROOF_TOKEN. */
  readonly endpoint: string;
  readonly token: string;
  /** Name of the server: what HrBackupPrepare is given. */
  readonly server: string;
  /** Folder with the sets that the reference agent took before. */
  readonly sets: string;
  /** Folder with the server's disks, null when they are not shown. */
  readonly disk: string | null;
  /** Told of every call that is not answered, from the moment it is set. */
  onUnanswered: (unanswered: Unanswered) => void;
}

/** Runs an agent against the host, to its end. */
export type RunAgent = (surroundings: AgentSurroundings) => Promise<AgentEnding>;

/** One sentence without a full stop. */
export function endingText(ending: AgentEnding): string {
  switch (ending.kind) {
    case 'exited':
      return `exited with ${ending.code}`;
    case 'killed':
      return `was killed by ${ending.signal}`;
    case 'not-started':
      return `could not be started: ${ending.problem}`;
    case 'time-limit':
      return `was killed after ${ending.seconds} seconds, its time limit`;
    case 'hung':
      return `hung in ${ending.call}, and was killed ${ending.seconds} seconds later`;
    case 'killed-by-fault':
      return `was killed in ${ending.call} by a fault of the scenario`;
    case 'interrupted':
      return 'was interrupted';
    case 'closed':
      return 'was hosted until you ended it';
  }
}
