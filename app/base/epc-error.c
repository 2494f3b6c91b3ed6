/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-error.h"

#include <gio/gio.h>

G_DEFINE_QUARK (epc-error, epc_error)

int
epc_error_exit_status (const GError *error)
{
  if (error == NULL)
    return 0;
  if (error->domain != EPC_ERROR)
    return error->domain == G_OPTION_ERROR ? 2 : 3;
  switch ((EpcErrorCode) error->code)
    {
    case EPC_ERROR_USAGE:
      return 2;
    case EPC_ERROR_INVALID:
    case EPC_ERROR_NOT_FOUND:
    case EPC_ERROR_AMBIGUOUS:
    case EPC_ERROR_CONFLICT:
      return 1;
    case EPC_ERROR_READ:
    case EPC_ERROR_WRITE:
    case EPC_ERROR_DAMAGED:
    case EPC_ERROR_REFUSED:
    case EPC_ERROR_BUSY:
      return 3;
    default:
      return 3;
    }
}
