import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import { compileC, root } from '../../../binding/testing/tools.ts';
import type { AgentProgram } from './agentCourse.ts';
import { buildShim } from './targets.ts';

/** What is changed about an agent before it is compiled. */
interface AgentChange {
  /** A text of its sources, and what stands there instead. */
  readonly plant?: readonly [right: string, wrong: string];
  /** A source that is linked with it. */
  readonly besides?: string;
}

/** An agent of fixtures/agents, compiled for one form and linked with our library. */
export type CompileAgent = (form: 'A' | 'W', change?: AgentChange) => AgentProgram;

/** Compiles the agent in a folder of the package for the tests of one file, into a folder that is gone after them. */
export function compiledAgents(
  agent: 'fixtures/agents' | 'fixtures/agents/container' = 'fixtures/agents',
): CompileAgent {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-agent-'));
  test.after(() => rmSync(folder, { recursive: true }));
  let library: string | null = null;
  let count = 0;
  return (form, { plant: [right, wrong] = ['', ''], besides = '' } = {}) => {
    library ??= dirname(buildShim(folder));
    count += 1;
    const own = join(folder, `agent-${count}`);
    mkdirSync(own);
    const names = readdirSync(`${root}${agent}`).filter((name) => /\.[ch]$/.test(name));
    const texts = names.map((name): [string, string] => [name, readFileSync(`${root}${agent}/${name}`, 'utf8')]);
    if (!texts.some(([, text]) => text.includes(right))) throw new Error(`the agent does not contain "${right}"`);
    for (const [name, text] of texts) writeFileSync(join(own, name), text.replaceAll(right, wrong));
    writeFileSync(join(own, 'besides.c'), `${besides}\ntypedef int besides_is_not_empty;\n`);
    const sources = readdirSync(own).filter((name) => name.endsWith('.c'));
    const program = join(own, 'agent');
    const unicode = form === 'W' ? ['-DUNICODE'] : [];
    const link = [`-L${library}`, '-ledbbcli', `-Wl,-rpath,${library}`];
    const inputs = sources.map((name) => join(own, name));
    compileC(inputs, program, ['-std=c99', ...unicode, ...link]);
    return {
      name: `compiled agent (${form})`,
      form,
      folder: own,
      start: (parameters) => ({ command: [program, ...parameters], environment: {} }),
      seen: (path) => path,
    };
  };
}
