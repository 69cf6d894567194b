import colors from 'picocolors';
import type { RunEvent } from '../runner/index.ts';

/** The events of a run as lines for people. */
export class ScenarioPrinter {
  readonly #paint: ReturnType<typeof colors.createColors>;

  constructor(color: boolean) {
    this.#paint = colors.createColors(color);
  }

  textOf(event: RunEvent): string {
    const { bold, dim, green, red, yellow } = this.#paint;
    switch (event.event) {
      case 'begin': {
        const articles = event.articles.length === 0 ? '' : `  ${dim(event.articles.join(' '))}`;
        return `\n${bold(event.scenario)}${articles}\n${event.why}\n${dim(`${event.file}, ${event.profile}, seed ${event.seed}`)}\n`;
      }
      case 'note':
        return `      ${event.level === 'warning' ? yellow('note:') : dim('note:')} ${event.text}\n`;
      case 'fault':
        return `      ${yellow('fault:')} ${event.text}\n`;
      case 'never-struck':
        return event.faults.map((fault) => `${yellow('never struck:')} ${fault}\n`).join('');
      case 'step': {
        const unmet = event.unmet.map(
          ({ expected, seen, hint }) =>
            `      ${red('expected')} ${expected}\n      ${red('seen    ')} ${seen}\n      ${dim(`hint: ${hint}`)}\n`,
        );
        return `${String(event.step).padStart(4)}  ${event.text}\n${unmet.join('')}`;
      }
      case 'verdict': {
        const unmet = `${event.unmetCount} ${event.unmetCount === 1 ? 'expectation was' : 'expectations were'} not met`;
        const head = event.met ? green('as expected') : red(event.interrupted ? 'interrupted' : unmet);
        return `${head}: ${event.text}\n`;
      }
    }
  }
}
