import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eventNames, profiles } from '../../profiles/index.ts';
import { eventFacts } from '../../protocol/index.ts';
import { EventLog } from './eventLog.ts';

test('every event that the model writes under an id is one that is known, of its source and in every product', () => {
  const known = new Set(eventFacts.map(({ source, id }) => `${source} ${id}`));
  const written = new Set<string>();
  for (const profile of profiles) {
    for (const service of ['MSExchangeIS', 'MSExchangeDS'] as const) {
      const log = new EventLog(
        () => profile,
        () => 0,
      );
      for (const name of eventNames) log.write(name, 'text', service);
      for (const { source, id, name } of log.records) {
        // Id 0: no source gives the number, or the engine has no event of its own for it.
        if (id === 0) continue;
        assert.ok(known.has(`${source} ${id}`), `${profile.name} writes ${name} as ${source} ${id}`);
        written.add(`${source} ${id}`);
      }
    }
  }
  for (const name of ['EDB 15', 'ESE97 105', 'MSExchangeIS 1120', 'MSExchangeDS 1002', 'MSExchangeDS 1196']) {
    assert.ok(written.has(name), `${name} must be among what is written`);
  }
});

test.run();
