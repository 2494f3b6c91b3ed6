/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a section of lists answers its question with: a few figures out of its own records. Sections with a page of their own work out
 * theirs; what a whole register says of itself is one line of a table each.
 */
#pragma once

#include "sections.h"
#include "store/epc-query.h"

G_BEGIN_DECLS

typedef struct
{
  const char *label; /* N_() at most 30 characters, also in Spanish */
  const char *state; /* "watch" or "critical" where it is more than nothing, "stale" where nothing newer is known; NULL: none of them */
  const char *one, *many; /* N_() noun behind a sum; NULL: none */
  gboolean is_empty; /* the register holds nothing, so that nothing was asked */
  gboolean is_part;  /* @n of the @all there are */
  gint64 n, all;
  char *text;        /* in place of @n: what the newest record says; NULL: a number, "": it says nothing */
  char *date;        /* ISO date of the newest record that it rests on; NULL: unknown */
} EpcSectionFigure;

/* Records of @entity that @section is about, of @crisis (NULL: of all). (transfer full); NULL: a condition of the section is not right. */
EpcQuery *epc_section_query (const EpcSection *section, const EpcEntity *entity, EpcStore *store, const EpcUid *crisis, GError **error);

/* The caption of the figure at @index; NULL: there is none, and where even the first is missing the section has none. */
const char *epc_section_figure_label (const EpcSection *section, guint index);
/* (element-type EpcSectionFigure), in a thread. Exercises are in none of them. NULL with @error set, or cancelled. */
GPtrArray *epc_section_figures (const EpcSection *section, EpcStore *store, const EpcUid *crisis, GCancellable *cancellable, GError **error);

G_END_DECLS
