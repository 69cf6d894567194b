import type { RunEvent } from '../runner/index.ts';
import { bold, dim, green, type Line, line, red, yellow } from './output/index.ts';

/** An event of a run as lines for people. */
export function eventLines(event: RunEvent): readonly Line[] {
  switch (event.event) {
    case 'begin': {
      const { scenario, articles, why, file, profile, seed } = event;
      const head =
        articles.length === 0 ? line`${bold(scenario)}` : line`${bold(scenario)}  ${dim(articles.join(' '))}`;
      // A sentence may be written over several lines of YAML.
      return ['', head, why.replace(/\s+/g, ' '), line`${dim(`${file}, ${profile}, seed ${seed}`)}`];
    }
    case 'note':
      return [line`      ${event.level === 'warning' ? yellow('note:') : dim('note:')} ${event.text}`];
    case 'fault':
      return [line`      ${yellow('fault:')} ${event.text}`];
    case 'never-struck':
      return event.faults.map((fault) => line`${yellow('never struck:')} ${fault}`);
    case 'step':
      return [
        `${String(event.step).padStart(4)}  ${event.text}`,
        ...event.unmet.flatMap(({ expected, seen, hint }) => [
          line`      ${red('expected')} ${expected}`,
          line`      ${red('seen    ')} ${seen}`,
          line`      ${dim(`hint: ${hint}`)}`,
        ]),
      ];
    case 'verdict': {
      const unmet = `${event.unmetCount} ${event.unmetCount === 1 ? 'expectation was' : 'expectations were'} not met`;
      const head = event.met ? green('as expected') : red(event.interrupted ? 'interrupted' : unmet);
      return [line`${head}: ${event.text}`];
    }
  }
}
