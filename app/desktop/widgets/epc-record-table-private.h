/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of the table among themselves.
 */
#pragma once

#include "epc-record-table.h"
#include "epc-table-rows.h"

typedef struct
{
  EpcTableColumn public;
  EpcRecordTable *table;
  guint index; /* in the table's array, and in the cells cached with a record */
  gboolean is_number, is_state, is_flexible, is_sortable;
  int width;                   /* pixels that values of its type need */
  int content;                 /* pixels that the values of the first rows need; 0: not known yet */
  int heading, narrow_heading; /* pixels that its heading needs in one line, in two */
  GtkColumnViewColumn *view; /* while shown */
} Column;

struct _EpcRecordTable
{
  AdwBin parent_instance;

  EpcStore *store;
  const EpcEntity *entity;
  EpcQuery *query;
  char *sort;
  char **initial; /* keys of the columns shown at first; NULL: by the catalogue */

  Column *columns;
  EpcTableColumn *descriptions;
  guint n_columns;
  const char *probed; /* key of the column that the header's sorter asked first; NULL: none */
  GObject *dummies[2];

  EpcRecordList *list;
  EpcTableRows *shown; /* its rows as the view gets them */
  GtkSelectionModel *selection;
  GtkWidget *scroller, *view, *rows, *progress;
  guint progress_source, header_source, fit_source;

  GArray *kept;       /* gint64: selected rows, over a reload */
  gint64 top_row;     /* first row seen */
  gboolean is_restoring, is_new_query, is_building;
  guint n_binds; /* cells filled so far */
  PangoLayout *heading_layout; /* in the type of the headings */
  int room, fitted; /* pixels that the field columns share at least, and those that their widths were made for */
  guint n_measured; /* rows that the widths go by */
  GPtrArray *answers; /* GtkColumnViewColumn that show no field */
};

/* epc-record-table-heads.c */
void epc_table_measure_heading (Column *column);
/* Gives @layout the figures of one width that the style sheet gives the window. */
void epc_table_tabular (PangoLayout *layout);
/* Pixels that a column needs for @title in one line, with the arrow. */
int epc_table_heading_width (EpcRecordTable *self, const char *title);
/* Gives the shown @column its heading, in two lines where @width is too narrow for one. */
void epc_table_name_column (Column *column, int width);
/* Headings over their numbers, with their help as tooltip; once the header has made its buttons. */
void epc_table_dress_header (EpcRecordTable *self);

/* epc-record-table-fit.c */
/* Measures what stands in the first rows. FALSE: no more rows than were measured before. */
gboolean epc_table_measure_rows (EpcRecordTable *self);
/* Gives the columns that are shown their widths. */
void epc_table_fit_columns (EpcRecordTable *self);
/* From now on a window that gets wider or narrower fits them again. */
void epc_table_watch_room (EpcRecordTable *self);

/* epc-record-table-cells.c */
void epc_table_make_columns (EpcRecordTable *self);
/* Whether what a record of @entity is called by begins with @field. */
gboolean epc_table_is_first_of_title (const EpcEntity *entity, const EpcField *field);
Column *epc_table_find_column (EpcRecordTable *self, const char *key);
/* (transfer full) Of one line; NULL: nothing stands there. */
char *epc_table_cell_text (Column *column, EpcRecord *record);
GtkListItemFactory *epc_table_cell_factory (Column *column);
