/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A package (.epcx): what one workspace gives another, as a file for a stick, an e-mail or a chat. A zip file that any program can open:
 *
 *   journal.ndjson   a line of column names, then one array for each entry
 *   rows.ndjson      the rows of imports: {"batch", "entity", "fields"}, then one array for each row; {"uid", "code", "born"} for a row that
 *                    was changed since
 *   bytes/SHA-256    attachments and outlines
 *   manifest.json    who gives, from which change to which, how many, and the SHA-256 of each member above
 *
 * Its last 199 bytes, the comment of the zip file, are "epcx1 ", the giver's public key and an Ed25519ph signature (RFC 8032) of every byte
 * before them, in hexadecimal digits. With a passphrase the whole is sealed (epc-package-seal.c). Whatever is not exactly so is refused
 * with the reason, and nothing of it is applied.
 */
#pragma once

#include "store/epc-share.h"

G_BEGIN_DECLS

#define EPC_PACKAGE_VERSION 1
/* Larger packages are neither read nor written. */
#define EPC_PACKAGE_BYTES_MAX (512u << 20)

typedef struct
{
  char *program; /* version of the program that made it */
  EpcUid replica, office;
  guint8 public_key[32];
  char *office_name, *country, *author, *made; /* made: RFC 3339 */
  gboolean is_full;
  EpcVector *since, *upto;
  GArray *replicas; /* of EpcSharedReplica: all that its entries come from */
  gint64 n_entries, n_rows, n_bytes; /* lines of the journal, rows of imports, attachments */
  gint64 size;                       /* of the file */
} EpcPackageHead;
void epc_package_head_free (EpcPackageHead *head);

typedef struct
{
  const char *for_office; /* name, code or uid of an office, or the first digits of a replica; NULL: whoever was heard of */
  gboolean is_full;       /* all, whatever the receiver is known to have */
  const char *passphrase; /* NULL: not sealed */
} EpcPackageWish;

/* Writes a package to @path: into a temporary file, opened and verified again, then renamed. EPC_ERROR_WRITE, EPC_ERROR_NOT_FOUND (no such
 * office was heard of). */
EpcPackageHead *epc_package_create (EpcStore *store, const char *path, const EpcPackageWish *wish, GCancellable *cancellable, GError **error);

typedef struct _EpcPackage EpcPackage;

/* Reads and verifies all of it; applies nothing. EPC_ERROR_READ, EPC_ERROR_DAMAGED, EPC_ERROR_REFUSED (another version, wrong passphrase). */
EpcPackage *epc_package_open (const char *path, const char *passphrase, GError **error);
EpcPackage *epc_package_open_bytes (GBytes *bytes, const char *name, const char *passphrase, GError **error);
void epc_package_free (EpcPackage *package);
const EpcPackageHead *epc_package_head (const EpcPackage *package);

/* Applies it in one write; all or nothing. A giver whose key is not trusted here is EPC_ERROR_REFUSED unless @accept_unknown. */
gboolean epc_package_merge (EpcStore *store, EpcPackage *package, gboolean accept_unknown, EpcMergeCounts *counts, GCancellable *cancellable,
                            GError **error);

/* What arrived, as a signed file for whoever gave it. */
gboolean epc_receipt_write (EpcStore *store, const char *path, GError **error);
/* Notes what the other workspace has. The name of its office in *@name. */
gboolean epc_receipt_apply (EpcStore *store, const char *path, char **name, GError **error);

/* The public key of this workspace as a small file, and trusting that of another after the digits were compared. */
gboolean epc_key_export (EpcStore *store, const char *path, GError **error);
gboolean epc_key_trust (EpcStore *store, const char *path, char **name, char **words, GError **error);
/* A public key to read out and compare: its SHA-256 in groups of four digits. */
char *epc_key_words (const guint8 *public_key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPackageHead, epc_package_head_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPackage, epc_package_free)

G_END_DECLS
