import { hresult } from './api.ts';

/**
 * Codes of Windows that reach a client of this API as they are, and those that events and dialogs give for a service
 * that does not start, by their Windows names.
 * DOCUMENTED where a use cites an article; see `codeInfos` for who returned each.
 */
export const Win32 = {
  ERROR_INVALID_FUNCTION: hresult(1),
  ERROR_FILE_NOT_FOUND: hresult(2),
  ERROR_ACCESS_DENIED: hresult(5),
  ERROR_INVALID_HANDLE: hresult(6),
  ERROR_HANDLE_EOF: hresult(38),
  ERROR_HANDLE_DISK_FULL: hresult(39),
  ERROR_UNEXP_NET_ERR: hresult(59),
  ERROR_INVALID_PARAMETER: hresult(0x57),
  ERROR_SEM_IS_SET: hresult(102),
  WAIT_TIMEOUT: hresult(0x102),
  ERROR_PROCESS_ABORTED: hresult(1067),
  ERROR_SERVICE_LOGON_FAILED: hresult(1069),
  RPC_S_ALREADY_LISTENING: hresult(1713),
  RPC_S_SERVER_UNAVAILABLE: hresult(1722),
  NERR_InternalError: hresult(2140),
  NERR_ServiceCtlTimeout: hresult(2186),
} as const;

export type Win32Name = keyof typeof Win32;
