/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one field of a kind of record is. Tables of these, one per entity, are the catalogue: they drive the database table,
 * list, form, filter, import, export, search, history and documentation.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How each type is stored, and its canonical text (command line, CSV, journal). Empty is always NULL, never 0 or "". */
typedef enum
{
  EPC_TYPE_TEXT,      /* TEXT, one line */
  EPC_TYPE_LONG_TEXT, /* TEXT, Markdown */
  EPC_TYPE_INTEGER,   /* INTEGER "1287593" */
  EPC_TYPE_DECIMAL,   /* REAL "18.539616" */
  EPC_TYPE_PERCENT,   /* REAL, in percent: "23.7" */
  EPC_TYPE_MONEY,     /* INTEGER hundredths "200000.00"; its currency is a code field of the same group */
  EPC_TYPE_DATE,      /* TEXT "2025-06-30" */
  EPC_TYPE_MOMENT,    /* TEXT, date-time in UTC with zone "2026-10-14T12:00:00Z[America/Tegucigalpa]" (epc-date.h) */
  EPC_TYPE_YES_NO,    /* TEXT, code list "yes_no": yes, no, unknown, no_answer */
  EPC_TYPE_CODE,      /* TEXT, key of one code of the field's list */
  EPC_TYPE_CODES,     /* TEXT, keys joined by ";" in the order of the list */
  EPC_TYPE_PLACE,     /* TEXT, P-code (a country: its ISO 3166-1 alpha-3 code); the place itself may not be known yet */
  EPC_TYPE_LATITUDE,  /* REAL degrees WGS84, −90..90; always in one group with the longitude */
  EPC_TYPE_LONGITUDE, /* REAL degrees WGS84, −180..180 */
  EPC_TYPE_REFERENCE, /* BLOB, 16-byte uid of a record of the field's target entity; as text its code, or the uid */
  EPC_TYPE_FILE,      /* TEXT, SHA-256 of an attachment, a space, the file name */
  EPC_TYPE_COMPUTED,  /* not stored: worked out from the record itself by .compute, as text of .computed_type */
} EpcFieldType;

typedef enum
{
  EPC_FIELD_NONE = 0,
  EPC_FIELD_REQUIRED = 1 << 0, /* a record cannot be saved without it */
  EPC_FIELD_LIST = 1 << 1,     /* a column shown in the list unless the user chose otherwise */
  EPC_FIELD_SEARCH = 1 << 2,   /* in the full-text search */
  EPC_FIELD_KEY = 1 << 3,      /* part of the natural key, in the order of the table */
  EPC_FIELD_INDEX = 1 << 4,    /* has an index in the database */
  EPC_FIELD_ESTIMATE = 1 << 5, /* may be an estimate: the group has a field that names the method */
  EPC_FIELD_TOTAL = 1 << 6,    /* the total of its group; the others of the group with the flag PART are its parts */
  EPC_FIELD_PART = 1 << 7,
  EPC_FIELD_READ_ONLY = 1 << 8, /* set by the program */
  EPC_FIELD_PLANNED = 1 << 9,   /* a date that may lie in the future */
  EPC_FIELD_PERSON = 1 << 10,   /* a name, e-mail or telephone that this entity is allowed to hold (expert, contact) */
  EPC_FIELD_SUBPART = 1 << 11, /* with PART: a part of a part (females of one age). The parts without it add up to the total, and
                                  so do those with it; the sum of both is never compared with it */
  EPC_FIELD_GEOMETRY = 1 << 12, /* of a FILE: its bytes are a shape on the map (base/epc-geometry.h) and its name says which kind; it
                                   travels in files that hold shapes, not in tables */
  EPC_FIELD_APART = 1 << 13,    /* with KEY, a text: rows that nothing else tells apart are numbered in it when the user says that each is
                                   a record of its own */
  EPC_FIELD_UTC = 1 << 14,      /* of a MOMENT: a file that names no zone means UTC, and not the office's */
  EPC_FIELD_LATE = 1 << 15,     /* with KEY: it came to the key when records had been made by it. An empty one is no part of the key, so
                                   that these keep their identity */
  EPC_FIELD_ADDS = 1 << 16,     /* of a count: two records never count the same people, so a list may show the sum of its rows. Not of
                                   what is counted again later, by another source or for another cluster */
  EPC_FIELD_UNTIL = 1 << 17,    /* of a DATE: the day up to which something holds, lasts or was looked at. A file that names only a month or a
                                   year means its last day, and its first in every other date */
  EPC_FIELD_PLACES = 1 << 18,   /* of a TEXT: P-codes, joined by ";"; people read and may write the names instead */
} EpcFieldFlags;

typedef enum
{
  EPC_SENSITIVITY_PUBLIC,
  EPC_SENSITIVITY_RESTRICTED,
  EPC_SENSITIVITY_CONFIDENTIAL,
  EPC_SENSITIVITY_STRICT, /* strictly confidential: sealed, not searchable */
} EpcSensitivity;

struct _EpcRecord;

typedef struct _EpcField
{
  const char *key;   /* snake_case, English, stable for ever */
  const char *label; /* N_() */
  EpcFieldType type;
  EpcFieldFlags flags;
  const char *help;    /* N_(), one sentence; NULL: the label says it */
  const char *unit;    /* N_() "people", "households", "m²", "L/person/day", "%" … */
  const char *codes;   /* key of the code list (CODE, CODES) */
  const char *target;  /* key of the entity (REFERENCE) */
  const char *group;   /* the unit of change; NULL: a group of its own, named by the key */
  const char *section; /* N_() heading in the form; NULL: as the field before it */
  EpcSensitivity sensitivity;
  double min, max;      /* accepted range of a number; both 0: none. HUGE_VAL for an open end */
  const char *hxl;      /* "#affected+idps+ind|#affected+ind": the tag to write, then those also read */
  const char *synonyms; /* "hogares|ménages|2.1.a.1": other headers that mean this field, any language, DTM codes, KoBo names */
  int width;            /* characters of the list column; 0: by type */
  const char *initial;  /* canonical text of the first value of a new record; "today", "now", "office", "crisis" are filled in */
  const char *instead; /* TEXT, DATE: "lead_org|donor": fields of the record that say it as well, where a file leaves it out (of a date: dates);
                          NULL: none */
  const char *const *seeded; /* TEXT, LONG_TEXT: N_() texts that rows of the program's own have, in English in every workspace: they are shown in
                                the reader's language, and known again in any; NULL: none. NULL at the end */
  const char *share_of; /* PERCENT: "attended": the count of people of the record that it is a share of, or "site_count.females" of the counts of its site;
                           NULL: of nobody that is counted */
  const char *tells;    /* a number worked out of a count and of what others know: whoever has it knows the count; as above */
  EpcFieldType computed_type;
  /* COMPUTED: the value as canonical text of computed_type, or NULL. Free with g_free(). */
  char *(*compute) (const struct _EpcRecord *record);
} EpcField;

/* The group @field belongs to: its group, or its own key. */
static inline const char *
epc_field_group (const EpcField *field)
{
  return field->group != NULL ? field->group : field->key;
}

gboolean epc_field_is_stored (const EpcField *field);
gboolean epc_field_is_number (const EpcField *field);
/* TRUE when @text (folded) is this field's key, label (in any language we have), synonym, or HXL tag when it begins with '#'.
 * HXL: attributes in any order, "+pcode" as "+code", spaces ignored. */
gboolean epc_field_answers_to (const EpcField *field, const char *text);
/* The HXL tag to write, without alternatives; NULL when there is none. Free with g_free(). */
char *epc_field_hxl (const EpcField *field);
/* The sex that a part of a total counts: 'f' or 'm', by its HXL tag ("#reached+f+adults"); 0: neither, or both. */
char epc_field_sex (const EpcField *field);
/* "#adm1 +Pcode+origin" → "#adm1+code+origin": lower case, no spaces, attributes sorted, +pcode read as +code. Two tags that mean
 * the same are the same text. Free with g_free(). */
char *epc_hxl_canonical (const char *tag);

G_END_DECLS
