/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SHA-256 (FIPS 180-4) where speed counts: the identities of a million rows, the hash of a large file. The processor's own
 * instructions where it has them, GLib's otherwise; the digest is the same.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define EPC_SHA256_SIZE 32
#define EPC_SHA256_HEX_SIZE 65

typedef struct _EpcSha256 EpcSha256;

EpcSha256 *epc_sha256_new (void);
void epc_sha256_free (EpcSha256 *sha);
void epc_sha256_reset (EpcSha256 *sha);
void epc_sha256_update (EpcSha256 *sha, const void *bytes, gsize length);
/* Once; reset before the next. @digest has EPC_SHA256_SIZE bytes. */
void epc_sha256_finish (EpcSha256 *sha, guint8 *digest);
/* @hex has EPC_SHA256_HEX_SIZE bytes. */
char *epc_sha256_to_hex (const guint8 *digest, char *hex);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSha256, epc_sha256_free)

G_END_DECLS
