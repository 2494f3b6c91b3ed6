/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places that are known, by P-code and by name: those of the workspace, those that the file in hand tells, and the spellings
 * that somebody has decided on (aliases).
 */
#pragma once

#include "store/epc-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *pcode, *name, *parent, *country; /* name, parent, country: NULL when not known */
  char *successor;                       /* the code used now; NULL: this one */
  int level;
  gboolean is_stored; /* the workspace has it; else only the file says so */
  gboolean is_provisional; /* its code was made locally */
  double latitude, longitude;           /* centre, degrees WGS84; NAN: not known */
  double west, south, east, north;      /* bounding box, degrees WGS84; NAN: not known */
} EpcPlaceKnown;

typedef struct _EpcPlaceIndex EpcPlaceIndex;

/* @store NULL: nothing is known yet. The store is read at the first question. */
EpcPlaceIndex *epc_place_index_new (EpcStore *store);
void epc_place_index_free (EpcPlaceIndex *index);

/* Adds a place that a file tells, or returns the one with that code. @name NULL: not told. */
const EpcPlaceKnown *epc_place_index_tell (EpcPlaceIndex *index, const char *pcode, const char *name, int level,
                                           const char *parent, const char *country);
/* NULL: no place has this very code. */
const EpcPlaceKnown *epc_place_index_code (EpcPlaceIndex *index, const char *pcode);
/* The one place of the workspace inside @area, on @level (−1: any), whose code is @text but for case, dashes, leading zeros
 * that a spreadsheet took away, or a missing country prefix. NULL: none, or more than one. */
const EpcPlaceKnown *epc_place_index_near_code (EpcPlaceIndex *index, const char *text, const char *area, int level);
/* The one place called @name inside @area: on @level if there is one, else on any (−1: any). Accents, case, abbreviations
 * ("Sto. Domingo"), the kind of area ("Dept. de l'Ouest", "Municipio X") and the order of words do not part names; spellings
 * nearer to the letter go first. NULL: none, or more than one (*@is_double). */
const EpcPlaceKnown *epc_place_index_name (EpcPlaceIndex *index, const char *name, const char *area, int level,
                                           gboolean *is_double);
/* TRUE when the workspace has places of @country (ISO 3166-1 alpha-3) on @level with codes that were not made locally. */
gboolean epc_place_index_has_level (EpcPlaceIndex *index, const char *country, int level);
/* What somebody decided that @text means inside @area; NULL: nothing was decided. */
const EpcPlaceKnown *epc_place_index_alias (EpcPlaceIndex *index, const char *text, const char *area);
/* TRUE when @known is @area or lies in it. */
gboolean epc_place_index_lies_in (EpcPlaceIndex *index, const EpcPlaceKnown *known, const char *area);
/* TRUE when one of its names is @name, in the sense of epc_place_index_name(). */
gboolean epc_place_index_is_called (EpcPlaceIndex *index, const EpcPlaceKnown *known, const char *name);

/* Calls @func for each spelling of each place of the workspace: folded without spaces, and again as epc_place_name_key(). */
typedef void (*EpcPlaceNameFunc) (const EpcPlaceKnown *known, const char *spelling, gpointer data);
void epc_place_index_each (EpcPlaceIndex *index, EpcPlaceNameFunc func, gpointer data);

/* @name without accents, case, kind of area, particles and ordinal endings, abbreviations spelled out, words in alphabetical
 * order: "Dept. de l'Ouest" and "OUEST" → "ouest"; "Sto. Domingo" → "domingosanto". Never NULL; free with g_free(). */
char *epc_place_name_key (const char *name);

/* How alike two names are, 0 to 1 (the same epc_place_name_key()): one less the edit distance (Levenshtein 1966) over the longer
 * of the two, folded or as keys, whichever is more; at least 0.8 where one holds the other. */
double epc_place_name_likeness (const char *a, const char *b);
/* The same of two spellings that are folded or keys already. */
double epc_place_spelling_likeness (const char *a, const char *b);
/* Great-circle distance in kilometres (haversine, mean radius 6,371.0088 km, IUGG); NAN when a coordinate is not known. */
double epc_place_distance (double latitude_1, double longitude_1, double latitude_2, double longitude_2);

/* The field of the entity "place" that holds this: "pcode", "name", "level", "parent", "country"; NULL: none does. */
const EpcField *epc_place_field (const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPlaceIndex, epc_place_index_free)

G_END_DECLS
