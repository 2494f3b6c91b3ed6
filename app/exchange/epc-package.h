/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A package (.epcx): what one workspace gives another, as a file for a stick, an e-mail or a chat. A zip file that any program can open:
 *
 *   journal.ndjson   a line of column names, then one array for each entry
 *   rows.ndjson      the rows of imports: {"batch", "entity", "fields"}, then one array for each row; {"uid", "code", "born"} for a row that
 *                    was changed since
 *   bytes/SHA-256    attachments and outlines
 *   manifest.json    who gives, from which change to which, how many, and the SHA-256 of each member above; or the one crisis whose records
 *                    it holds: such a package has gaps, says from no change to no change, and acknowledges nothing
 *
 * Its last 199 bytes, the comment of the zip file, are "epcx1 ", the giver's public key and an Ed25519ph signature (RFC 8032) of every byte
 * before them, in hexadecimal digits. The whole may be sealed for the keys of an office, with a passphrase and with a recovery
 * key (epc-package-seal.c). Whatever is not exactly so is refused
 * with the reason, and nothing of it is applied.
 */
#pragma once

#include "store/epc-came.h"

G_BEGIN_DECLS

#define EPC_PACKAGE_VERSION 1
/* Larger packages are neither read nor written. */
#define EPC_PACKAGE_BYTES_MAX (512u << 20)

/* Smaller parts are not made (bytes). */
#define EPC_PACKAGE_PART_LEAST 10000

/* How many records of one kind a package says something about. @entity: NULL for kinds that this version does not know. */
typedef struct
{
  const EpcEntity *entity;
  gint64 n_records;
} EpcPackageContent;

typedef struct
{
  char *program; /* version of the program that made it */
  EpcUid replica, office;
  guint8 public_key[32];
  char *office_name, *country, *author, *made; /* made: RFC 3339 */
  gboolean is_full;
  EpcUid crisis; /* nil: all records; else only those of this crisis, and @since and @upto are empty */
  char *crisis_name;
  EpcVector *since, *upto;
  GArray *replicas; /* of EpcSharedReplica: all that its entries come from */
  gint64 n_entries, n_rows, n_bytes; /* lines of the journal, rows of imports, attachments */
  gint64 size;                       /* of the file */
  GArray *contents;                  /* of EpcPackageContent: most first; NULL: not counted */
  char *recovery;                    /* of one that was just made: its recovery key; NULL: none was wished */
  guint n_parts;                     /* of one that was just made, or weighed: files that it is written into */
  GPtrArray *parts;                  /* (element-type filename) of one that was just made in parts: their paths; NULL: it is one file */
} EpcPackageHead;
void epc_package_head_free (EpcPackageHead *head);

typedef struct
{
  const char *for_office; /* name, code or uid of an office, or the first digits of a replica; NULL: whoever was heard of */
  gboolean is_full;       /* all, whatever the receiver is known to have */
  const char *passphrase; /* NULL: not sealed with one */
  const EpcUid *crisis;   /* only its records and what they refer to, whatever the receiver has; NULL: all */
  const char *sealed_for; /* opens with the trusted keys of this office (name, or first digits of a key) and of this workspace; NULL: not sealed so */
  gboolean with_recovery; /* opens also with a key to be printed, which is made for this package alone */
  gint64 part_size;       /* bytes that one file may have: a larger package is written in parts; 0: any. At least EPC_PACKAGE_PART_LEAST */
} EpcPackageWish;

/* Which package the file is a part of (g_free()), the same for all its parts; NULL: it is no part. */
char *epc_package_part_of (const char *path);

/* Writes a package to @path (in parts: beside it, PATH.1-of-3.epcx and so on): into a temporary file, opened and verified again, then renamed. @path NULL: only counts and weighs it, with
 * its contents. EPC_ERROR_WRITE, EPC_ERROR_NOT_FOUND (no such office was heard of). */
EpcPackageHead *epc_package_create (EpcStore *store, const char *path, const EpcPackageWish *wish, GCancellable *cancellable, GError **error);

/* What is printed of the recovery key of @head, a package that was just made and is called @name: plain lines, the key on one of its own. */
char *epc_recovery_sheet (const EpcPackageHead *head, const char *name);

typedef struct _EpcPackage EpcPackage;

/* Reads and verifies all of it; applies nothing. Any part of one that is in parts stands for all of them, which lie in the same folder. One that is sealed opens with the key of @store (NULL: none), or with @passphrase, which may
 * be its recovery key. EPC_ERROR_READ, EPC_ERROR_DAMAGED, EPC_ERROR_REFUSED (another version, wrong passphrase). */
EpcPackage *epc_package_open (EpcStore *store, const char *path, const char *passphrase, GError **error);
EpcPackage *epc_package_open_bytes (EpcStore *store, GBytes *bytes, const char *name, const char *passphrase, GError **error);
void epc_package_free (EpcPackage *package);
const EpcPackageHead *epc_package_head (const EpcPackage *package);
/* "12 recorded changes, 1 row of imports, 0 attachments" in @language (NULL: of the interface). Free with g_free (). */
char *epc_package_counts_text (const EpcPackageHead *head, const char *language);
/* Counts what is in it, into its head. */
gboolean epc_package_count (EpcPackage *package, GError **error);

/* Applies it in one write; all or nothing. A giver whose key is not trusted here is EPC_ERROR_REFUSED unless @accept_unknown. */
gboolean epc_package_merge (EpcStore *store, EpcPackage *package, gboolean accept_unknown, EpcMergeCounts *counts, GCancellable *cancellable,
                            GError **error);

/* What applying it would bring: it is applied in a write that is taken back. Whoever signed it, trusted or not. EPC_ERROR_CONFLICT where
 * one before it has not arrived. */
EpcCame *epc_package_preview (EpcStore *store, EpcPackage *package, GCancellable *cancellable, GError **error);

/* Applies it as epc_package_merge() does, then those kept aside that go on from it. One that goes on from a package that has not arrived is
 * kept aside: EPC_ERROR_CONFLICT, the sentence says so. *@n_aside (may be NULL): how many of those kept aside were applied too. */
gboolean epc_package_take_in (EpcStore *store, EpcPackage *package, gboolean accept_unknown, EpcMergeCounts *counts, guint *n_aside,
                              GCancellable *cancellable, GError **error);

/* What a file seems to be, by its first bytes. */
typedef enum
{
  EPC_SHARED_NOTHING, /* none of them, or it cannot be read */
  EPC_SHARED_PACKAGE,
  EPC_SHARED_SEALED, /* a package that opens with a key or a passphrase */
  EPC_SHARED_RECEIPT,
  EPC_SHARED_KEY,
} EpcSharedKind;
EpcSharedKind epc_package_file_kind (const char *path);
/* A sealed package that a passphrase or a recovery key opens. */
gboolean epc_package_file_asks (const char *path);

/* What arrived, as a signed file for whoever gave it. */
gboolean epc_receipt_write (EpcStore *store, const char *path, GError **error);
/* Notes what the other workspace has. The name of its office in *@name. */
gboolean epc_receipt_apply (EpcStore *store, const char *path, char **name, GError **error);

/* The public key of this workspace as a small file, and trusting that of another after the digits were compared. */
gboolean epc_key_export (EpcStore *store, const char *path, GError **error);
gboolean epc_key_trust (EpcStore *store, const char *path, char **name, char **words, GError **error);
/* Names of the offices whose keys are trusted here, each once, in order; free with g_strfreev(). A key without a name: its first digits. */
char **epc_key_trusted_offices (EpcStore *store);
/* Whose it is, before it is trusted. */
EpcPackageHead *epc_key_read (const char *path, GError **error);
/* The public key (32 bytes) of this workspace. */
gboolean epc_key_own (EpcStore *store, guint8 *public_key, GError **error);
/* A public key to read out and compare: the first 126 bits of its SHA-256 as seven words of three syllables, each a consonant and a vowel
 * that sound apart in Spanish, English, French and Portuguese. */
char *epc_key_words (const guint8 *public_key);
/* What the square code of a key says: the office and its words, so that a telephone shows what is to be compared. */
char *epc_key_code_text (const char *office_name, const guint8 *public_key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPackageHead, epc_package_head_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPackage, epc_package_free)

G_END_DECLS
