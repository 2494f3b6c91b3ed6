/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Findings about a record: what is wrong or doubtful, where, and what would be right. Form, command line and import show
 * the same ones.
 */
#pragma once

#include "epc-record.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_FINDING_WARNING, /* doubtful: shown, never blocks */
  EPC_FINDING_ERROR,   /* wrong: an import rejects the row; a form keeps it as a draft value and shows it */
  EPC_FINDING_CORRECTION, /* an import knew what was meant, took that, and noted it in the cleaning log */
} EpcFindingLevel;

typedef struct
{
  EpcFindingLevel level;
  const char *field; /* key, static; NULL: the record as a whole */
  const char *rule;  /* stable key of the rule: "required", "range", "household_size", "parts_over_total" … */
  char *message;     /* translated sentence */
} EpcFinding;

EpcFindings *epc_findings_new (void);
void epc_findings_free (EpcFindings *findings);
void epc_findings_add (EpcFindings *findings, EpcFindingLevel level, const char *field, const char *rule, const char *format, ...)
    G_GNUC_PRINTF (5, 6);
guint epc_findings_count (const EpcFindings *findings);
const EpcFinding *epc_findings_get (const EpcFindings *findings, guint i);
/* The first error, or NULL. */
const EpcFinding *epc_findings_first_error (const EpcFindings *findings);

/* Required fields, ranges, lists, calendar, tied groups (parts against their total), dates in the future, identity numbers
 * and telephones in text fields, then the entity's own rules. Adds to @findings. */
void epc_validate (const EpcRecord *record, EpcFindings *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcFindings, epc_findings_free)

G_END_DECLS
