import { type EngineCodeFacts, engineCode } from '../codeFacts.ts';

/** System, cache and versions: -1 to 275. Names and numbers: Q177761. */
export const cacheCodes = {
  JET_wrnNyi: engineCode(
    -1,
    'The engine does not have the function yet. The name says warning, the number says error.',
  ),
  JET_errRfsFailure: engineCode(
    -100,
    'A test of lacking resources made the call fail: the engine can fail its own requests on purpose.',
  ),
  JET_errRfsNotArmed: engineCode(-101, 'The test of lacking resources was not switched on.'),
  JET_errFileClose: engineCode(-102, 'A file could not be closed.'),
  JET_errOutOfThreads: engineCode(-103, 'No further thread could be started.'),
  JET_errTooManyIO: engineCode(-105, 'Too many reads and writes are outstanding.'),
  wrnBFCacheMiss: {
    ...engineCode(200, 'Latching a page found it missing from the cache.'),
    headerMeaning: 'A page was evicted from the buffer pool.',
  },
  errBFPageNotCached: engineCode(
    -201,
    'A page is not in the cache. EDBMSG.H has the warning 201, hrBFPageNotFound, for the like.',
  ),
  errBFLatchConflict: {
    ...engineCode(-202, 'Another thread holds a latch on the page that stands in the way.'),
    headerMeaning: 'A buffer is in use and cannot be given up.',
  },
  errBFIPageEvicted: engineCode(-250, 'The page has left the cache.'),
  errBFIPageCached: engineCode(-251, 'The page is in the cache already.'),
  errBFIOutOfOLPs: engineCode(-252, 'There are no OLPs left; the list does not say what those are.'),
  errBFIOutOfBatchIOBuffers: engineCode(-253, 'There are no buffers left for reads and writes in batches.'),
  errBFINoBufferAvailable: engineCode(-254, 'No page buffer is free at this moment.'),
  JET_errDatabaseBufferDependenciesCorrupted: engineCode(
    -255,
    'The order in which buffers must be written was set up wrongly.',
  ),
  wrnVERRCEMoved: engineCode(275, 'An old version was moved on; it was to be cleaned away.'),
} as const satisfies Readonly<Record<string, EngineCodeFacts>>;
