import { parseFault, printFault } from '../../simulator/exchange/index.ts';
import { impossible } from './adminSteps.ts';
import { plain, type StepReport } from './events.ts';
import type { StepFields } from './schema/index.ts';
import type { World } from './world.ts';

export const faultStep = (world: World, text: StepFields<'fault'>): StepReport => faultsStep(world, [text]);

/** Faults wait from now on. One that cannot, because its time has passed, is told. */
export function faultsStep(world: World, texts: StepFields<'faults'>): StepReport {
  const waiting: string[] = [];
  for (const text of texts) {
    const parsed = parseFault(text);
    if (!parsed.ok) throw new Error(`the fault "${text}" passed the schema: ${parsed.problem}`);
    const planned = world.faults.plan(parsed.fault);
    if (!planned.ok) return impossible(`fault: ${text}`, planned.problem);
    waiting.push(printFault(parsed.fault));
  }
  return plain(`${waiting.length === 1 ? 'fault waits' : 'faults wait'}: ${waiting.join('; ')}.`);
}
