/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the fields of a record stand in its form: sections, lines of twelfths, tied groups in their frames.
 */
#pragma once

#include "epc-field-row.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;  /* translated */
  GtkWidget *heading; /* the widget to scroll to */
  GtkWidget *side, *state; /* row of the list at the left and the state in it; set by the form */
  GPtrArray *rows;    /* EpcFieldRow of the section, in order; not owned */
  guint n_errors, n_warnings;
} EpcFormSection;

void epc_form_section_free (EpcFormSection *section);

/* Makes all rows of @entity and puts them into @box, section after section. Returns the sections; @rows is filled with the
 * EpcFieldRow of each field by its position in the entity's table (NULL where a field is not shown), @groups with the
 * EpcFormGroup frames. */
GPtrArray *epc_form_layout (EpcStore *store, const EpcEntity *entity, GtkBox *box, GPtrArray *rows, GPtrArray *groups);

/* A grid of twelve columns in which @rows stand side by side, each as wide as its type needs. */
GtkWidget *epc_form_lines_new (GPtrArray *rows);

G_END_DECLS
