/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sections of the side lists: one table, the same order in every country. Every kind of record that people keep stands
 * in one of them; a page of its own is registered here by naming its constructor.
 */
#pragma once

#include <gtk/gtk.h>

#include "epc-session.h"

G_BEGIN_DECLS

#define EPC_SECTION_MAX_ENTITIES 10

typedef struct _EpcSection EpcSection;
struct _EpcSection
{
  const char *tab;      /* "preparedness", "response", "transition", "recovery", "resources" */
  const char *group;    /* N_() small heading in the side list */
  const char *key;      /* stable: "sites" */
  const char *title;    /* N_() at most 20 characters, also in Spanish */
  const char *icon;
  const char *question; /* N_() what must I decide here? */
  const char *entities[EPC_SECTION_MAX_ENTITIES + 1]; /* keys; the first is counted in the side list */
  const char *base;     /* "FIELD = VALUE" of the first entity: the section shows only these, a new one starts as one; NULL: all */
  const char *open;     /* condition (epc_query_where_text) of the records counted as open, also a filter chip; NULL: all */
  const char *open_title; /* N_() of the chip, in the number and gender of the entity: "Open sites" */
  /* A page of the section's own; NULL: only the lists of its entities (epc-record-page.h). Gets the session, returns a widget
   * (floating) whose object data "epc-content" is the widget that holds the page actions, if that is not itself. It stands in
   * place of the list of the first entity, or before all lists where it has a name of its own. */
  GtkWidget *(*page) (const EpcSection *section, EpcSession *session);
  const char *page_title; /* N_(); NULL: the page stands for the list of the first entity */
  /* How much is open besides the records counted, of what is no record; NULL: nothing. In a thread. */
  gint64 (*further) (EpcStore *store);
};

typedef struct
{
  const char *key;   /* "response" */
  const char *title; /* N_() */
  const char *icon;
  EpcArea area;      /* of the tab; EPC_AREA_PROGRAM for the overview */
} EpcTabInfo;

const EpcTabInfo *epc_tabs (guint *n_tabs);
const EpcTabInfo *epc_tab_info (const char *key);
const EpcSection *epc_sections (guint *n_sections);
const EpcSection *epc_section_find (const char *tab, const char *key);
/* Where records of @entity are shown; NULL for those the program keeps by itself. */
const EpcSection *epc_section_of_entity (const char *entity);

G_END_DECLS
