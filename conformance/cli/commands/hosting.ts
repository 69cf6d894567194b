import type { Argv } from 'yargs';
import { ownPlatform, shimPlatforms } from '../../hosting/index.ts';
import { doctor } from '../doctor.ts';
import { exitCodesText } from '../exitCodes.ts';
import { withFaults, withJson, withWorld } from '../options.ts';
import { runAgent } from '../runCommand.ts';
import { serve } from '../serveCommand.ts';
import type { Session } from '../session.ts';
import { shimInstall, shimPath, shimUndo } from '../shimCommand.ts';

/** Agents that are not ours: the server that they see, and the library that leads them to it. */
export const hostingCommands = (parser: Argv, session: Session): Argv =>
  parser
    .command(
      'serve <scenario>',
      'Host the server of a scenario for agents that you start yourself, until Ctrl-C',
      (command) =>
        withHosting(command)
          .example('$0 serve nightly.yaml', 'An agent takes the place of the first backup or restore')
          .example('$0 serve nightly.yaml --at 7 --set /tmp/sets', 'Of step 7; what comes before it is played')
          .epilogue(exitCodes),
      async ({ fault, ...asked }) => {
        session.end(await serve({ ...asked, faults: fault }, session.io));
      },
    )
    .command(
      'run <scenario>',
      'Host the server of a scenario, run an agent against it, and judge what came of it',
      (command) =>
        withHosting(command)
          // What stands behind -- is the agent's own, whatever it looks like.
          .parserConfiguration({ 'populate--': true })
          .usage('$0 run <scenario> [options] -- COMMAND ARGS...')
          .option('platform', {
            choices: shimPlatforms,
            describe: 'Which library the agent loads; told from the program unless given',
          })
          .option('time-limit', limitOption('time-limit', 600, 'The agent is killed after so many seconds'))
          .option(
            'hang-limit',
            limitOption('hang-limit', 10, 'It is killed so many seconds after a call that never comes back'),
          )
          .example('$0 run nightly.yaml -- ./backup-agent --full', 'A program for this machine')
          .example('$0 run nightly.yaml --saved /tmp/tape -- wine agent.exe', 'A Windows one, and what it saved')
          .epilogue(exitCodes),
      async ({ fault, '--': agent = [], ...asked }) => {
        session.end(await runAgent({ ...asked, agent: wordsOf(agent), faults: fault }, session.io));
      },
    )
    .command('shim <action>', 'The drop-in library for agents: where it is, install it, undo that', (command) =>
      command
        .command(
          'path',
          'Print where it is',
          (path) => withPlatform(path),
          ({ platform }) => session.end(shimPath(platform, session.io)),
        )
        .command(
          'install <dir>',
          'Put it beside an agent',
          (install) =>
            withPlatform(install)
              .positional('dir', { type: 'string', demandOption: true, describe: "The agent's folder" })
              .option('replace', {
                type: 'boolean',
                default: false,
                describe: 'Also where another library is; that is kept',
              }),
          ({ dir, platform, replace }) => session.end(shimInstall(dir, platform, replace, session.io)),
        )
        .command(
          'undo <dir>',
          'Take it away, and put back what it replaced',
          (undo) =>
            withPlatform(undo).positional('dir', {
              type: 'string',
              demandOption: true,
              describe: "The agent's folder",
            }),
          ({ dir, platform }) => session.end(shimUndo(dir, platform, session.io)),
        )
        .demandCommand(1, 'say what to do with it: path, install or undo'),
    )
    .command(
      'doctor',
      'Look which parts are there that not everybody needs: compilers, Wine, the drop-in libraries',
      (command) => withJson(command),
      async ({ json }) => {
        session.end(await doctor(json, session.io));
      },
    );

const exitCodes = exitCodesText('as expected', 'an expectation was not met or the agent failed');

const wordsOf = (values: unknown): readonly string[] => (Array.isArray(values) ? values.map(String) : []);

const limitOption = (name: string, seconds: number, describe: string) =>
  ({
    type: 'number',
    default: seconds,
    requiresArg: true,
    describe,
    coerce: (given: number) => {
      if (given > 0 && given <= 86_400) return given;
      throw new Error(`--${name} must be more than 0 and at most 86400 seconds`);
    },
  }) as const;

const withPlatform = <Options>(command: Argv<Options>) =>
  command.option('platform', { choices: shimPlatforms, default: ownPlatform, describe: 'Whose agents it is for' });

const withHosting = (command: Argv) =>
  withFaults(withWorld(withJson(command, 'lines')))
    .positional('scenario', { type: 'string', demandOption: true, describe: 'Scenario file (YAML)' })
    .option('at', {
      type: 'number',
      requiresArg: true,
      describe: 'Number of the backup or restore step that the agent takes; the first unless told',
      coerce: (at: number) => {
        if (Number.isInteger(at) && at >= 1) return at;
        throw new Error('--at must be the number of a step');
      },
    })
    .option('listen', {
      type: 'string',
      requiresArg: true,
      default: 'tcp:127.0.0.1:0',
      describe: 'tcp:127.0.0.1:PORT (0: any) or unix:PATH',
    })
    .option('set', {
      type: 'string',
      requiresArg: true,
      describe: "Keep the reference agent's sets, and the trace, in DIR/SCENARIO",
    })
    .option('trace', {
      type: 'string',
      requiresArg: true,
      describe: 'Write what the agent calls; %p is its process id',
    })
    .option('redact', {
      type: 'boolean',
      default: false,
      describe: 'Names of computers become server-1, server-2 … in the trace',
    })
    .option('disk', {
      type: 'string',
      requiresArg: true,
      describe: "An empty folder in which the server's disks appear, for agents that restore",
    })
    .option('saved', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder in which the agent saves: every file that it read is looked for there',
    });
