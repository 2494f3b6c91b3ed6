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
/* It is sealed, and a passphrase or a recovery key opens it. */
gboolean epc_package_begins_asking (const char *bytes, gsize length);

/* The bytes of a finished zip file with its comment added. */
GBytes *epc_package_sign (EpcStore *store, GBytes *zip, GError **error);
/* Whether @bytes end as they must and the signature is right; @public_key gets whose it is. */
gboolean epc_package_verify (GBytes *bytes, const char *name, guint8 *public_key, GError **error);

/* How a package is to be sealed. */
typedef struct
{
  const char *passphrase; /* NULL: none */
  GByteArray *public_keys; /* 32 bytes each; NULL: none */
  gboolean with_recovery;
} EpcSealWish;

/* What there is to open one with. */
typedef struct
{
  const guint8 *secret_key; /* of this workspace (64 bytes); NULL: none */
  const char *passphrase;   /* or a recovery key; NULL: none */
} EpcSealAnswer;

/* *@recovery: the recovery key, where one was wished. */
GBytes *epc_package_seal (GBytes *bytes, const EpcSealWish *wish, char **recovery, GError **error);
/* The bytes inside; a new reference on @bytes itself where it is not sealed. */
GBytes *epc_package_unseal (GBytes *bytes, const char *name, const EpcSealAnswer *answer, GError **error);

/* --- who can open it (epc-package-slots.c) --- */

/* 32 bytes by Argon2id. */
gboolean epc_seal_key_of_passphrase (const char *passphrase, const guint8 *salt, guint8 *key, GError **error);
/* @text begins as a recovery key does. */
gboolean epc_recovery_is_meant (const char *text);
/* Adds @key (32 bytes) to @out, locked in each way of @wish. */
gboolean epc_seal_lock (const EpcSealWish *wish, const guint8 *key, GByteArray *out, char **recovery, GError **error);
/* Reads what epc_seal_lock() wrote from *@at on, which moves behind it; FALSE: nothing opens it, and why. */
gboolean epc_seal_unlock (const guint8 *data, gsize size, gsize *at, const char *name, const EpcSealAnswer *answer, guint8 *key, GError **error);
/* A passphrase or a recovery key opens it too. */
gboolean epc_seal_asks (const guint8 *data, gsize size, gsize at);

/* A short text with a signature on a line of its own behind it: receipts and keys. */
char *epc_package_sign_text (EpcStore *store, const char *text, GError **error);
gboolean epc_package_verify_text (const char *text, const char *name, char **signed_text, guint8 *public_key, GError **error);

/* Whole or not at all. */
gboolean epc_package_write_file (const char *path, GBytes *bytes, GError **error);

/* --- in parts (epc-package-volumes.c) --- */

/* All of the package that the file is a part of; its other parts are looked for in the same folder. EPC_ERROR_REFUSED: some are missing. EPC_ERROR_DAMAGED. */
GBytes *epc_package_join (const char *path, GError **error);
/* How the package begins that the file is a part of: so many bytes; 0: it is no part, or the first is not there. */
gsize epc_package_part_beginning (const char *path, char *bytes, gsize size);
/* Of a package of @size bytes; @part_size 0: one. */
guint epc_package_n_parts (gint64 size, gint64 part_size);
char *epc_package_part_path (const char *path, guint number, guint total);
/* Writes all of them, or none. @paths gets their names. */
gboolean epc_package_write_parts (const char *path, GBytes *bytes, gint64 part_size, GPtrArray *paths, GError **error);

/* The trusted keys of an office (its name, its record, or the first digits of a key), 32 bytes each, that of this workspace first.
 * EPC_ERROR_NOT_FOUND: none is trusted. */
GByteArray *epc_package_keys_of (EpcStore *store, const char *office, GError **error);

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
