import type { EdbbcliApi, ExportName } from '../../simulator/protocol/index.ts';
import type {
  Answer,
  ArgumentsOf,
  CallAnswer,
  CallAnswerOf,
  CallStep,
  CallStepOf,
  Procedure,
  ResultOf,
  Step,
  WorldAnswer,
} from './steps.ts';

type CallableApi = { readonly [Name in ExportName]: (...callArguments: ArgumentsOf<Name>) => ResultOf<Name> };

const performOne = <Name extends ExportName>(api: CallableApi, step: CallStepOf<Name>): CallAnswerOf<Name> => ({
  kind: 'call',
  function: step.function,
  result: api[step.function](...step.arguments),
});

/** Performs a call step on an API. The whole driver for calls: everything else is the driver's own business. */
export const performCall = (api: EdbbcliApi, step: CallStep): CallAnswer => performOne(api, step);

const answers = <Name extends ExportName>(answer: Answer, name: Name): answer is Answer & CallAnswerOf<Name> =>
  answer.kind === 'call' && answer.function === name;

/** Yields one call and returns its result, typed by the function's name. */
export function* call<Name extends ExportName>(
  name: Name,
  ...callArguments: ArgumentsOf<Name>
): Procedure<ResultOf<Name>> {
  const step: CallStepOf<Name> = { kind: 'call', function: name, arguments: callArguments };
  const answer = yield step;
  if (!answers(answer, name)) {
    throw new Error(`the driver answered the call ${name} with something else (kind '${answer.kind}')`);
  }
  return answer.result;
}

/** Yields a step to the outside world and returns its answer. */
export function* ask(step: Exclude<Step, CallStep>): Procedure<WorldAnswer> {
  const answer = yield step;
  if (answer.kind === 'call') {
    throw new Error(`the driver answered the step '${step.kind}' with the result of the call ${answer.function}`);
  }
  return answer;
}
