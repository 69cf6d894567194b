import { type EngineCodeFacts, engineCode, shown, use } from '../codeFacts.ts';

/**
 * What articles show of 4.0 to 5.5 although Q177761 does not list it. Articles print -565 without a name; the name is
 * that of the MIT-licensed ESE.
 */
export const unlistedCodes = {
  JET_errMissingCurrentLogFiles: engineCode(
    -565,
    'The log folder has a gap after the last registered generation.',
    use(
      'service start',
      'after a restore, with a gap or with foreign logs behind the restored ones; event 199',
      'DOCUMENTED',
      'Q269782, Q322314, Q192657 (edbbcli.md 6.7)',
    ),
  ),
  JET_errLVCorrupted: engineCode(
    -1526,
    'A long value is damaged.',
    shown('a tool', 'eseutil /d of 5.5 SP1 on a tree that lost a page', 'Q181824, Q195856'),
    shown('a tool', 'eseutil /p', 'Q184230'),
  ),
} as const satisfies Readonly<Record<string, EngineCodeFacts>>;
