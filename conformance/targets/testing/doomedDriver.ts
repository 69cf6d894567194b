import { driveLibrary } from '../driveLibrary.ts';
import { jobSchema } from '../job.ts';

// Drives the job in its first word, until somebody kills it.
await driveLibrary({
  job: jobSchema.parse(JSON.parse(process.argv[2] ?? '')),
  environment: process.env,
  limits: { callSeconds: 60, wholeSeconds: 120 },
});
