/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The countries whose records are in the workspace, each with what a regional office asks first. What nobody recorded is not known, never
 * zero. A record belongs to the country it names, to that of its crisis or place, else to that of the office that keeps it.
 */
#pragma once

#include "epc-rounds.h"

G_BEGIN_DECLS

typedef struct
{
  char *currency;
  gint64 outstanding; /* hundredths */
} EpcRegionMoney;

typedef struct
{
  char *country, *name; /* ISO 3166-1 alpha-3, and as it is read */
  char *office;         /* the office that keeps its records; NULL: none is known */
  gboolean is_own;      /* of this workspace's office */

  guint actions, actions_done, actions_overdue; /* minimum preparedness actions, all but "not applicable"; 0 actions: nothing recorded */
  double readiness;     /* percent: done ÷ actions (IASC Emergency Response Preparedness, 2015); NAN: nothing recorded */
  char *readiness_on;   /* ISO: when one was checked last; NULL: not recorded */

  guint crises, crises_active; /* drills are none; 0 crises: nothing recorded */
  GPtrArray *crisis_names;     /* (element-type utf8) of the active ones */

  EpcRound *round;      /* the latest that covers a whole operation; NULL: none */

  guint stock_lines;    /* items in warehouses; 0: nothing recorded */
  gint64 households;    /* that the kit of which there is most is enough for; −1: no kit is known */
  char *kit, *stock_on; /* that kit; ISO: the latest movement */

  guint experts, experts_ready, experts_partly; /* 0 experts: nothing recorded */
  char *roster_on;      /* ISO: the day that was asked about */

  guint requests, requests_open, requests_overdue; /* to the emergency fund; open: neither closed, rejected nor repaid */
  GPtrArray *money;     /* (element-type EpcRegionMoney) what is outstanding of them, by currency; empty: nothing is */
  char *money_on;       /* ISO: the latest date of spending told; NULL: not told */

  guint reports, reports_overdue; /* situation reports; overdue: an active crisis whose next one should have come before today */
  char *reports_on;     /* ISO: of the latest one; NULL: none */

  gint64 package_at;    /* microseconds: when the last package of its office was merged; 0: none */
  char *package_from;   /* who gave it */
} EpcRegionCountry;

typedef struct
{
  char *today, *zone; /* of the office that asks: days are its own */
  GPtrArray *countries; /* (element-type EpcRegionCountry) by name */
} EpcRegion;

EpcRegion *epc_region (EpcStore *store, GCancellable *cancellable, GError **error);
void epc_region_free (EpcRegion *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRegion, epc_region_free)

G_END_DECLS
