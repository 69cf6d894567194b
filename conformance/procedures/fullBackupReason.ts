/**
 * What makes a full backup necessary although a server may not refuse one of the logs only (edbbcli.md 4.6; rule A-43).
 * Who runs the agent says what happened since the last full backup: the API has no call that would tell.
 */
export const fullBackupReasons = {
  'database-added': 'a database was added since the last full backup (Q296787)',
  'database-removed': 'a database was removed since the last full backup (Q296787)',
  'store-restored': 'one of two stores was restored since the last full backup (Q191357)',
  'logs-deleted': 'logs were deleted by hand since the last full backup (Q128325)',
  'not-rolled-forward': 'the service started without rolling forward since the last full backup (Q296787)',
} as const;

export type FullBackupReason = keyof typeof fullBackupReasons;
