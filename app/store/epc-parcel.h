/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of packages that were made and merged here, and those that are kept aside because one before them has not arrived.
 */
#pragma once

#include "epc-share.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_sent;
  gint64 at;       /* microseconds */
  EpcUid peer;     /* made for, or came from; nil: made for whoever opens it */
  char *name;      /* of its office; NULL: not known */
  char *file;      /* name, without its folder */
  gint64 size, n_entries;
  EpcVector *upto; /* what its receiver has when it was merged */
} EpcParcel;
void epc_parcel_free (EpcParcel *parcel);

gboolean epc_parcel_note (EpcStore *store, const EpcParcel *parcel, GError **error);
/* (element-type EpcParcel) newest first, at most @limit. */
GPtrArray *epc_parcel_list (EpcStore *store, guint limit, GError **error);
/* How many of @peers (element-type EpcPeer) are known to have all of it: a receipt or a package of theirs says so. */
guint epc_parcel_n_have (const EpcParcel *parcel, GPtrArray *peers);
/* Entries that whoever has @theirs lacks of what is here. */
gint64 epc_parcel_lacks (EpcStore *store, const EpcVector *theirs, GError **error);

typedef struct
{
  char *sha256;
  gint64 at;
  char *name, *file;
  EpcVector *since;
  GBytes *bytes; /* NULL in a list */
} EpcAside;
void epc_aside_free (EpcAside *aside);

/* Keeps it once, by its SHA-256. */
gboolean epc_aside_keep (EpcStore *store, const EpcAside *aside, GError **error);
/* (element-type EpcAside) oldest first, without their bytes. */
GPtrArray *epc_aside_list (EpcStore *store, GError **error);
/* The oldest whose predecessors have all arrived, with its bytes; NULL without error: there is none. */
EpcAside *epc_aside_next (EpcStore *store, GError **error);
gboolean epc_aside_drop (EpcStore *store, const char *sha256, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcParcel, epc_parcel_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcAside, epc_aside_free)

G_END_DECLS
