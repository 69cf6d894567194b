/** Every row of Q177761 with its number and its name, copied apart from the tables that are tested against it. */
const rows = `
0 JET_errSuccess; -1 JET_wrnNyi; -100 JET_errRfsFailure; -101 JET_errRfsNotArmed; -102 JET_errFileClose
-103 JET_errOutOfThreads; -105 JET_errTooManyIO; 200 wrnBFCacheMiss; -201 errBFPageNotCached
-202 errBFLatchConflict; -250 errBFIPageEvicted; -251 errBFIPageCached; -252 errBFIOutOfOLPs
-253 errBFIOutOfBatchIOBuffers; -254 errBFINoBufferAvailable; -255 JET_errDatabaseBufferDependenciesCorrupted
275 wrnVERRCEMoved; -300 errPMOutOfPageSpace; -301 errPMItagTooBig; -302 errPMRecDeleted; -303 errPMTagsUsedUp
304 wrnBMConflict; -305 errDIRNoShortCircuit; -306 errDIRCannotSplit; -307 errDIRTop; 308 errDIRFDP
-309 errDIRNotSynchronous; 310 wrnDIREmptyPage; -311 errSPConflict; 312 wrnNDFoundLess; 313 wrnNDFoundGreater
314 wrnNDNotFoundInPage; -312 errNDNotFound; -314 errNDOutSonRange; -315 errNDOutItemRange
-316 errNDGreaterThanAllItems; -317 errNDLastItemNode; -318 errNDFirstItemNode; 319 wrnNDDuplicateItem
-320 errNDNoItem; 321 JET_wrnRemainingVersions; -322 JET_errPreviousVersion; -323 JET_errPageBoundary
-324 JET_errKeyBoundary; -325 errDIRInPageFather; -326 errBMMaxKeyInPage; -327 JET_errBadPageLink
-328 JET_errBadBookmark; 329 wrnBMCleanNullOp; -330 errBTOperNone; -331 errSPOutOfAvailExtCacheSpace
-332 errSPOutOfOwnExtCacheSpace; 333 wrnBTMultipageOLC; -334 JET_errNTSystemCallFailed; 335 wrnBTShallowTree
-336 errBTMergeNotSynchronous; 400 wrnFLDKeyTooBig; -401 errFLDTooManySegments; 402 wrnFLDNullKey
403 wrnFLDOutOfKeys; 404 wrnFLDNullSeg; 405 wrnFLDNotPresentInIndex; 406 JET_wrnSeparateLongValue
407 wrnRECLongField; 408 wrnFLDNullFirstSeg; -408 JET_errKeyTooBig; -500 JET_errInvalidLoggedOperation
-501 JET_errLogFileCorrupt; -502 errLGNoMoreRecords; -503 JET_errNoBackupDirectory
-504 JET_errBackupDirectoryNotEmpty; -505 JET_errBackupInProgress; -506 JET_errRestoreInProgress
-509 JET_errMissingPreviousLogFile; -510 JET_errLogWriteFail; -514 JET_errBadLogVersion
-515 JET_errInvalidLogSequence; -516 JET_errLoggingDisabled; -517 JET_errLogBufferTooSmall
-518 errLGNotSynchronous; -519 JET_errLogSequenceEnd; -520 JET_errNoBackup; -521 JET_errInvalidBackupSequence
-523 JET_errBackupNotAllowedYet; -524 JET_errDeleteBackupFileFail; -525 JET_errMakeBackupDirectoryFail
-526 JET_errInvalidBackup; -527 JET_errRecoveredWithErrors; -528 JET_errMissingLogFile; -529 JET_errLogDiskFull
-530 JET_errBadLogSignature; -531 JET_errBadDbSignature; -532 JET_errBadCheckpointSignature
-533 JET_errCheckpointCorrupt; -534 JET_errMissingPatchPage; -535 JET_errBadPatchPage; -536 JET_errRedoAbruptEnded
-550 JET_errDatabaseInconsistent; -551 JET_errConsistentTimeMismatch; -552 JET_errDatabasePatchFileMismatch
-553 JET_errEndingRestoreLogTooLow; -554 JET_errStartingRestoreLogTooHigh; -555 JET_errGivenLogFileHasBadSignature
-556 JET_errGivenLogFileIsNotContiguous; -557 JET_errMissingRestoreLogFiles
558 JET_wrnExistingLogFileHasBadSignature; 559 JET_wrnExistingLogFileIsNotContiguous; -560 JET_errMissingFullBackup
-561 JET_errBadBackupDatabaseSize; -562 JET_errDatabaseAlreadyUpgraded; -563 JET_errDatabaseIncompleteUpgrade
564 JET_wrnSkipThisRecord; -900 JET_errInvalidGrbit; -1000 JET_errTermInProgress; -1001 JET_errFeatureNotAvailable
-1002 JET_errInvalidName; -1003 JET_errInvalidParameter; 1004 JET_wrnColumnNull; 1006 JET_wrnBufferTruncated
1007 JET_wrnDatabaseAttached; -1008 JET_errDatabaseFileReadOnly; 1009 JET_wrnSortOverflow
-1010 JET_errInvalidDatabaseId; -1011 JET_errOutOfMemory; -1012 JET_errOutOfDatabaseSpace
-1013 JET_errOutOfCursors; -1014 JET_errOutOfBuffers; -1015 JET_errTooManyIndexes; -1016 JET_errTooManyKeys
-1017 JET_errRecordDeleted; -1018 JET_errReadVerifyFailure; -1019 JET_errPageNotInitialized
-1020 JET_errOutOfFileHandles; -1022 JET_errDiskIO; -1023 JET_errInvalidPath; -1024 JET_errInvalidSystemPath
-1025 JET_errInvalidLogDirectory; -1026 JET_errRecordTooBig; -1027 JET_errTooManyOpenDatabases
-1028 JET_errInvalidDatabase; -1029 JET_errNotInitialized; -1030 JET_errAlreadyInitialized
-1031 JET_errInitInProgress; -1032 JET_errFileAccessDenied; -1034 JET_errQueryNotSupported
-1035 JET_errSQLLinkNotSupported; -1038 JET_errBufferTooSmall; 1039 JET_wrnSeekNotEqual
-1040 JET_errTooManyColumns; -1043 JET_errContainerNotEmpty; -1044 JET_errInvalidFilename
-1045 JET_errInvalidBookmark; -1046 JET_errColumnInUse; -1047 JET_errInvalidBufferSize
-1048 JET_errColumnNotUpdatable; -1051 JET_errIndexInUse; -1052 JET_errLinkNotSupported
-1053 JET_errNullKeyDisallowed; -1054 JET_errNotInTransaction; 1055 JET_wrnNoErrorInfo; 1058 JET_wrnNoIdleActivity
-1059 JET_errTooManyActiveUsers; -1061 JET_errInvalidCountry; -1062 JET_errInvalidLanguageId
-1063 JET_errInvalidCodePage; 1067 JET_wrnNoWriteLock; 1068 JET_wrnColumnSetNull
-1069 JET_errVersionStoreOutOfMemory; -1070 JET_errCurrencyStackOutOfMemory; -1071 JET_errCannotIndex
-1072 JET_errRecordNotDeleted; -1101 JET_errOutOfSessions; -1102 JET_errWriteConflict; -1103 JET_errTransTooDeep
-1104 JET_errInvalidSesid; -1105 JET_errWriteConflictPrimaryIndex; -1108 JET_errInTransaction
-1109 JET_errRollbackRequired; -1201 JET_errDatabaseDuplicate; -1202 JET_errDatabaseInUse
-1203 JET_errDatabaseNotFound; -1204 JET_errDatabaseInvalidName; -1205 JET_errDatabaseInvalidPages
-1206 JET_errDatabaseCorrupted; -1207 JET_errDatabaseLocked; -1208 JET_errCannotDisableVersioning
-1209 JET_errInvalidDatabaseVersion; -1210 JET_errDatabase200Format; -1211 JET_errDatabase400Format
-1212 JET_errDatabase500Format; 1301 JET_wrnTableEmpty; -1302 JET_errTableLocked; -1303 JET_errTableDuplicate
-1304 JET_errTableInUse; -1305 JET_errObjectNotFound; -1307 JET_errDensityInvalid; -1308 JET_errTableNotEmpty
-1310 JET_errInvalidTableId; -1311 JET_errTooManyOpenTables; -1312 JET_errIllegalOperation
-1314 JET_errObjectDuplicate; -1316 JET_errInvalidObject; -1317 JET_errCannotDeleteTempTable
-1318 JET_errCannotDeleteSystemTable; -1319 JET_errCannotDeleteTemplateTable; -1320 errFCBTooManyOpen
-1321 errFCBAboveThreshold; -1322 JET_errExclusiveTableLockRequired; -1323 JET_errFixedDDL
-1324 JET_errFixedInheritedDDL; -1325 JET_errCannotNestDDL; -1326 JET_errDDLNotInheritable
1327 JET_wrnTableInUseBySystem; -1328 JET_errInvalidSettings; -1329 JET_errClientRequestToStopJetService
-1401 JET_errIndexCantBuild; -1402 JET_errIndexHasPrimary; -1403 JET_errIndexDuplicate; -1404 JET_errIndexNotFound
-1405 JET_errIndexMustStay; -1406 JET_errIndexInvalidDef; -1409 JET_errInvalidCreateIndex
-1410 JET_errTooManyOpenIndexes; -1411 JET_errMultiValuedIndexViolation; -1412 JET_errIndexBuildCorrupted
-1413 JET_errPrimaryIndexCorrupted; -1414 JET_errSecondaryIndexCorrupted; 1415 JET_wrnCorruptIndexDeleted
-1501 JET_errColumnLong; -1502 JET_errColumnNoChunk; -1503 JET_errColumnDoesNotFit; -1504 JET_errNullInvalid
-1505 JET_errColumnIndexed; -1506 JET_errColumnTooBig; -1507 JET_errColumnNotFound; -1508 JET_errColumnDuplicate
-1510 JET_errColumnRedundant; -1511 JET_errInvalidColumnType; 1512 JET_wrnColumnMaxTruncated
-1514 JET_errTaggedNotNULL; -1515 JET_errNoCurrentIndex; -1516 JET_errKeyIsMade; -1517 JET_errBadColumnId
-1518 JET_errBadItagSequence; -1519 JET_errColumnInRelationship; 1520 JET_wrnCopyLongValue
-1521 JET_errCannotBeTagged; 1522 wrnLVNoLongValues; 1523 JET_wrnTaggedColumnsRemaining
-1524 JET_errDefaultValueTooBig; -1601 JET_errRecordNotFound; -1602 JET_errRecordNoCopy
-1603 JET_errNoCurrentRecord; -1604 JET_errRecordPrimaryChanged; -1605 JET_errKeyDuplicate
-1607 JET_errAlreadyPrepared; -1608 JET_errKeyNotMade; -1609 JET_errUpdateNotPrepared; 1610 JET_wrnDataHasChanged
-1611 JET_errDataHasChanged; 1618 JET_wrnKeyChanged; -1619 JET_errLanguageNotSupported; -1701 JET_errTooManySorts
-1702 JET_errInvalidOnSort; -1803 JET_errTempFileOpenError; -1805 JET_errTooManyAttachedDatabases
-1808 JET_errDiskFull; -1809 JET_errPermissionDenied; -1811 JET_errFileNotFound; 1813 JET_wrnFileOpenReadOnly
-1850 JET_errAfterInitialization; -1852 JET_errLogCorrupted; -1906 JET_errInvalidOperation
-1907 JET_errAccessDenied; 1908 JET_wrnIdleFull; -1909 JET_errTooManySplits; -1910 JET_errSessionSharingViolation
-1911 JET_errEntryPointNotFound; 2000 JET_wrnDefragAlreadyRunning; 2001 JET_wrnDefragNotRunning
`;

export interface ListedRow {
  readonly number: number;
  readonly name: string;
}

export const listOf55: readonly ListedRow[] = rows
  .split(/[;\n]/)
  .filter((row) => row.trim() !== '')
  .map((row) => {
    const [number, name] = row.trim().split(' ');
    return { number: Number(number), name: name ?? '' };
  });
