/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder of its own for each test program, workspaces in it, and records with values made by chance from a printed seed.
 */
#pragma once

#include <glib/gstdio.h>

#include "store/epc-care.h"
#include "store/epc-journal.h"
#include "store/epc-query.h"
#include "store/epc-search.h"
#include "store/epc-store.h"
#include "store/epc-transaction.h"

/* Sets the folder up; call first in main(). */
void fixture_init (int *argc, char ***argv);
int fixture_run (void);
/* A path of a file that is not there yet. */
char *fixture_path (const char *name);
/* A fresh workspace of Haiti. */
EpcStore *fixture_store (const char *name);

/* A value that suits @field; NULL where the field is computed. Text is unlike any other. */
char *fixture_value (GRand *random, const EpcField *field);
/* A record with about two of three fields filled, keys and required ones always. */
EpcRecord *fixture_record (GRand *random, const EpcEntity *entity);
guint32 fixture_seed (void);

/* One write that only inserts, updates or deletes @record. */
gboolean fixture_insert (EpcStore *store, EpcRecord *record, GError **error);
gboolean fixture_update (EpcStore *store, EpcRecord *record, GError **error);
gboolean fixture_delete (EpcStore *store, EpcRecord *record, GError **error);
/* The same values, computed ones left out. */
void fixture_assert_same (EpcRecord *a, EpcRecord *b);
/* epc_store_check() finds nothing. */
void fixture_assert_clean (EpcStore *store);
/* Runs the main context until @flag or twenty seconds. */
void fixture_wait (gboolean *flag);
