import { type RestoreResult, runRestore } from '../agent/index.ts';
import { noRestoreDeviations } from '../procedures/index.ts';
import type { StepReport } from './events.ts';
import { Expectations } from './expectation.ts';
import type { StepFields } from './schema/index.ts';
import { generationsText, phrase, sentence } from './textOf.ts';
import { traceFile } from './traceFile.ts';
import type { World } from './world.ts';

/** The reference agent restores a chain of sets to a service of the world. */
export async function restoreStep(
  world: World,
  fields: StepFields<'restore'>,
  stepNumber: number,
): Promise<StepReport> {
  const { storage, setFolder, signal, onNote, onProgress } = world.options;
  const service = world.service(fields.service);
  const trace = traceFile(storage, `${setFolder}/restore-${stepNumber}.trace.jsonl`);
  const client = world.server.connect(fields.codePage === undefined ? {} : { codePage: fields.codePage });
  const result = await runRestore({
    api: client,
    files: world.server.share,
    storage,
    setPaths: fields.sets.map((name) => `${setFolder}/${name}`),
    ...(fields.databases === undefined ? {} : { databases: fields.databases }),
    options: {
      server: world.server.name,
      annotation: service.annotation,
      form: fields.form === 'A' ? { kind: 'A', codePage: fields.codePage ?? 'cp1252' } : { kind: 'W' },
      eraseExisting: fields.erase ?? true,
      deviations: {
        acceptBrokenChain: fields.deviations?.acceptBrokenChain ?? noRestoreDeviations.acceptBrokenChain,
        skipPatchFile: fields.deviations?.skipPatchFile ?? noRestoreDeviations.skipPatchFile,
      },
    },
    ...(signal === undefined ? {} : { signal }),
    onNote,
    faults: world.faults,
    onTraceLine: (line) => trace.write(line),
    ...(onProgress === undefined
      ? {}
      : {
          onProgress: (path, fileNumber, fileCount) => onProgress(`restoring ${path} (${fileNumber} of ${fileCount})`),
        }),
  });
  trace.close();
  client.disconnect();
  return { text: textOf(fields, result), unmet: unmetOf(fields, result) };
}

function textOf(fields: StepFields<'restore'>, result: RestoreResult): string {
  const head = `restore ${fields.sets.map((name) => `"${name}"`).join(', ')}`;
  if (!result.ok) return `${head}: refused: ${sentence(result.problems.map(phrase).join('; '))}`;
  const { outcome } = result;
  if (outcome.failure !== null) return `${head}: ${outcome.failure.what}`;
  if (outcome.result === 'vanished') return `${head}: the client died.`;
  const range = generationsText(outcome.lowGeneration, outcome.highGeneration);
  return `${head}: registered with ${range}, ${outcome.databases.map(({ newPath }) => newPath).join(' and ')} written.`;
}

const resultNames = { completed: 'ok', failed: 'failed', vanished: 'vanished', hung: 'hung' } as const;

function unmetOf(fields: StepFields<'restore'>, result: RestoreResult): StepReport['unmet'] {
  const failure = result.ok ? result.outcome.failure : null;
  const expectations = new Expectations(failure?.advice ?? 'check the sets with: edbproof verify-set DIR');
  const seen = !result.ok || failure?.kind === 'input' ? 'refused' : resultNames[result.outcome.result];
  const expected = fields.expect;
  expectations.same('restore', expected?.result ?? 'ok', seen);
  expectations.code(expected?.code, failure);
  expectations.call(expected?.call, failure);
  if (expected?.reason !== undefined) {
    const reason = result.ok ? (failure?.what ?? '') : result.problems.join('; ');
    expectations.holds(
      reason.includes(expected.reason),
      `reason: ${expected.reason}`,
      `reason: ${reason === '' ? 'none' : reason}`,
    );
  }
  return expectations.unmet;
}
