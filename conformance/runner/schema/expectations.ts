import { z } from 'zod';
import { service, text } from './fields.ts';

export const expectations = z
  .strictObject({
    service,
    recovered: z
      .union([
        z.literal('all'),
        z.literal('unreadable'),
        z.strictObject({ lost: z.union([z.literal('some'), z.int().min(1)]) }),
      ])
      .optional()
      .describe(
        'Whether every committed transaction is there; or how many are lost; or that they cannot be read at all.',
      ),
    state: z.enum(['running', 'stopped']).optional().describe('State of the service.'),
    event: z.int().min(1).max(65_535).optional().describe('Id of an event that must be in the event log.'),
    noEvent: z.int().min(1).max(65_535).optional().describe('Id of an event that must not be there.'),
    eventText: text(200).optional().describe('With event: words that this event must contain.'),
    noEventText: text(200).optional().describe('Words that no event in the event log may contain, in any case.'),
    restoreKey: z.enum(['present', 'absent']).optional().describe('The "Restore in Progress" key of the service.'),
    patchFiles: z.enum(['present', 'absent']).optional().describe('Patch files beside the logs.'),
    logs: z.int().min(0).optional().describe('Number of closed logs on disk.'),
    circularLogging: z.boolean().optional().describe('What the registry says of circular logging.'),
  })
  .refine(({ event, eventText }) => eventText === undefined || event !== undefined, {
    message: 'eventText says what the event of that id must contain: give its "event", too',
  })
  .refine((given) => Object.keys(given).some((key) => key !== 'service'), { message: 'say what is expected' });
