import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { EDB_FORMAT, type EngineFormat, ESE97_FORMAT } from '../format/index.ts';
import { CURRENT, changeLogHeader, crashed } from '../testing/crashed.ts';
import { readEngineLogHeader } from './readHeader.ts';

test('an engine reads its own logs; of those of others ESE97 knows the format of 4.0 and of NT, and 4.0 knows none', () => {
  const { JET_errDatabase500Format, JET_errBadLogVersion } = JetError;
  const cases: [EngineFormat, number, number, number][] = [
    [ESE97_FORMAT, 6, 1503, 0],
    [ESE97_FORMAT, 4, 995, JET_errDatabase500Format],
    [ESE97_FORMAT, 4, 909, JET_errDatabase500Format],
    [ESE97_FORMAT, 4, 996, JET_errBadLogVersion],
    [ESE97_FORMAT, 7, 3704, JET_errBadLogVersion],
    [EDB_FORMAT, 4, 995, 0],
    [EDB_FORMAT, 4, 909, JET_errBadLogVersion],
    [EDB_FORMAT, 6, 1503, JET_errBadLogVersion],
  ];
  for (const [format, major, minor, error] of cases) {
    const { disk } = crashed().server;
    changeLogHeader(disk, CURRENT, () => ({ major, minor }));
    const read = readEngineLogHeader(disk.open(CURRENT), { format, unreadable: JetError.JET_errLogFileCorrupt });
    assert.is(read.kind === 'read' ? 0 : read.error, error, `${format.logMajor}.${format.logMinor}: ${major}.${minor}`);
  }
});

test.run();
