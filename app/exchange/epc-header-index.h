/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which fields of the catalogue a header answers to: by key, label in any language, synonym, HXL tag, or the question code of
 * a DTM form inside a longer header. Built once from the catalogue.
 */
#pragma once

#include "epc-mapping.h"

G_BEGIN_DECLS

typedef struct
{
  const EpcEntity *entity;
  const EpcField *field;
  EpcMatchKind kind;
  guint weight; /* how sure: 2 (a wider HXL tag) to 10 (its own key or label) */
} EpcHeaderHit;

/* Appends the hits of a column (@header, @hxl: each may be NULL or empty) to @hits; one a field, the surest. */
void epc_header_index_find (const char *header, const char *hxl, GArray *hits);

/* "1.1.d.1: Site name" → "Site name": within @header, behind the number of a question that its words follow. */
const char *epc_header_words (const char *header);

/* Another field of @entity answers to @label as surely as @field does: a column so named would come back into the wrong one, and
 * is written "label [key]". */
gboolean epc_header_is_ambiguous (const EpcEntity *entity, const EpcField *field, const char *label);

/* "location_count/epc_sum_idp_ind", "_epc_position_latitude": a question of our own forms that fills no field (epc-xlsform.h).
 * *@entity (may be NULL): the kind of record that the answers are, when the column is their identity ("epc_uid_site"), else
 * NULL. */
gboolean epc_header_is_form_helper (const char *header, const EpcEntity **entity);

/* TRUE when the column is a name or a code of an admin level: "ADM2_PCODE", "#adm1+name+origin", "Departamento". A column that
 * only a word such as "Departamento" makes one has @is_sure FALSE. */
gboolean epc_header_place (const char *header, const char *hxl, guint8 *set, gint8 *level, gboolean *is_code, gboolean *is_sure);

/* TRUE for the tag "#meta+NAME" (NAME: uid, code) of our own exports, which also says what the rows are: "#meta+uid+site"; then
 * @entity (may be NULL) is set. */
gboolean epc_header_identity (const char *hxl, const char *name, const EpcEntity **entity);

/* TRUE for a column that KoBo, ODK Collect, Central or Briefcase add to the answers of a form ("_uuid", "start", "_submission__id",
 * "PARENT_KEY"). Words such as "start" mean that only in a sheet of which another column is surely one of theirs. */
gboolean epc_header_is_form_own (const char *header);
gboolean epc_header_marks_form (const char *header);

/* "#tag" or "#tag+attribute…". */
gboolean epc_header_is_hxl (const char *text);

/* Up to three labels that come nearest to @header, as one translated list "A, B, C"; NULL: none is near. @entity NULL: all. */
char *epc_header_nearest (const char *header, const EpcEntity *entity);

/* Edit distance of two short texts (Levenshtein 1966) in bytes; @limit + 1 when it is more than @limit or one is over 64. */
guint epc_text_distance (const char *a, const char *b, guint limit);

/* 1: a code of ISO 3166-2, of the first level; 5: the number of a place in GeoNames; 0: neither. */
int epc_header_own_code (const char *header);

G_END_DECLS
