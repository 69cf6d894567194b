import { type EventName, eventText, type Profile } from '../../profiles/index.ts';

/** An event to be written to the event log. */
export interface EventToWrite {
  readonly name: EventName;
  readonly text: string;
}

/** An event in the words of the product, with what it is about this time. */
export const eventToWrite = (profile: Profile, name: EventName, about = ''): EventToWrite => ({
  name,
  text: `${eventText(profile, name)}${about === '' ? '' : `: ${about}`}.`,
});
