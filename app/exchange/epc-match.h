/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding what is in the workspace already: the record that a cell refers to, and the record that a row is about when its kind
 * has no natural key.
 */
#pragma once

#include "store/epc-store.h"

G_BEGIN_DECLS

/* --- a column of references --- */

typedef struct _EpcReferences EpcReferences;

EpcReferences *epc_references_new (EpcStore *store, const EpcField *field);
void epc_references_free (EpcReferences *references);
/* By code, uid, natural key, title, or another number of the record (a site's SSID, an organisation's acronym). Remembered.
 * EPC_ERROR_NOT_FOUND when there is none, EPC_ERROR_INVALID when more than one is meant. */
gboolean epc_references_find (EpcReferences *references, const char *text, EpcUid *uid, GError **error);
/* The known title that @text may be a slip of; NULL: there is none. */
char *epc_references_suggest (EpcReferences *references, const char *text);
/* @text will mean @uid: a record that the file itself brings. */
void epc_references_tell (EpcReferences *references, const char *text, const EpcUid *uid);
/* @text can only be a uid or a code that a workspace minted. */
gboolean epc_references_is_explicit (const EpcReferences *references, const char *text);

/* --- rows of a kind without natural key --- */

typedef struct _EpcExisting EpcExisting;

/* Reads the records of @entity that are there. NULL with @error. */
EpcExisting *epc_existing_new (EpcStore *store, const EpcEntity *entity, GCancellable *cancellable, GError **error);
void epc_existing_free (EpcExisting *existing);

/* The record that @record (a row) is: by @code, by a number of its own (SSID), by an alias, by its name within 500 metres, or by
 * its title and place.
 * @is_initial: by field, values that the row does not say. Each record answers once
 * in an import. FALSE: it is new. */
gboolean epc_existing_match (EpcExisting *existing, const EpcRecord *record, const guint8 *is_initial, const char *code,
                             EpcUid *uid);
/* The record with this very identity; as epc_existing_match(). */
gboolean epc_existing_take (EpcExisting *existing, const EpcUid *uid);
/* The last epc_existing_match() went by an alias: the name in the row is not the record's own. */
gboolean epc_existing_is_by_alias (const EpcExisting *existing);
/* A record that @record, which epc_existing_match() called new, may be all the same: of a name that is alike (0.8 of
 * epc_place_name_likeness()), in its place or within a kilometre. */
gboolean epc_existing_is_like_another (EpcExisting *existing, const EpcRecord *record);
/* The record with this code, without taking it. */
gboolean epc_existing_find_code (const EpcExisting *existing, const char *code, EpcUid *uid);
/* What tells two rows of one file apart for certain, as one text; NULL: nothing does. */
char *epc_existing_key (const EpcRecord *record);
/* The fields that name a record, and its place, folded; NULL when all of them are empty. Free with g_free(). */
char *epc_existing_title (const EpcRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcReferences, epc_references_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcExisting, epc_existing_free)

G_END_DECLS
