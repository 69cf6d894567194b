// What a transaction and a call cost when the log stream has 10 generations on disk, and when it has 100,000.
import { median, PRIV, prepare, seconds, server } from './world.mjs';

const FEW = 10;
const MANY = 100_000;
const ROUNDS = 9;
const TRANSACTIONS = 2000;
const CALLS = 20_000;
/** Above this ratio the cost is not called flat: two measurements of the same thing differ by less than that here. */
const FLAT = 1.3;

function measure() {
  const exchange = server(16);
  const store = exchange.service('information-store');
  const client = exchange.connect();
  const buffer = new Uint8Array(16_384);
  let key = 2 ** 40;
  const transactions = () => {
    for (let i = 0; i < TRANSACTIONS; i++) {
      const transaction = store.session.begin();
      store.session.insert(transaction, 1, key++, buffer.subarray(0, 50));
      store.session.commit(transaction);
    }
  };
  const calls = () => {
    const hbc = prepare(client);
    client.HrBackupOpenFileW(hbc, PRIV, 65_536);
    for (let i = 0; i < CALLS; i++) client.HrBackupRead(hbc, buffer, 16_384);
    client.HrBackupClose(hbc);
    client.HrBackupEnd(hbc);
  };
  const cost = (work) => median(Array.from({ length: ROUNDS }, () => seconds(work)));
  const rollTo = (generation) => {
    while (store.facts.currentGeneration < generation) store.core.engine.rollLog();
  };
  transactions();
  calls();
  rollTo(FEW);
  const few = { transactions: cost(transactions), calls: cost(calls) };
  const rolling = seconds(() => rollTo(MANY));
  const many = { transactions: cost(transactions), calls: cost(calls) };
  return { few, many, rolling };
}

export function generations() {
  const { few, many, rolling } = measure();
  const row = (what, count) => {
    const ratio = many[what] / few[what];
    const each = (time) => `${((time / count) * 1e6).toFixed(2)} µs`;
    return {
      name: `cost of ${what} at ${FEW} and at ${MANY} generations`,
      figure: `${each(few[what])} and ${each(many[what])} each, ratio ${ratio.toFixed(2)} (median of ${ROUNDS})`,
      goal: `flat: ratio below ${FLAT}`,
      met: ratio < FLAT,
    };
  };
  return [
    row('transactions', TRANSACTIONS),
    row('calls', CALLS),
    {
      name: `rolling ${MANY} logs`,
      figure: `${((rolling / MANY) * 1e6).toFixed(1)} µs each`,
      goal: 'told only',
      met: true,
    },
  ];
}
