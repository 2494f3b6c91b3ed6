/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a sheet is, and which column fills which field of which kind of record. Made by recognition, shown and changed in
 * the import assistant, followed by the import.
 */
#pragma once

#include "epc-cell-reader.h"
#include "epc-form-words.h"
#include "epc-row-source.h"
#include "model/epc-entity.h"

G_BEGIN_DECLS

/* What is worked out of a wide sheet (epc-wide.h). */
typedef struct _EpcWide EpcWide;

typedef enum
{
  EPC_COLUMN_UNKNOWN,  /* nothing answers to it: left out, listed in the report */
  EPC_COLUMN_FIELD,    /* fills a field */
  EPC_COLUMN_PLACE,    /* a name or P-code of one admin level: helps to find the place of the row */
  EPC_COLUMN_IDENTITY, /* "uid" or "code" of the main record, or the "version" that a sheet to fill was written from */
  EPC_COLUMN_PERSONAL, /* personal data: never read further */
  EPC_COLUMN_IGNORED,  /* left out by the user, computed, or repeated elsewhere */
  EPC_COLUMN_BLANK,    /* no header and no value */
  EPC_COLUMN_PART,     /* of a wide sheet: goes into a field that is worked out */
} EpcColumnRole;

typedef enum
{
  EPC_MATCH_NONE,
  EPC_MATCH_HXL,
  EPC_MATCH_KEY,
  EPC_MATCH_LABEL,
  EPC_MATCH_SYNONYM,
  EPC_MATCH_USER,
} EpcMatchKind;

typedef struct
{
  guint index;  /* in the sheet, from 0 */
  char *header; /* "" when it has none */
  char *hxl;    /* NULL: untagged */
  EpcColumnRole role;
  EpcMatchKind match;
  const EpcEntity *entity; /* FIELD, IDENTITY: what it fills first; a column may fill further records (bindings) */
  const EpcField *field;   /* FIELD */
  const char *identity;    /* IDENTITY: "uid", "code", or "version" of a sheet that was written to be filled */
  guint8 place_set;        /* PLACE: 0 where it is, 1 origin, 2 destination */
  gint8 place_level;       /* PLACE: 0–5 */
  gboolean is_code;        /* PLACE: P-code, else name */
  char *samples[3];        /* first different values, shortened; never of a PERSONAL column; NULL: fewer */
} EpcColumn;

/* One kind of record that each row fills. The first target is the main one. */
typedef struct
{
  const EpcEntity *entity;
  gboolean is_parent; /* the others refer to it: many rows fill the same record */
  const EpcField *name; /* of a parent that is made from its name where it is not known yet; else NULL */
  gboolean only_name;   /* and that no column gives the key of */
  /* This field refers to the record that target @target of the same row fills. */
  struct
  {
    const EpcField *field;
    guint target;
  } links[4];
  guint n_links;
} EpcTarget;

/* What the admin columns of a row give together. */
typedef enum
{
  EPC_PLACE_CODE,               /* P-code of the deepest area known */
  EPC_PLACE_COUNTRY,            /* ISO 3166-1 alpha-3 */
  EPC_PLACE_WRITTEN,            /* the names as the source wrote them */
  EPC_PLACE_WRITTEN_IF_UNKNOWN, /* the same, only where no P-code is known */
  EPC_PLACE_LEVEL,              /* 0 country … */
  /* Of a row that is about a place itself (a layer of boundaries): */
  EPC_PLACE_OWN_LEVEL,   /* that of the deepest columns */
  EPC_PLACE_OWN_PARENT,  /* the area whose code begins the place's own */
  EPC_PLACE_OWN_COUNTRY, /* the country whose letters begin it */
} EpcPlacePart;

/* What stands where the P-code of the row's own place would. */
typedef enum
{
  EPC_CODES_P,        /* P-codes, or nothing: names alone */
  EPC_CODES_OWN,      /* codes of the statistical office, ISO 3166-2: the P-code is found by them, or made of them */
  EPC_CODES_GEONAMES, /* numbers of GeoNames: populated places */
} EpcPlaceCodes;

typedef struct
{
  guint target; /* position in targets */
  guint column; /* position in columns; G_MAXUINT: @place_part of the place of the row, of set @place_set */
  guint8 place_set;
  EpcPlacePart place_part;
  const EpcField *field;
  guint weight;
} EpcBinding;

/* Something that the file does not tell and that changes what is read. */
typedef struct
{
  char *key;      /* "date_order", "decimal_mark", "missing", "other_sheets", "other_unit", "other_values": stable */
  char *column;   /* header; NULL: the sheet as a whole */
  char *question; /* translated sentence */
  char *answers;  /* words for --set or the like, parted by "|"; NULL: none */
} EpcMappingDoubt;

typedef struct
{
  guint sheet;
  guint64 header_row;     /* row number; 0: the sheet has no header, only tags */
  guint group_rows;       /* rows of group headers above it */
  guint64 hxl_row;        /* 0: none */
  guint64 first_row;      /* first row of data */
  GPtrArray *columns;     /* (element-type EpcColumn) */
  GArray *targets;        /* (element-type EpcTarget): the main one, what hangs on it, then what these refer to */
  GArray *bindings;       /* (element-type EpcBinding) by target */
  gint8 place_level;      /* of the places that the rows are about, told by the columns; 0: not told */
  EpcPlaceCodes place_codes; /* of those places */
  gboolean is_of_countries;  /* those places are countries */
  gboolean has_places[3]; /* columns of admin levels for where, origin, destination */
  double score;           /* how well the kind of record fits: about one a column that is surely understood */
  EpcWide *wide;          /* NULL: nothing is worked out. Its columns follow those of the sheet in @columns */
  EpcFormWords *words;    /* of the form that was answered, where it was given; NULL: it was not */
  EpcSaid said;           /* what was told of dates and numbers by a saved mapping */
  GPtrArray *doubts;      /* (element-type EpcMappingDoubt) */
  char **title_set;       /* "ENTITY.FIELD=VALUE" from the lines above the table, for all rows; NULL: nothing */
  char *shape;            /* hash of the folded header: files of one shape share a saved mapping */
  const char *credit;     /* credit line that this shape of file obliges to; NULL: none known */
} EpcMapping;

/* Reads the first rows of @sheet and decides. @as: entity that must be the main one; NULL: the best fitting. @set: "FIELD=VALUE"
 * pairs that will fill what the file lacks (may be NULL). The source is left anywhere: rewind it. EPC_ERROR_DAMAGED (no table),
 * EPC_ERROR_INVALID (no column answers to any field: names the nearest ones; or a required field has no column). */
EpcMapping *epc_mapping_recognise (EpcRowSource *source, guint sheet, const EpcEntity *as, const char *const *set,
                                   GError **error);
/* The same where the user says what the columns hold: @columns are field keys (or any header) from left to right, "-" or "" for one
 * to leave out, "*" for one that is as the sheet has it; NULL: all are. */
EpcMapping *epc_mapping_recognise_columns (EpcRowSource *source, guint sheet, const EpcEntity *as, const char *const *set,
                                           const char *const *columns, GError **error);
/* The same; *@missed: how well the kind of record fits that a required field stands against (0: none does, or nothing does). */
EpcMapping *epc_mapping_recognise_scored (EpcRowSource *source, guint sheet, const EpcEntity *as, const char *const *set,
                                          const char *const *columns, double *missed, GError **error);
/* The shape of the header of @sheet alone, whether or not anything is understood of it. Free with g_free(). */
char *epc_mapping_shape (EpcRowSource *source, guint sheet, GError **error);
void epc_mapping_free (EpcMapping *mapping);
EpcMapping *epc_mapping_copy (const EpcMapping *mapping);
const EpcEntity *epc_mapping_entity (const EpcMapping *mapping);

/* Lets column @index fill @field of @entity, which becomes a target when it is none yet; @field NULL leaves the column out.
 * A personal column cannot be mapped to a field that may not hold persons: EPC_ERROR_REFUSED. */
gboolean epc_mapping_set_column (EpcMapping *mapping, guint index, const EpcEntity *entity, const EpcField *field,
                                 GError **error);

void epc_mapping_add_doubt (EpcMapping *mapping, const char *key, const char *column, const char *answers, const char *question);

/* "date_order=dmy", "date_order=month_first", "decimal_comma=yes" → @said; "header=no" is obeyed by recognition. *@is_said (may be NULL): the pair is about that at all.
 * EPC_ERROR_USAGE for a word that is none of the answers. */
gboolean epc_said_parse (const char *pair, EpcSaid *said, gboolean *is_said, GError **error);
/* The custom of the country with this ISO 3166-1 alpha-3 code (CLDR 42), where nothing is said yet. */
void epc_said_by_country (const char *country, EpcSaid *said);

/* Headers of the columns with this role: (element-type utf8), free with g_ptr_array_unref(). */
GPtrArray *epc_mapping_headers (const EpcMapping *mapping, EpcColumnRole role);

/* The entities whose columns stand first in the choice of the assistant: all that may be imported. (transfer container) */
GPtrArray *epc_mapping_entities (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcMapping, epc_mapping_free)

/* The kind of record that @child hangs on, so that a row may give both, and *@field of @child that refers to it; NULL: none. */
const EpcEntity *epc_mapping_hangs_on (const EpcEntity *child, const EpcField **field);
/* A part of the key that alone says what the record is: the language of an expert. */
gboolean epc_mapping_is_what_it_is (const EpcField *field);

G_END_DECLS
