import type { Argv } from 'yargs';
import { jsonSchemaText, schemaNames } from '../../outputs/index.ts';
import { orStandardInput } from '../commandLine/index.ts';
import { exitCodesText } from '../exitCodes.ts';
import { listFaults } from '../faults.ts';
import { withFaults, withJson, withWorld } from '../options.ts';
import { ownLines } from '../output/index.ts';
import { playScenarios } from '../playCommand.ts';
import type { Session } from '../session.ts';

/** Scenarios, and the languages that they are written in. */
export const playCommands = (parser: Argv, session: Session): Argv =>
  parser
    .command(
      'play <scenario..>',
      'Play scenarios: a server, what happens to it, and what must come of it',
      (command) =>
        withFaults(
          withWorld(
            withJson(
              command
                .positional('scenario', {
                  type: 'string',
                  array: true,
                  demandOption: true,
                  describe: `Scenario files (YAML)${orStandardInput}`,
                })
                .option('set', {
                  type: 'string',
                  requiresArg: true,
                  describe: 'Keep sets and traces in DIR/SCENARIO instead of a temporary folder',
                })
                .option('strict', {
                  type: 'boolean',
                  default: false,
                  describe: 'A fault that never strikes, or changes nothing, is an expectation that was not met',
                }),
              'lines',
            ),
          ),
        )
          .example('$0 play fixtures/scenarios/nightly-backup.yaml', 'Back up, lose the disks, restore, compare')
          .example('$0 play --seed 42 --set /tmp/sets *.yaml', 'Another seed, and keep what was saved')
          .example("$0 play nightly.yaml --fault 'at HrBackupRead 3, hang'", 'What if? As often as there are faults')
          .epilogue(exitCodesText('as expected', 'an expectation was not met')),
      async ({ scenario, fault, ...asked }) => {
        session.end(await playScenarios({ ...asked, scenarios: scenario, faults: fault }, session.io));
      },
    )
    .command(
      'faults',
      'Show the language of faults: what can go wrong in a scenario, and when',
      (command) =>
        withJson(command)
          .example('$0 faults', 'Every moment and every action, with an example')
          .example("$0 play x.yaml --fault 'at HrBackupRead 3, hang'", 'One of them'),
      ({ json }) => session.end(listFaults(json, session.io)),
    )
    .command(
      'schema [output]',
      'Print the JSON Schema of scenario files, or of what a command prints with --json',
      (command) =>
        command
          .positional('output', {
            choices: schemaNames,
            default: 'scenario' as const,
            describe: 'scenario, or the command; of JSON Lines it describes each line',
          })
          .example('$0 schema > scenario.schema.json', 'For editors that check YAML')
          .example('$0 schema play', 'Each line of: edbproof play --json'),
      ({ output }) => session.io.out(ownLines(jsonSchemaText(output))),
    );
