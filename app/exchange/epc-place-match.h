/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the admin columns of a row to a place: P-codes first, then names (accents and case folded) inside the area above, in the
 * country of the row or of the office. Coordinates only confirm and are not looked at here.
 */
#pragma once

#include "epc-place-index.h"

G_BEGIN_DECLS

#define EPC_PLACE_LEVELS 5

/* Cells of one row, NULL or "" where there is no column or no value. */
typedef struct
{
  const char *codes[EPC_PLACE_LEVELS];
  const char *names[EPC_PLACE_LEVELS];
  const char *home;         /* country of the row where these columns do not name one; NULL: unknown */
  const char *any;          /* one cell that holds a code or a name of any level, instead of the above; NULL: none */
  gboolean is_about_origin; /* or destination: nothing is assumed when nothing was told */
} EpcPlaceCells;

/* Something about one of the cells that the user should know. */
typedef struct
{
  gboolean is_correction; /* else a doubt */
  const char *rule;       /* "pcode_form", "pcode_replaced", "place_alias", "place_parent", "place_name" */
  int level;              /* of the cell */
  gboolean is_code;
  char *old_text, *new_text; /* new_text: NULL for a doubt */
  char *message;             /* translated */
} EpcPlaceNote;

typedef struct
{
  const char *pcode;   /* the deepest known; NULL: none */
  const char *country; /* ISO 3166-1 alpha-3; NULL: unknown */
  int level;           /* of the deepest cell that says something; −1: none does */
  const char *written; /* names below the country as the source wrote them, "Ouest / Léogâne"; NULL: none */
  const char *doubt;   /* translated: why it is not deeper; NULL: it is as deep as the row says */
  const char *lost;    /* with a doubt: the cell that nothing answers to */
  const char *lost_in; /* and the area in which it was looked for; NULL: anywhere */
  int lost_level;      /* and the level it was taken for; −1: any */
  GPtrArray *notes;    /* (element-type EpcPlaceNote) NULL: none */
  const char *cells;   /* with a doubt: epc_place_cells_to_json() of the row */
} EpcPlaceFound;

/* A place that the file itself names with its P-code. */
typedef struct
{
  char *pcode, *name, *parent, *country; /* name, parent: NULL when not told */
  int level;
} EpcPlaceTold;

typedef struct _EpcPlaceMatcher EpcPlaceMatcher;

EpcPlaceMatcher *epc_place_matcher_new (EpcStore *store);
void epc_place_matcher_free (EpcPlaceMatcher *matcher);

/* Lives as long as the matcher. @raw: bytes that tell these cells from others of the same columns; the same bytes (and home) give
 * the same answer quickly. */
const EpcPlaceFound *epc_place_matcher_find (EpcPlaceMatcher *matcher, const EpcPlaceCells *cells, const char *raw,
                                             gsize raw_length);
/* One cell with a P-code, an ISO 3166-1 code, or a name. NULL: nothing like that is known; a text that is shaped like a P-code is
 * taken as one, and in a list of places (@is_gazetteer) whatever is written like a code. Lives as long as the matcher. */
const char *epc_place_matcher_resolve (EpcPlaceMatcher *matcher, const char *text, gboolean is_gazetteer);
/* (element-type EpcPlaceTold) what find() met, countries first. Owned by the matcher. */
GPtrArray *epc_place_matcher_told (EpcPlaceMatcher *matcher);

/* The same places by code and name. Owned by the matcher. */
EpcPlaceIndex *epc_place_matcher_index (EpcPlaceMatcher *matcher);

/* The cells as text, for rows that wait for places that are not known yet. Free with g_free(). */
char *epc_place_cells_to_json (const EpcPlaceCells *cells);
/* From such a text. The cells hold strings of *@kept, which is to be freed with g_object_unref(). FALSE: it is none. */
gboolean epc_place_cells_from_json (const char *json, EpcPlaceCells *cells, GObject **kept);

/* A place that a row of the file itself is about: later rows may lie in it. */
void epc_place_matcher_learn (EpcPlaceMatcher *matcher, const char *pcode, const char *name, int level, const char *parent,
                              const char *country);
/* P-code of the known place on @level whose code is the longest beginning of @pcode; NULL: none is known. */
const char *epc_place_matcher_above (EpcPlaceMatcher *matcher, const char *pcode, int level);
/* P-code of the one known place called @name on @level of @country (NULL: anywhere); NULL: none or several. */
const char *epc_place_matcher_named (EpcPlaceMatcher *matcher, const char *name, int level, const char *country);
/* ISO 3166-1 alpha-3 of the country of this code or name in any language; NULL: none. */
const char *epc_place_matcher_country_named (const char *text);
/* ISO 3166-1 alpha-3 of the country whose letters begin @pcode; NULL: none. */
const char *epc_place_matcher_country_of (const char *pcode);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPlaceMatcher, epc_place_matcher_free)

G_END_DECLS
