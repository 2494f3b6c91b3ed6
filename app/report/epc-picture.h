/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts and maps by name: analysis turned into a drawing. The window, the command line and the reports show the same ones.
 */
#pragma once

#include "analysis/epc-rounds.h"
#include "analysis/epc-sites.h"
#include "draw/epc-chart.h"
#include "draw/epc-map.h"

G_BEGIN_DECLS

/* What a picture is made of. NULL and 0 where nothing was said: then the latest is taken. */
typedef struct
{
  const char *country;  /* ISO3; NULL: the office's */
  EpcUid operation;     /* nil: the one that reported last */
  const char *tool;     /* assessment type; NULL: that of the latest round */
  gint64 round;         /* number; −1: the latest */
  gint64 admin_level;   /* −1: the deepest */
  EpcUid crisis;        /* nil: all */
  const char *language; /* of the texts in it; NULL: the interface's */
  const char *until;    /* ISO date: nothing later is shown; NULL: everything */
  EpcUid plan;          /* contingency plan; nil: the latest */
  gboolean by_rate;     /* areas coloured by the rate, the counts small beside it */
} EpcPictureChoice;
#define EPC_PICTURE_CHOICE_INIT { .round = -1, .admin_level = -1 }

/* The rounds a choice speaks of: all of one operation and tool, and which of them is meant. */
typedef struct
{
  GPtrArray *rounds; /* (element-type EpcRound) of one operation and tool, by number */
  guint current;
  EpcRoundChange *change; /* current against the one before */
} EpcRoundSeries;
void epc_round_series_free (EpcRoundSeries *series);
/* NULL without @error when nothing was recorded yet. */
EpcRoundSeries *epc_round_series (EpcStore *store, const EpcPictureChoice *choice, GCancellable *cancellable, GError **error);
/* With what epc_rounds_cover() reads, which is what a chart of them needs. */
EpcRoundSeries *epc_round_series_covered (EpcStore *store, const EpcPictureChoice *choice, GCancellable *cancellable, GError **error);

/* The newest round with figures of each operation and tool of the office's country, the newest first: what a series can be chosen
 * from. (element-type EpcRound) */
GPtrArray *epc_round_kinds (EpcStore *store, const EpcUid *crisis, GCancellable *cancellable, GError **error);

typedef struct
{
  const char *name;    /* "rounds" */
  const char *summary; /* N_() */
  const char *entity;  /* the kind of record it is drawn of: beside its list the window shows it */
  /* NULL with EPC_ERROR_NOT_FOUND when there is nothing to show: the sentence says what is missing. */
  EpcChart *(*chart) (EpcStore *store, const EpcPictureChoice *choice, GError **error);
  EpcMap *(*map) (EpcStore *store, const EpcPictureChoice *choice, GError **error);
  /* One map for each area or record of the kind that @by names: "department", "country", "site"; EPC_ERROR_USAGE for what it has not. */
  GPtrArray *(*atlas) (EpcStore *store, const EpcPictureChoice *choice, const char *by, GError **error);
} EpcPicture;

/* Charts first, then maps. */
const EpcPicture *epc_pictures (guint *n_pictures);
const EpcPicture *epc_picture_find (const char *name, gboolean is_map, GError **error);

/* Reads "FIELD = VALUE" conditions of the command line into @choice: country, operation, tool, round, admin_level, crisis.
 * Texts are kept in @keep. EPC_ERROR_USAGE. */
gboolean epc_picture_choose (EpcStore *store, EpcPictureChoice *choice, const char *const *where, GStringChunk *keep, GError **error);

/* The source line of a round: "IOM DTM, Countrywide monitoring (BA), round 10, 30 June 2025". */
/* @text, marked with N_(), in @language (NULL: the interface's). */
const char *epc_picture_text (const char *language, const char *text);
char *epc_round_source (const EpcRound *round, const char *language);

/* Of a covered series. @with_values writes each figure at its point: for paper, where nothing can be pointed at. */
EpcChart *epc_chart_of_rounds (const EpcRoundSeries *series, const char *language, gboolean with_values);
EpcMap *epc_map_of_round (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error);
/* The same on a sheet of its own: every area of the deepest level that has an outline in the workspace, hatched where the round has no
 * figure, and the movements between the areas of the first level. @by_rate: coloured by people per 1,000 inhabitants where most of
 * the areas have a population, else per km²; whichever it is, the other measure stands small beside it. */
EpcMap *epc_map_of_displacement (EpcStore *store, const EpcRoundSeries *series, const char *language, gboolean by_rate, GError **error);
/* One map for each area of the first level that has outlines in it. (element-type EpcMap) */
GPtrArray *epc_maps_of_displacement (EpcStore *store, const EpcRoundSeries *series, const char *language, gboolean by_rate, GError **error);
/* From which area of the first level to which, with those who stayed inside their own. */
EpcChart *epc_chart_of_flows (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error);
/* epc-picture-areas.c: the areas one level above the places, up to the current round: the largest as parts of the whole, each as a small
 * line, as a table of rounds, and against the round before. */
EpcChart *epc_chart_of_area_parts (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error);
EpcChart *epc_chart_of_area_trends (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error);
EpcChart *epc_chart_of_area_rounds (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error);
EpcChart *epc_chart_of_area_change (const EpcRoundSeries *series, const char *language, GError **error);
/* epc-picture-records.c: of the registers. EPC_ERROR_NOT_FOUND where nothing is recorded. */
EpcChart *epc_chart_of_risks (EpcStore *store, const EpcPictureChoice *choice, GError **error);
EpcChart *epc_chart_of_deployments (EpcStore *store, const EpcPictureChoice *choice, GError **error);
EpcChart *epc_chart_of_activities (EpcStore *store, const EpcPictureChoice *choice, GError **error);
EpcChart *epc_chart_of_services (EpcStore *store, const EpcPictureChoice *choice, GError **error);
EpcChart *epc_chart_of_mcof (EpcStore *store, const EpcPictureChoice *choice, GError **error);
EpcChart *epc_chart_of_readiness (EpcStore *store, const EpcPictureChoice *choice, GError **error);
EpcChart *epc_chart_of_mefm_clock (EpcStore *store, const EpcPictureChoice *choice, GError **error);
EpcChart *epc_chart_of_plan_funds (EpcStore *store, const EpcPictureChoice *choice, GError **error);
/* The symbol of a site by its worst gap. */
EpcMapState epc_gap_map_state (EpcGapLevel level);
/* Women and men by age in the open sites of the choice; sites as a map. */
EpcChart *epc_chart_of_site_ages (EpcStore *store, const EpcPictureChoice *choice, GError **error);
EpcMap *epc_map_of_sites (EpcStore *store, const EpcPictureChoice *choice, GError **error);
/* An atlas of them @by "site", "department" (area of the first level) or "country"; sites without a position have no page. */
GPtrArray *epc_maps_of_sites (EpcStore *store, const EpcPictureChoice *choice, const char *by, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRoundSeries, epc_round_series_free)

G_END_DECLS
