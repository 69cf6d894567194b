import type { Argv } from 'yargs';
import { explain } from '../explain.ts';
import { listFacets } from '../facets.ts';
import { withJson } from '../options.ts';
import { listProfiles } from '../profiles.ts';
import { listRequirements } from '../requirements.ts';
import type { Session } from '../session.ts';

/** What is known: codes, product versions, open questions, requirements. */
export const lookUpCommands = (parser: Argv, session: Session): Argv =>
  parser
    .command(
      'explain <code..>',
      'Say what a code, a service-specific error or an event means, in every form it is written in',
      (command) =>
        withJson(
          command.positional('code', {
            type: 'string',
            array: true,
            demandOption: true,
            describe:
              'Name or number of a code; number of a service-specific error; id of an event, alone or with its source',
          }),
        )
          .example('$0 explain 0xC8000230', 'A code as the API gives it')
          .example('$0 explain hrCircularLogging 4294966736', 'A name, and a number from the event log')
          .example('$0 explain -560 -939523536', 'Numbers of the engine, and signed ones')
          .example("$0 explain 1011 1120 'ESE97 104'", 'A service-specific error, and events'),
      ({ code, json }) => {
        session.end(explain(code, json, session.io));
      },
    )
    .command(
      'profiles [name]',
      'List the product versions, or what is known of one of them',
      (command) =>
        withJson(command.positional('name', { type: 'string', describe: 'A product version' }))
          .example('$0 profiles', 'All of them')
          .example('$0 profiles exchange-5.5', 'Every facet of 5.5, where it is from and what else is possible'),
      ({ name, json }) => {
        session.end(listProfiles(name, json, session.io));
      },
    )
    .command(
      'facets',
      'List what varies between versions or is not settled, and what would settle it',
      (command) =>
        withJson(
          command
            .option('profile', {
              type: 'string',
              requiresArg: true,
              default: 'exchange-5.5',
              describe: 'A product version, or a profile file with what you have observed',
            })
            .option('open', { type: 'boolean', default: false, describe: 'Only what nothing settles' }),
        )
          .example('$0 facets --open', 'The open questions of 5.5, and the experiment that would answer each')
          .example('$0 facets --profile lab.yaml', 'With observations of your own'),
      ({ profile, open, json }) => {
        session.end(listFacets({ profile, open, json }, session.io));
      },
    )
    .command(
      'requirements [id..]',
      'List what server and agent must do, where it is from, and which tests show it',
      (command) =>
        withJson(
          command
            .positional('id', { type: 'string', array: true, default: [], describe: 'Requirements to show whole' })
            .option('party', { choices: ['server', 'agent'] as const, describe: 'Only those of one party' })
            .option('unverified', { type: 'boolean', default: false, describe: 'Only those that nothing verifies' })
            .option('markdown', { type: 'boolean', default: false, describe: 'Print a Markdown page' })
            .check(({ markdown, json }) => {
              if (markdown && json === true) throw new Error('--markdown and --json exclude each other');
              return true;
            }),
        )
          .example('$0 requirements --party agent', 'What an agent must do')
          .example('$0 requirements EDB-LOGS-5', 'One of them, with its source and its tests')
          .example('$0 requirements --unverified', 'What is not verified, and why'),
      ({ id, party, unverified, json, markdown }) => {
        session.end(listRequirements({ ids: id, party, unverified, json, markdown }, session.io));
      },
    );
