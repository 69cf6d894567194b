/** The application event log, and what recoveries and starts write into it. */
export { EventLog, type EventRecord } from './eventLog.ts';
export { type EventToWrite, eventToWrite } from './eventToWrite.ts';
export { recoveryEvents } from './recoveryEvents.ts';
export { singleStoreEvent, startFailureEvents } from './startEvents.ts';
