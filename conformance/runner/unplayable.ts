import { type ExchangeServer, type Fault, parseFault, type ServiceName } from '../../simulator/exchange/index.ts';
import { nameOfStep } from './performStep.ts';
import { PossibleNames } from './possibleNames.ts';
import type { Scenario, ScenarioStep } from './schema/index.ts';

/**
 * Why a scenario cannot be played: a step or a fault names a service, a database, a file or a drive that the server never
 * has. A fault that can never strike would make a good verdict say less than it seems to. `faults`: those of the command
 * line; `hasGuest`: an agent that is not ours may restore to places of its own.
 */
export function unplayable(
  scenario: Scenario,
  server: ExchangeServer,
  faults: readonly Fault[],
  hasGuest: boolean,
): { readonly stepNumber: number | null; readonly text: string } | null {
  const names = new PossibleNames(server, scenario);
  const faultProblem = (fault: Fault): string | null => problemOfFault(fault, scenario, names, hasGuest);
  for (const [index, step] of scenario.steps.entries()) {
    const problem = stepProblem(step, scenario) ?? firstProblem(faultsOf(step), faultProblem);
    if (problem !== null) return { stepNumber: index + 1, text: `step ${index + 1} speaks of ${problem}` };
  }
  const problem = firstProblem(faults, faultProblem);
  return problem === null ? null : { stepNumber: null, text: `a fault speaks of ${problem}` };
}

function stepProblem(step: ScenarioStep, { server }: Scenario): string | null {
  const fields = step[nameOfStep(step)] ?? {};
  if (typeof fields === 'string') return null;
  if ('service' in fields && fields.service !== undefined && server.services[fields.service] === undefined) {
    return `the ${fields.service}, which the server does not have`;
  }
  const store = server.services['information-store'];
  const databases = {
    priv: store?.private !== undefined,
    pub: store?.public !== undefined,
    dir: server.services.directory !== undefined,
  };
  const one = 'database' in fields ? [fields.database] : [];
  const named = [...one, ...(step.backup?.databases ?? []), ...(step.restore?.databases ?? [])];
  const absent = named.find((database) => !databases[database]);
  return absent === undefined ? null : `${absent}.edb, which the server does not have`;
}

const faultsOf = ({ fault, faults }: ScenarioStep): readonly Fault[] =>
  [fault ?? [], faults ?? []].flat().flatMap((text) => {
    const parsed = parseFault(text);
    return parsed.ok ? [parsed.fault] : [];
  });

function problemOfFault(
  { when, what }: Fault,
  { server }: Scenario,
  names: PossibleNames,
  hasGuest: boolean,
): string | null {
  const service: ServiceName | null = 'service' in what ? what.service : null;
  if (service !== null && server.services[service] === undefined) {
    return `the ${service}, which the server does not have`;
  }
  const files = [...(when.kind === 'byte' ? [when.file] : []), ...('file' in what ? [what.file] : [])];
  const problem = firstProblem(files, (file) => (hasGuest && file.includes('\\') ? null : names.fileProblem(file)));
  if (problem !== null) return problem;
  return 'volume' in what && !hasGuest ? names.driveProblem(what.volume) : null;
}

function firstProblem<Thing>(things: readonly Thing[], problemOf: (thing: Thing) => string | null): string | null {
  for (const thing of things) {
    const problem = problemOf(thing);
    if (problem !== null) return problem;
  }
  return null;
}
