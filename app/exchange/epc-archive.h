/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A zip file as named members, each read forward as a stream: workbooks, zipped layers and tables, packages. Nothing is unpacked to
 * the disk under a name that stands in the archive.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What an archive may hold; beyond is EPC_ERROR_REFUSED before anything of it is read. */
#define EPC_ARCHIVE_MEMBERS_MAX 10000u
#define EPC_ARCHIVE_BYTES_MAX (G_GUINT64_CONSTANT (2000) * 1000 * 1000)
/* Unpacked bytes for each packed one, above EPC_ARCHIVE_RATIO_FREE bytes unpacked. */
#define EPC_ARCHIVE_RATIO_MAX 300u
#define EPC_ARCHIVE_RATIO_FREE (64u << 20)

typedef struct _EpcArchive EpcArchive;

/* TRUE when the first bytes are those of a zip file. */
gboolean epc_archive_sniff (const guint8 *bytes, gsize length);
/* Lists the members of the zip file @path or of @bytes (exactly one is given); @name stands in messages. Folders and links are left
 * out, a backslash in a name is read as a slash. EPC_ERROR_READ (cannot be read, locked with a password), EPC_ERROR_DAMAGED (cut, no
 * zip file), EPC_ERROR_REFUSED (names that leave the folder, the same name twice, too many members, too large unpacked). */
EpcArchive *epc_archive_open (const char *path, GBytes *bytes, const char *name, GError **error);
void epc_archive_free (EpcArchive *archive);

guint epc_archive_n_members (const EpcArchive *archive);
const char *epc_archive_member_name (const EpcArchive *archive, guint member); /* UTF-8, "xl/workbook.xml" */
guint64 epc_archive_member_size (const EpcArchive *archive, guint member);     /* unpacked bytes as declared */
/* The member of this name, else the one that differs only in the case of ASCII letters (a leading slash does not count). */
gboolean epc_archive_find (const EpcArchive *archive, const char *name, guint *member);

/* The bytes of a member from its beginning. Its read fails with EPC_ERROR_DAMAGED (naming file and member) when the packed data,
 * its checksum or its length are wrong. The stream does not need @archive to live on. */
GInputStream *epc_archive_read (const EpcArchive *archive, guint member, GError **error);
/* All of a member that holds at most @limit bytes; EPC_ERROR_REFUSED when it holds more. */
GBytes *epc_archive_read_bytes (const EpcArchive *archive, guint member, gsize limit, GError **error);
/* Share read of a stream of epc_archive_read(), 0 to 1. */
double epc_archive_stream_progress (GInputStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcArchive, epc_archive_free)

G_END_DECLS
