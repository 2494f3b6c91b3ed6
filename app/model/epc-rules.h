/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small rules that the entities' own validate functions are made of. Each is silent where a value it needs is empty: an empty
 * count was not asked and is never 0. Pure: they see one record and nothing else.
 */
#pragma once

#include "epc-validation.h"

/* How lists of people head the column of where each works. */
#define ORGANISATION_NAMES \
  "organização|organization|institución|institution|instituição|entidad|entité|entidade|agencia|agence|agência|agency|empresa|dependencia|organismo|structure"

G_BEGIN_DECLS

/* Dates or moments: @last may not lie before @first. An error. */
void epc_check_order (const EpcRecord *record, const char *first, const char *last, EpcFindings *findings);

/* Numbers, percents or amounts: @smaller may not pass @greater. A warning with the rule @rule. */
void epc_check_at_most (const EpcRecord *record, const char *smaller, const char *greater, const char *rule, EpcFindings *findings);

/* Persons against households: not fewer persons than households (an error), and 1 to 12 persons in each (else a warning). */
void epc_check_households (const EpcRecord *record, const char *persons, const char *households, EpcFindings *findings);

/* What the parts have more than their total is what rounding each of them by itself leaves: not more than one for each of the
 * @n_parts that are above 0, and not more than one in a hundred of @whole. There is no published rule:
 * shares of a total that are each rounded up exceed it by less than one each. */
gboolean epc_rule_is_rounding (double excess, double whole, guint n_parts);

/* The NULL-ended list of integer fields, where all are filled, adds up to @total; a sum above it is an error, save
 * where it is rounding, one below it a warning, also when some are empty and the rest is above it. */
void epc_check_sum (const EpcRecord *record, EpcFindings *findings, const char *total, ...) G_GNUC_NULL_TERMINATED;

/* The NULL-ended list of percent fields, where all are filled, adds up to 95–105; a warning at the first of them. */
void epc_check_percents (const EpcRecord *record, EpcFindings *findings, ...) G_GNUC_NULL_TERMINATED;

/* @needed is missing although @field has one of the ";"-joined codes @codes. */
void epc_check_needed (const EpcRecord *record, EpcFindingLevel level, const char *needed, const char *field, const char *codes,
                       EpcFindings *findings);

/* TRUE when the code field @field has one of the ";"-joined codes @codes. */
gboolean epc_check_has_code (const EpcRecord *record, const char *field, const char *codes);

/* Field @field is a text of P-codes separated by semicolons: a warning for what cannot be one. */
void epc_check_place_codes (const EpcRecord *record, const char *field, EpcFindings *findings);

/* A position against the area it should lie in. */
typedef struct
{
  double west, south, east, north; /* degrees WGS84; over the 180th meridian the west lies east of the east */
  gint64 level;                    /* of the area; 0: a country */
} EpcPositionBox;

typedef enum
{
  EPC_POSITION_FINE,
  EPC_POSITION_SWAPPED,   /* latitude and longitude change places */
  EPC_POSITION_SIGN_LOST, /* west or south without its minus */
  EPC_POSITION_OUTSIDE,   /* and no such slip explains it */
} EpcPositionFault;

/* Judges *@latitude and *@longitude by @box. Boxes are those of simplified outlines: a tenth of a degree outside, half of one of a
 * country, is no fault. A slip that would put the position into the box is put right in both. */
EpcPositionFault epc_position_judge (double *latitude, double *longitude, const EpcPositionBox *box);

/* The states that a request to the emergency fund may take after @status, joined by ";"; "" for the last. */
const char *epc_funding_next_states (const char *status);

/* Text of 100 × @part / @whole with one decimal; NULL when one is empty or @whole is 0. Free with g_free(). */
char *epc_check_share (const EpcRecord *record, const char *part, const char *whole);

/* Text of the days from date @first to date @last; NULL when one is empty. Free with g_free(). */
char *epc_check_days (const EpcRecord *record, const char *first, const char *last);

/* Latitude and longitude look swapped: Latin America and the Caribbean lies between 56° S and 33° N, 118° and 34° W (bounding
 * box of the countries of that UN region, mainland and islands). */
void epc_rule_swapped_position (const EpcRecord *record, EpcFindings *findings);

G_END_DECLS
