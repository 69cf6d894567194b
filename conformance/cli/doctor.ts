import { type DoctorFinding, examine, ownPlatform } from '../hosting/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonDocument } from './output/index.ts';

/** Says which parts are there, and how to get the others. Good when an agent of this machine can be hosted. */
export async function doctor(
  json: boolean,
  io: Io,
  look: () => Promise<readonly DoctorFinding[]> = examine,
): Promise<ExitCodeValue> {
  const findings = await look();
  const width = Math.max(...findings.map(({ part }) => part.length));
  io.out(json ? jsonDocument(findings) : findings.map((finding) => line(finding, width)));
  const isReady = findings.some(({ part, found }) => found && part.startsWith(ownPlatform));
  if (!json) {
    io.out([
      '',
      isReady
        ? 'The drop-in library for this machine is there. What is missing is needed only for what stands beside it.'
        : "There is no drop-in library for this machine's own agents. Everything that runs in this program works without.",
    ]);
  }
  return isReady ? ExitCode.good : ExitCode.unmet;
}

const line = ({ part, use, found, text }: DoctorFinding, width: number): string =>
  `${found ? 'there  ' : 'missing'}  ${part.padEnd(width)}  ${found ? text : `${use}; get it with: ${text}`}`;
