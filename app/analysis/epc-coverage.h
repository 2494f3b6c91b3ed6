/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who does what where, and what nobody does: activities by cluster (or MCOF sector) and area of the first level, beside the people who are
 * displaced there.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_COVERAGE_UNKNOWN, /* no activity, and no need is known */
  EPC_COVERAGE_NOBODY,  /* people in need or displaced, and no activity */
  EPC_COVERAGE_TO_CONFIRM, /* said to be under way, though the last day is over */
  EPC_COVERAGE_PLANNED, /* none under way yet */
  EPC_COVERAGE_ACTIVE,
} EpcCoverageState;

#define EPC_COVERAGE_ROWS 12 /* activities of a cell that are told one by one: a national 4W has ten thousand in some */

typedef struct
{
  EpcCoverageState state;
  guint active, planned;
  guint late;              /* said to be under way, though their last day is over: to confirm; not among the active */
  GPtrArray *organisations; /* (element-type utf8) of the active, each once; NULL: none */
  gint64 rows[EPC_COVERAGE_ROWS]; /* row numbers of the first of those active, planned and late (n_rows of them) */
  guint n_rows;
  gint64 in_need;          /* the largest that an activity states: several state the same people; −1: none */
  gint64 targeted, reached; /* of the active and planned; several may count the same people; −1: not stated */
} EpcCoverageCell;

typedef struct
{
  char *key, *label;     /* code of the cluster or sector; "" where none is recorded */
  guint active, nobody;  /* activities; areas with nobody */
  gint64 reached;
} EpcCoverageRow;

typedef struct
{
  char *place, *name; /* P-code; "" where none is recorded */
  gint64 displaced;   /* of the latest round; −1: not assessed */
  guint nobody;       /* rows with nobody */
} EpcCoverageArea;

typedef struct
{
  gboolean by_mcof;
  GPtrArray *rows;  /* (element-type EpcCoverageRow) in the order of the code list */
  GPtrArray *areas; /* (element-type EpcCoverageArea) most displaced people first */
  EpcCoverageCell *cells; /* row by row: see epc_coverage_cell() */
  guint active, planned, late, organisations, nobody, without_area, without_sector;
  char *round;      /* "Countrywide monitoring (BA), round 10"; NULL: no round to take people from */
  char *round_date; /* ISO */
  GStringChunk *words; /* the names of organisations */
} EpcCoverage;

void epc_coverage_free (EpcCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcCoverage, epc_coverage_free)

const EpcCoverageCell *epc_coverage_cell (const EpcCoverage *coverage, guint row, guint area);
/* "nobody", "to_confirm", "planned", "active", "unknown": never translated. */
const char *epc_coverage_state_key (EpcCoverageState state);

/* What stands on @day (ISO; NULL: today in the workspace's zone) of @crisis (NULL: all but drills). @by_mcof: rows are the fifteen MCOF sectors; an
 * activity without one takes that of its cluster where MC/2355 has one. Else rows are clusters: those of the setting "coverage.clusters"
 * (default: the clusters of the IASC) and those with an activity. Displaced people need every cluster; a sector is needed where the MCOF
 * matrix has a gap or people in need of it during the crisis. */
EpcCoverage *epc_coverage (EpcStore *store, const EpcUid *crisis, gboolean by_mcof, const char *day, GCancellable *cancellable, GError **error);

G_END_DECLS
