/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the files of the package.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "epc-archive.h"
#include "epc-package.h"

G_BEGIN_DECLS

#define EPC_PACKAGE_MANIFEST "manifest.json"
#define EPC_PACKAGE_JOURNAL "journal.ndjson"
#define EPC_PACKAGE_ROWS "rows.ndjson"
#define EPC_PACKAGE_BYTES "bytes/"
/* "epcx1 ", 64 digits, a space, 128 digits. */
#define EPC_PACKAGE_COMMENT 199

struct _EpcPackage
{
  char *name;
  GBytes *bytes; /* of the zip file, whatever seal was round it */
  EpcArchive *archive;
  EpcPackageHead *head;
  JsonObject *members; /* name → SHA-256 */
};

/* --- signature and seal (epc-package-seal.c) --- */

gboolean epc_package_begins_sealed (const char *bytes, gsize length);

/* The bytes of a finished zip file with its comment added. */
GBytes *epc_package_sign (EpcStore *store, GBytes *zip, GError **error);
/* Whether @bytes end as they must and the signature is right; @public_key gets whose it is. */
gboolean epc_package_verify (GBytes *bytes, const char *name, guint8 *public_key, GError **error);
GBytes *epc_package_seal (GBytes *bytes, const char *passphrase, GError **error);
/* The bytes inside; a new reference on @bytes itself where it is not sealed. */
GBytes *epc_package_unseal (GBytes *bytes, const char *name, const char *passphrase, GError **error);
/* A short text with a signature on a line of its own behind it: receipts and keys. */
char *epc_package_sign_text (EpcStore *store, const char *text, GError **error);
gboolean epc_package_verify_text (const char *text, const char *name, char **signed_text, guint8 *public_key, GError **error);

/* Whole or not at all. */
gboolean epc_package_write_file (const char *path, GBytes *bytes, GError **error);

/* --- reading (epc-package-read.c) --- */

/* FALSE, and EPC_ERROR_DAMAGED: @what ends the sentence. */
gboolean epc_package_damaged (const char *name, const char *what, GError **error);
/* Format, version and giver: the same in packages, receipts and keys. @signer: whose signature it bears. */
gboolean epc_package_read_giver (const char *name, JsonObject *object, const char *format, const guint8 *signer, EpcPackageHead *head,
                                 GError **error);
EpcVector *epc_package_vector_of (JsonObject *object, const char *key, GError **error);

/* The lines alone, without what goes before them (seal, signature, manifest), which no random bytes ever pass. */
gboolean epc_package_read_lines (GInputStream *journal, GInputStream *rows, const EpcShareSink *sink, gpointer data, GError **error);
/* Gives all of the package to @sink, in order. */
gboolean epc_package_read (EpcPackage *package, const EpcShareSink *sink, gpointer data, GError **error);

G_END_DECLS
