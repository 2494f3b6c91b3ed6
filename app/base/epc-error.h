/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One error domain for the whole product. The code says what the caller can do about it, and with it the exit status of
 * the command line; the message is a plain sentence for the person in front: where, what, what would be right.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  EPC_ERROR_USAGE,     /* the call itself is wrong (exit 2) */
  EPC_ERROR_INVALID,   /* a value was refused (exit 1) */
  EPC_ERROR_NOT_FOUND, /* no record, field or name like that (exit 1) */
  EPC_ERROR_AMBIGUOUS, /* more than one record answers to the reference (exit 1) */
  EPC_ERROR_CONFLICT,  /* the record changed since it was read (exit 1) */
  EPC_ERROR_READ,      /* a file cannot be read (exit 3) */
  EPC_ERROR_WRITE,     /* a file cannot be written (exit 3) */
  EPC_ERROR_DAMAGED,   /* a file is cut, altered or not what it says it is (exit 3) */
  EPC_ERROR_REFUSED,   /* a rule of the product forbids it (exit 3) */
  EPC_ERROR_BUSY,      /* somebody else holds the file (exit 3) */
} EpcErrorCode;

#define EPC_ERROR (epc_error_quark ())
GQuark epc_error_quark (void);

/* The exit status of the command line for @error: 1, 2 or 3 (see the man page). */
int epc_error_exit_status (const GError *error);

G_END_DECLS
