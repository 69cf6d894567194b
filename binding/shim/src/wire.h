/* The numbers of WIRE.md. A test compares them with the page and with binding/host/wire.ts. */
#ifndef EDBPROOF_WIRE_H
#define EDBPROOF_WIRE_H

#define WIRE_MAGIC "EDBPROOF"
#define WIRE_VERSION 2

#define FRAME_HELLO 0x01
#define FRAME_WELCOME 0x81
#define FRAME_CALL 0x02
#define FRAME_REPLY 0x82

#define WELCOME_STATUS 0
#define WRONG_TOKEN_STATUS 1
#define WRONG_VERSION_STATUS 2
#define TOO_MANY_STATUS 3
#define NO_SUCH_CLIENT_STATUS 4

#define LENGTH_SIZE_BYTES 4u
#define MAXIMUM_REQUEST_SIZE_BYTES 262144u
#define MAXIMUM_REPLY_SIZE_BYTES 67108928u
#define MAXIMUM_TEXT_SIZE_BYTES 32768u
#define MAXIMUM_MAP_ROWS 256
#define MAXIMUM_CONNECTIONS_PER_CLIENT 64

#define MAXIMUM_WELCOME_SIZE_BYTES 1024u

/* Kind, status, version, client and the length of the reason. */
#define WELCOME_HEAD_SIZE_BYTES 14u
/* Kind, function, 0, sequence and code. */
#define REPLY_HEAD_SIZE_BYTES 12u
/* Kind, function and missing: the sequence comes after them. */
#define CALL_SEQUENCE_OFFSET_BYTES 4u

#define NULL_TEXT 0xFFFFFFFFu
#define NULL_LIST 0u
#define FOREIGN_LIST 0xFFFFFFFFu

#endif
