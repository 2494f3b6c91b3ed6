/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people need, what is there, what is on its way, and what is missing, item by item with its arithmetic.
 *
 *   need = households × quantity per household       (lines of kit_item of the standard chosen)
 *   gap  = need − available − on its way, not below 0
 *   households without = gap ÷ quantity per household, rounded up
 *
 * available: fit stock of all warehouses less what is held for distributions. On its way: ordered, shipped or in customs, less what the
 * ledger received of it. Quantities are those of the office's kits, which it may change; each has its source.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

typedef struct
{
  EpcUid item;
  char *item_code, *item_name, *unit, *source; /* of the quantity; NULL: none */
  double per_household;
  double need, on_hand, reserved, unusable, available, pipeline, gap;
  gint64 households_without;
  char *next_eta; /* ISO, of what is on its way; NULL: not known */
} EpcNeedLine;

typedef struct
{
  char *kits;              /* codes of the kits that say what is needed, joined by ";" */
  char *kit_names;         /* their names in the interface's language, joined by " + " */
  gint64 people, households; /* −1: not known */
  char *people_source, *people_date; /* where the people come from, as a sentence part; NULL: nowhere */
  double household_size;
  gint64 covered;        /* households with all of it from what is available */
  gint64 without;        /* households that want for one item or another after what is on its way */
  const char *short_of;  /* name of the item that limits; NULL: nothing is missing. Of the lines */
  gint64 reached;        /* households reached by distributions of the crisis */
  guint n_distributions; /* that reached them */
  double expiring;       /* units that expire within EPC_NEEDS_SOON days */
  char *expiring_what;   /* the lot and item that expires first of them; NULL: none */
  GPtrArray *lines;      /* EpcNeedLine, most households without first */
} EpcNeeds;

#define EPC_NEEDS_SOON 60 /* days: the middle of the three looks ahead of the domain (90, 60, 30) */

void epc_needs_free (EpcNeeds *needs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcNeeds, epc_needs_free)

/* @crisis NULL: all. @people below 0: as the records have them: people in the latest round of the crisis' operation, else its figure of people
 * displaced, else the people counted in its open sites. @kits (codes joined by ";") NULL: the setting needs.kits, else "KIT-NFI;KIT-SHELTER".
 * Household size: setting needs.household_size, else 5. EPC_ERROR_NOT_FOUND for a kit that is none. */
EpcNeeds *epc_needs (EpcStore *store, const EpcUid *crisis, gint64 people, const char *kits, GError **error);

/* "1,974 × 5 = 9,870; 4,050 available; 2,470 on its way; 9,870 − 4,050 − 2,470 = 3,350; 3,350 ÷ 5 = 670 households". Free with g_free(). */
char *epc_need_sentence (const EpcNeeds *needs, const EpcNeedLine *line, const char *language);

G_END_DECLS
