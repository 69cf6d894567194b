/* The codes that the shim itself answers. */
#ifndef EDBPROOF_CODES_H
#define EDBPROOF_CODES_H

#define CODE_NONE 0u
#define CODE_HANDLE_EOF 38u
#define CODE_COULD_NOT_CONNECT 0xC7FF0007u
#define CODE_COMMUNICATION_ERROR 0xC7FF000Du
/* Ours: the customer bit is set, so that it is no code of Microsoft's (simulator/protocol/notModelled.ts). */
#define CODE_NOT_MODELLED 0xEDB00001u

#endif
