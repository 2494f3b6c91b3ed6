/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One site from its opening to its closing: who came and left since the last count, who serves it, what is to be done, and what its
 * closing still wants.
 */
#pragma once

#include "epc-sites.h"
#include "store/epc-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  EpcUid uid;
  char *sector_label, *provider, *provided, *provided_label, *activity, *checked_on; /* NULL: not said */
  gboolean is_old; /* checked longer ago than the standard service_verified allows */
} EpcSiteService;

typedef struct
{
  EpcUid uid;
  char *title, *due;
  gboolean is_done;
} EpcSiteTask;

typedef struct
{
  const char *key;   /* stable, for scripts */
  const char *label; /* N_() */
  gboolean is_done;
  char *why;         /* what is missing; NULL: nothing */
} EpcSiteCheck;

typedef struct
{
  char *count_date;          /* of the last count; NULL: none */
  gint64 counted;            /* −1: never */
  gint64 came, left;         /* by movements after that day */
  gint64 people;             /* counted + came − left; −1: not known */
  GPtrArray *services;       /* (element-type EpcSiteService), by sector */
  GPtrArray *tasks;          /* (element-type EpcSiteTask), open ones first */
  guint n_open_tasks, n_feedback, n_feedback_open;
  GPtrArray *checks;         /* (element-type EpcSiteCheck): the closing checklist */
  guint n_checks_done;
} EpcSiteLife;

EpcSiteLife *epc_site_life (EpcStore *store, const EpcUid *site, GError **error);
void epc_site_life_free (EpcSiteLife *life);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSiteLife, epc_site_life_free)

/* The finding @standard of the assessment of @site becomes a task, @title and @detail in words; once: *@is_new is FALSE when it is one
 * already. @task (may be NULL) gets it. */
gboolean epc_site_follow_up (EpcTransaction *transaction, const EpcUid *site, const char *standard, const char *title, const char *detail,
                             EpcUid *task, gboolean *is_new, GError **error);
/* Opens the evacuation centre @centre as a site of @crisis (NULL: of none) with what is known of it, and names it there. A centre whose
 * site is open already keeps it. */
gboolean epc_site_open_centre (EpcTransaction *transaction, const EpcUid *centre, const EpcUid *crisis, EpcUid *site, GError **error);
/* The newest real crisis that is active; FALSE: there is none. */
gboolean epc_site_newest_crisis (EpcStore *store, EpcUid *crisis);

G_END_DECLS
