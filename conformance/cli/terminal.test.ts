import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { terminalOf } from './terminal.ts';

const terminal = { isTTY: true };
const file = {};

test('colors and lines that are written over are for terminals that can do both', () => {
  assert.equal(terminalOf(terminal, terminal, { TERM: 'xterm' }), { color: true, errorIsTerminal: true });
  assert.equal(terminalOf(terminal, terminal, { TERM: 'dumb' }), { color: false, errorIsTerminal: false });
  assert.equal(terminalOf(terminal, terminal, { NO_COLOR: '1' }), { color: false, errorIsTerminal: true });
  assert.equal(terminalOf(terminal, terminal, { NO_COLOR: '' }), { color: true, errorIsTerminal: true });
  assert.equal(terminalOf(file, terminal, {}), { color: false, errorIsTerminal: true });
  assert.equal(terminalOf(terminal, file, {}), { color: true, errorIsTerminal: false });
});

test.run();
