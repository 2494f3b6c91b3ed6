/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sheet of a recovery key: what it opens, the key as letters and as a square code, how it is used and kept.
 */
#pragma once

#include "draw/epc-page.h"
#include "exchange/epc-package.h"

G_BEGIN_DECLS

/* One page about the recovery key of @head, a package that was just made and is called @name. EPC_ERROR_USAGE. */
EpcDocument *epc_recovery_document (EpcStore *store, const EpcPackageHead *head, const char *name, EpcPaper paper, GError **error);
/* The same in a file that only its owner reads: PDF, or the plain lines of epc_recovery_sheet() where @path ends in ".txt". EPC_ERROR_WRITE. */
gboolean epc_recovery_write (EpcStore *store, const EpcPackageHead *head, const char *name, EpcPaper paper, const char *path, GError **error);

G_END_DECLS
