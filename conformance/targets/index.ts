/** Driving a native library in a process of its own: whatever it does there is a result. */
export { type DriveResult, driveLibrary } from './driveLibrary.ts';
export { deathText, endingText } from './ending.ts';
export { type DriveJob, everythingAllowed, jobSchema } from './job.ts';
export { reportSchema } from './messages.ts';
export { planLines, planOf } from './plan.ts';
export { recognise } from './recognise.ts';
