/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several files as the sheets of one: those in a zip file, those that lie beside each other and belong together. A file of one sheet is a
 * sheet of the file's name without its extension; of several, of that name and the sheet's.
 */
#pragma once

#include "epc-row-source.h"

G_BEGIN_DECLS

/* @format: key, borrowed for good. @name: for messages. Without a file it has no sheet. */
EpcRowSource *epc_many_source_new (const char *format, const char *name);
/* Takes @opened, called @file (a path in the zip file, or a name). */
void epc_many_source_add (EpcRowSource *many, EpcRowSource *opened, const char *file);

G_END_DECLS
