import { DamagedRowsError } from '../../simulator/engine/index.ts';
import type { ExchangeService, ServiceName } from '../../simulator/exchange/index.ts';
import type { Comparison } from '../generators/index.ts';
import { countText, listText } from './textOf.ts';
import type { World } from './world.ts';

/** What is left of the committed transactions of a service. */
export interface Survival {
  readonly service: ServiceName;
  readonly kind: 'all' | 'lost' | 'unreadable';
  readonly lostTransactions: number;
  /** One sentence without a full stop. */
  readonly text: string;
}

/** Compares a service with everything that was committed to it, row by row. */
export function survivalOf(world: World, service: ExchangeService): Survival {
  const { name } = service;
  const committed = world.committedTransactions(service);
  const inAll = countText(committed, 'transaction');
  let comparisons: readonly Comparison[] | null;
  try {
    comparisons = world.compare(service);
  } catch (error) {
    if (!(error instanceof DamagedRowsError)) throw error;
    const text = `a database of the ${name} cannot be read to its end: ${error.message}`;
    return { service: name, kind: 'unreadable', lostTransactions: committed, text };
  }
  if (comparisons === null) {
    const text = `the ${name} is not running: nothing of ${inAll} can be read`;
    return { service: name, kind: 'unreadable', lostTransactions: committed, text };
  }
  if (comparisons.every(({ same }) => same)) {
    const rows = comparisons.reduce((sum, { rowsSeen }) => sum + rowsSeen, 0);
    return { service: name, kind: 'all', lostTransactions: 0, text: wholeText(world, service, rows) };
  }
  const lost = [...new Set(comparisons.flatMap(({ lostTransactions }) => lostTransactions))].sort(
    (left, right) => left - right,
  );
  const counts = comparisons.flatMap(({ databaseId, missing, extra, different, rowsSeen, rowsExpected }) => {
    const parts = [
      missing.count > 0 ? `${countText(missing.count, 'row')} missing` : '',
      extra.count > 0 ? `${countText(extra.count, 'row')} too many` : '',
      different.count > 0 ? `${countText(different.count, 'row')} different` : '',
      rowsSeen === rowsExpected ? '' : `${rowsSeen} instead of ${rowsExpected} rows`,
    ].filter((part) => part !== '');
    const database = service.databases.find(({ id }) => id === databaseId)?.name ?? String(databaseId);
    return parts.length === 0 ? [] : [`${database}: ${parts.join(', ')}`];
  });
  const first = comparisons.flatMap(({ missing, extra, different }) => [
    ...missing.examples,
    ...extra.examples,
    ...different.examples,
  ])[0];
  const which =
    lost.length === 0
      ? 'rows that no transaction touched are damaged'
      : `at least ${lost.length.toLocaleString('en-US')} of ${inAll} lost (${listText(lost)})`;
  return {
    service: name,
    kind: 'lost',
    lostTransactions: lost.length,
    text: `${which}; ${counts.join('; ')}; first: ${first ?? 'none'}`,
  };
}

/** What it shows that all rows are there: of what was never gone nothing can be said to have come back. */
function wholeText(world: World, service: ExchangeService, rowCount: number): string {
  const committed = world.committedTransactions(service);
  const rows = countText(rowCount, 'row');
  if (committed === 0)
    return `no transaction was committed to the ${service.name}, so that none could be lost; it has ${rows}`;
  const inAll = `${rows} in ${countText(committed, 'transaction')}`;
  if (service.cameThrough !== 'nothing' || world.hasFilesPutBack(service.name)) {
    return `every committed transaction came back: ${inAll}`;
  }
  return `nothing of the ${service.name} was lost, recovered or restored: ${inAll} are as committed`;
}
