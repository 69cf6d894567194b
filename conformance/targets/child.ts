import { fileURLToPath } from 'node:url';
import { openLibrary } from '../../binding/library/index.ts';
import { jobSchema } from './job.ts';
import { type ChildMessage, writeMessage } from './messages.ts';
import { inheritedLine, type ParentLine } from './parentLine.ts';
import { runJob } from './runJob.ts';

/**
 * The program of the child process: is told a job in one line, opens the library, runs the job, and says before every call
 * what it is about to do. Any further line, or the end of the parent, means to stop: a session is then ended in order.
 */
export const childProgram = fileURLToPath(import.meta.url);

async function main(line: ParentLine): Promise<void> {
  const tell = (message: ChildMessage): void => line.send(writeMessage(message));
  // Ctrl-C in a terminal, and its being closed, reach the whole group of processes: the parent decides what it means, and the session is ended.
  process.on('SIGINT', () => {});
  process.on('SIGHUP', () => {});
  const stop = new AbortController();
  try {
    const job = jobSchema.parse(JSON.parse(await firstLine(line, () => stop.abort())));
    tell({ kind: 'begin', what: `loading ${job.library}` });
    const opening = openLibrary(job.library);
    tell({ kind: 'end' });
    if (!opening.ok) {
      tell({ kind: 'refused', problem: opening.problem, advice: opening.advice });
      return;
    }
    tell({ kind: 'opened', description: opening.description });
    const report = await runJob(opening.api, job, { tell, signal: stop.signal });
    const facts = { unfreedLists: opening.unfreedLists(), strayFrees: opening.strayFrees() };
    tell({ kind: 'done', report: { ...report, ...facts } });
    tell({ kind: 'begin', what: 'unloading the library' });
    opening.close();
    tell({ kind: 'end' });
  } catch (error) {
    tell({ kind: 'broken', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    line.close();
  }
}

/** The text up to the first line end; whatever comes behind it, or the end of the line itself, calls `onMore`. */
function firstLine(line: ParentLine, onMore: () => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let isWhole = false;
    line.onText((piece) => {
      if (isWhole) onMore();
      else if (piece === null) reject(new Error('the parent went away before it said what to do'));
      else {
        text += piece;
        const end = text.indexOf('\n');
        if (end === -1) return;
        isWhole = true;
        resolve(text.slice(0, end));
        if (end + 1 < text.length) onMore();
      }
    });
  });
}

if (process.argv[1] === childProgram) await main(inheritedLine());
