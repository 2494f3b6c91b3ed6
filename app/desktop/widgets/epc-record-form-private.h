/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of the form among themselves.
 */
#pragma once

#include "epc-form-save.h"
#include "epc-record-form.h"

struct _EpcRecordForm
{
  AdwBin parent_instance;

  EpcStore *store;
  const EpcEntity *entity;
  EpcRecord *working, *stored;
  EpcFormVisit *visit;
  GPtrArray *rows;     /* EpcFieldRow by position; NULL: not shown */
  GPtrArray *groups;   /* EpcFormGroup */
  GPtrArray *sections; /* EpcFormSection */
  GPtrArray *findings; /* EpcFormFinding */
  EpcFieldRow *current; /* holds the focus; not owned */
  char *failure;        /* why the last write was refused */
  gint64 saved_at;      /* microseconds; 0: not in this visit */
  guint validate_source;
  gboolean is_inserting, is_read_only, is_changed_elsewhere, has_emptied, wants_undo, wants_close;

  AdwWindowTitle *title;
  GMenu *menu;
  gboolean has_papers; /* the last section of the menu */
  GtkWidget *back, *print_button, *outer, *inner, *side, *section_list, *scroller, *fields, *pane, *state_slot, *errors_heading, *errors;
  GtkWidget *warnings_heading, *warnings, *where_heading, *where, *note, *endorsement;
  GtkRoot *root;
};

/* epc-record-form.c */
gboolean epc_form_is_draft (EpcRecordForm *self);
char *epc_form_title (EpcRecordForm *self);
void epc_form_validate (EpcRecordForm *self);
void epc_form_update_actions (EpcRecordForm *self);
void epc_form_show_history (EpcFieldRow *row, EpcRecordForm *self);
void epc_form_leave_row (EpcRecordForm *self, EpcFieldRow *next);
void epc_form_reload (EpcRecordForm *self);

/* epc-record-form-saving.c */
/* A new row of a ledger, which is written once as a whole. */
gboolean epc_form_is_ledger_draft (EpcRecordForm *self);
gboolean epc_form_differs (EpcRecordForm *self, guint index);
void epc_form_commit_group (EpcRecordForm *self, const char *group);
/* Takes over what was stored, except where the user typed on meanwhile; @written: what was written of it, may be NULL. */
void epc_form_take_stored (EpcRecordForm *self, EpcRecord *stored, EpcRecord *written);
void epc_form_read_row (EpcRecordForm *self, EpcFieldRow *row);

/* epc-record-form-actions.c */
void epc_form_install_actions (GtkWidgetClass *klass);
void epc_form_end_visit (EpcRecordForm *self);
void epc_form_run_undo (EpcRecordForm *self);
