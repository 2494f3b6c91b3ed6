/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by epc-recognise.c and epc-mapping*.c: the head of a sheet as it was read, and how a kind of record is laid over it.
 */
#pragma once

#include "epc-header-index.h"
#include "epc-mapping.h"
#include "epc-sheet-head.h"

G_BEGIN_DECLS

/* What is known of a column before any kind of record is chosen. */
typedef struct
{
  char *header, *hxl; /* NULL: none */
  GArray *hits;       /* of EpcHeaderHit */
  gboolean is_personal, is_blank;
  gboolean is_repeated; /* few values stand in many rows: it names no row */
  gboolean is_form_own; /* what a form app adds to the answers (_id, start, deviceid), or a form of ours beside its fields */
  gboolean is_joined;   /* of the sheet that the rows belong to: fills what is needed, and does not say what the rows are */
  gboolean is_geometry; /* shapes on the map */
  gboolean is_position; /* latitude and longitude in one text */
  gboolean is_share; /* a part of the people, and not how many */
  gboolean is_total; /* called a total, and nothing else, over figures */
  gboolean is_of_areas, is_of_lines; /* those shapes are areas, or lines */
  EpcPlaceCodes own_codes; /* EPC_CODES_P: it does not look like codes of another kind */
  gboolean is_place, place_is_sure, place_is_code;
  guint8 place_set;
  gint8 place_level;
  char *samples[3];
} EpcColumnFacts;

void epc_column_facts_free (gpointer facts);

/* A column that answers only this loosely does not make a record of its own. */
#define WEIGHT_OWN 5
/* How sure it is that a column called as others call the record gives the name of that. */
#define WEIGHT_OF_NAME 6

/* A kind of record on its way over the columns. */
typedef struct
{
  EpcMapping *mapping;
  GPtrArray *facts; /* of EpcColumnFacts */
  const char *const *set;
} EpcLayer;

/* epc-mapping.c */
const EpcBinding *epc_layer_binding (const EpcLayer *layer, guint target, const EpcField *field);
/* Columns to fields of one target, the surest first, each column and each field once. How many. */
guint epc_layer_bind_columns (EpcLayer *layer, guint target);
void epc_layer_bind_places (EpcLayer *layer, guint target);
gboolean epc_layer_is_filled (const EpcLayer *layer, guint target, const EpcField *field);
/* A required field of the target that nothing fills; NULL: none. */
const EpcField *epc_layer_missing (const EpcLayer *layer, guint target);
guint epc_layer_add_target (EpcLayer *layer, const EpcEntity *entity, gboolean is_parent);
/* With all that came after it. */
void epc_layer_drop_target (EpcLayer *layer, guint target);
void epc_layer_link (EpcLayer *layer, guint from, const EpcField *field, guint to);

/* epc-mapping-score.c: about one for each column that is surely understood. */
double epc_layer_score (const EpcLayer *layer);

/* epc-mapping-parents.c: what @target refers to and the row brings, @depth links away from the main record. */
void epc_layer_lay_parents (EpcLayer *layer, guint target, guint depth);
/* What the headers of columns that become rows name: the items of a list with an item a column. */
void epc_layer_lay_made (EpcLayer *layer);

/* Empty; free with epc_mapping_free(). */
EpcMapping *epc_mapping_new (void);

/* Lays @main and what goes with it over the columns. NULL when none of them fills any of its fields. *@score: how well it fits;
 * *@missing: a required field that nothing fills, or NULL. */
EpcMapping *epc_mapping_lay (GPtrArray *facts, const EpcEntity *main, const char *const *set, double *score,
                             const EpcField **missing);

/* The columns are answers to a form of ours: *@entity becomes the kind of record that the form asks for, and each column is exactly
 * what the form named it. FALSE, with nothing changed, when they are not, or *@entity is another kind. */
gboolean epc_form_settle (GPtrArray *facts, const EpcEntity **entity);

/* Whether "FIELD=VALUE" or "ENTITY.FIELD=VALUE" in @set fills @field of @entity. */
gboolean epc_set_fills (const char *const *set, const EpcEntity *entity, const EpcField *field);
/* Whether @field may take something from the admin columns, and what: an area, a country, the names as written, the level. */
gboolean epc_place_part_of (const EpcField *field, EpcPlacePart *part);
/* 0 where it is, 1 origin, 2 destination: what a field of type place is about. */
guint8 epc_place_set_of (const EpcField *field);

/* epc-mapping-sense.c */
/* "men, women, boys, girls" under the header of the age says the sex too. */
void epc_mapping_add_sex (EpcMapping *mapping, const EpcSheetHead *head);
/* Leaves out the columns of which no value, in the rows of @head, is one of the field that their header sounds like. @is_named_by_format: nobody
 * chose the header (the elements of GPX), so that even the very name of the field says little. */
void epc_mapping_check_values (EpcMapping *mapping, const EpcSheetHead *head, gboolean is_named_by_format);
/* FALSE with EPC_ERROR_INVALID when the letters in a column of countries, in the rows of @head, are the codes of somebody's own list: some
 * of them would be other countries of ISO 3166. @name: of the file. */
gboolean epc_mapping_check_countries (const EpcMapping *mapping, const EpcSheetHead *head, const char *name, GError **error);
/* Leaves out the columns whose figures, in the rows of @head, cannot be what their fields count. */
void epc_mapping_check_units (EpcMapping *mapping, const EpcSheetHead *head);

/* epc-mapping-place.c */
/* The column of shapes gives what no other does: the outline, the position, the bounding box. Returns 1 where it is all that it takes to be
 * of this kind: a line without a name is a line on the map. */
guint epc_mapping_bind_geometry (EpcMapping *mapping, GPtrArray *facts, guint target);
/* A table of places with a column for each admin level: the deepest is the place of the row, those above it are its areas. */
void epc_mapping_bind_own_place (EpcMapping *mapping, GPtrArray *facts, guint target, const char *const *set);
/* Where the rows are places (@is_told), or areas on the map, and no column has a name that the catalogue knows: which holds the codes of
 * their own, and which their names. The codes: digits, of one length, another in each of the rows of @head. */
void epc_mapping_guess_own_place (GPtrArray *facts, const EpcSheetHead *head, gboolean is_told);
/* TRUE for a layer of areas. */
gboolean epc_mapping_is_of_areas (GPtrArray *facts);
/* FALSE where the rows are drawn on the map and @mapping has no use for that, or is about lines, and there are none: what is an area or a
 * point is named by the user, or is a place, a site … by what its columns say. */
gboolean epc_mapping_suits_layer (const EpcMapping *mapping, GPtrArray *facts);

G_END_DECLS
