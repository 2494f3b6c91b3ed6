/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the analyses of the verb analyse share. One is a function of EpcAnalysis; its name stands in the table of verb-analyse.c.
 */
#pragma once

#include "epc-cli.h"

G_BEGIN_DECLS

typedef struct
{
  EpcCli *cli;
  const char *reference; /* NULL: none */
  char **where;
  JsonBuilder *builder; /* an object has begun in it */
  GPtrArray *cells;     /* the table for people, row after row; first the headings */
} EpcAnalysis;

typedef gboolean (*EpcAnalysisRun) (EpcAnalysis *self, GError **error);

/* A null for NAN. */
void epc_analysis_member (JsonBuilder *builder, const char *key, double value);
void epc_analysis_member_bool (JsonBuilder *builder, const char *key, gboolean value);
/* The next cell of the table; takes @text. */
void epc_analysis_cell (EpcAnalysis *self, char *text);
/* People as they are read; "—" below 0. */
char *epc_analysis_people (gint64 people);

/* analyse-crisis.c: REF is a crisis; without one, all that are not closed. */
gboolean epc_analyse_crisis (EpcAnalysis *self, GError **error);
/* analyse-sites.c: REF is a site. */
gboolean epc_analyse_site_gaps (EpcAnalysis *self, GError **error);
/* analyse-flows.c: REF is a flow monitoring point. */
gboolean epc_analyse_flows (EpcAnalysis *self, GError **error);
/* analyse-mcof.c: REF is a day. */
gboolean epc_analyse_mcof (EpcAnalysis *self, GError **error);

/* analyse-mefm.c: REF is a request, or the crisis of one. */
gboolean epc_analyse_mefm (EpcAnalysis *self, GError **error);
/* analyse-needs.c: REF is a crisis. */
gboolean epc_analyse_needs (EpcAnalysis *self, GError **error);

/* analyse-region.c: no REF. */
gboolean epc_analyse_region (EpcAnalysis *self, GError **error);

G_END_DECLS
