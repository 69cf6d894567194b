import type { Argv } from 'yargs';
import { orStandardInput } from '../commandLine/index.ts';
import { exitCodesText } from '../exitCodes.ts';
import { withJson } from '../options.ts';
import type { Session } from '../session.ts';
import { verifyFiles } from '../verifyFiles.ts';
import { verifySets } from '../verifySets.ts';

/** Files and sets that somebody saved. */
export const verifyCommands = (parser: Argv, session: Session): Argv =>
  parser
    .command(
      'verify <file..>',
      'Verify databases, patch files, logs and checkpoints, and print their headers',
      (command) =>
        withJson(
          command.positional('file', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: `Files, compared with each other, and folders, each compared within itself${orStandardInput}`,
          }),
          'lines',
        )
          .example(
            '$0 verify priv.edb priv.pat',
            'Headers, every page, every tree, and whether the two are of one backup',
          )
          .example('$0 verify edb*.log', 'Headers, records, and whether the logs are one chain')
          .example('$0 verify sets/nightly-backup/store-sunday', 'A whole backup set, with what verify-set says of it')
          .epilogue(exitCodesText('sound', 'something was found', 'a file is none of the engine or cannot be read')),
      async ({ file, json }) => {
        session.end(await verifyFiles(file, json, session.io));
      },
    )
    .command(
      'verify-set <dir..>',
      'Compare backup sets with their manifests, and what these say with itself',
      (command) =>
        withJson(
          command.positional('dir', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Folders of backup sets',
          }),
        ).example(
          '$0 verify-set sets/nightly-backup/sunday',
          'Truncated, altered, missing and extra files, and contradictions, a line each',
        ),
      async ({ dir, json }) => {
        session.end(await verifySets(dir, json, session.io));
      },
    );
