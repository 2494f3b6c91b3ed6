/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the program's own files and the user's lie.
 */
#pragma once

#include <fcntl.h>
#include <glib.h>

G_BEGIN_DECLS

/* For each g_open() and g_mkstemp_full(): bytes go as they are (Windows would make "\r\n" of "\n"), and programs that this one starts do not
 * hold the file open. */
#ifdef G_OS_WIN32
#define EPC_OPEN_PLAIN (O_BINARY | O_NOINHERIT)
#else
#define EPC_OPEN_PLAIN O_CLOEXEC
#endif

/* A file that ships with the program ("basemap/region.epcmap", "seeds/standards.csv"): below $EPC_DATA_DIR, else the
 * installed package data, else (Windows) beside the program. Free with g_free(). */
char *epc_path_data (const char *name);
/* Directory of the compiled translations: $EPC_LOCALE_DIR_OVERRIDE, or the installed one. */
char *epc_path_locale (void);
/* The user's data folder of this program ($EPC_USER_DIR, else XDG data/epc-desk), made when missing: keys, replica state,
 * rotating backups of read-only places. */
char *epc_path_user (const char *name);

G_END_DECLS
