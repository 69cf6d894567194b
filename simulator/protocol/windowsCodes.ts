import { hresult } from './api.ts';

/**
 * Codes of Windows that reach a client of this API as they are, by their Windows names.
 * DOCUMENTED where edbbcli.md 2.4 cites an article; see `codeInfos` for who returned each.
 */
export const Win32 = {
  ERROR_INVALID_FUNCTION: hresult(1),
  ERROR_FILE_NOT_FOUND: hresult(2),
  ERROR_HANDLE_EOF: hresult(38),
  ERROR_HANDLE_DISK_FULL: hresult(39),
  ERROR_INVALID_PARAMETER: hresult(0x57),
  ERROR_SEM_IS_SET: hresult(102),
  WAIT_TIMEOUT: hresult(0x102),
  RPC_S_ALREADY_LISTENING: hresult(1713),
  RPC_S_SERVER_UNAVAILABLE: hresult(1722),
} as const;

export type Win32Name = keyof typeof Win32;
