/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A grid of labels: few rows, read anew when one looks elsewhere. What is personal is never put on the screen.
 */
#include "epc-import-cells.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "exchange/epc-peek.h"

/* What fits above the columns at 768 pixels, and what a person can take in of a wide sheet. */
#define DATA_ROWS 4
#define HEADER_ROWS_SHOWN 3
#define COLUMNS_SHOWN 150

struct _EpcImportCells
{
  GtkBox parent_instance;
  GtkWidget *scrolled, *grid, *more;
  char *path;
  guint sheet;
  EpcPeek *head, *body; /* the first rows; the rows looked at */
  EpcMapping *mapping;
  GHashTable *marks; /* "row:column" → EpcCellMark + 1 */
  guint64 shown_row;
  guint shown_column;
  GtkWidget *shown_cell; /* in the grid */
  GCancellable *cancellables[2]; /* of the body, of the head */
  guint redraw;
};

G_DEFINE_FINAL_TYPE (EpcImportCells, epc_import_cells, GTK_TYPE_BOX)

static const EpcColumn *
column_facts (EpcImportCells *self, guint column)
{
  for (guint i = 0; self->mapping != NULL && i < self->mapping->columns->len; i++)
    {
      const EpcColumn *facts = g_ptr_array_index (self->mapping->columns, i);
      if (facts->index == column)
        return facts;
    }
  return NULL;
}

static gboolean
is_left_out (const EpcColumn *facts)
{
  return facts != NULL
         && (facts->role == EPC_COLUMN_PERSONAL || facts->role == EPC_COLUMN_IGNORED || facts->role == EPC_COLUMN_UNKNOWN);
}

static GtkWidget *
put_cell (EpcImportCells *self, guint column, guint row, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN ((int) g_utf8_strlen (text, 18) + 1, 12));
  gtk_widget_add_css_class (label, "cell");
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_grid_attach (GTK_GRID (self->grid), label, (int) column, (int) row, 1, 1);
  return label;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789.,- ") == strlen (text);
}

static void
put_row (EpcImportCells *self, guint at, const EpcPeekRow *row, guint width, const char *css)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, row->number);
  guint n = g_strv_length (row->cells);

  put_cell (self, 0, at, number, "idx");
  for (guint c = 0; c < width; c++)
    {
      const EpcColumn *facts = column_facts (self, c);
      gboolean is_personal = facts != NULL && facts->role == EPC_COLUMN_PERSONAL && css == NULL;
      const char *note = c < n ? row->notes[c] : "";
      const char *text = c >= n ? "" : *note != '\0' ? note : is_personal && *row->cells[c] != '\0' ? "•••" : row->cells[c];
      g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT ":%u", row->number, c);
      guint mark = GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, key));
      g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
      GtkWidget *cell = put_cell (self, c + 1, at, line, css);

      if (css == NULL && is_number (line))
        gtk_label_set_xalign (GTK_LABEL (cell), 1);
      if (is_left_out (facts))
        gtk_widget_add_css_class (cell, "gone");
      if (mark > 0)
        gtk_widget_add_css_class (cell, mark == EPC_MARK_REJECTED + 1 ? "bad" : "fix");
      if (*note != '\0')
        {
          /* Translators: %s is what a spreadsheet shows for it: "#N/A", "=" */
          g_autofree char *told = g_strdup_printf (_ ("No value: the spreadsheet has %s here"), note);
          gtk_widget_add_css_class (cell, "fix");
          gtk_widget_set_tooltip_text (cell, told);
        }
      else if (g_utf8_strlen (line, -1) > 18 && !is_personal)
        gtk_widget_set_tooltip_text (cell, text);
      if (row->number == self->shown_row && (c == self->shown_column || (self->shown_column == G_MAXUINT && c == 0)))
        {
          gtk_widget_add_css_class (cell, "looked-at");
          self->shown_cell = cell;
        }
    }
}

static void
clear_grid (EpcImportCells *self)
{
  GtkWidget *child;

  self->shown_cell = NULL;
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
}

static void
put_headers (EpcImportCells *self, guint *at, guint width)
{
  guint64 first_data = self->mapping != NULL ? self->mapping->first_row : 2;
  guint64 hxl_row = self->mapping != NULL ? self->mapping->hxl_row : 0;
  guint n_before = 0;

  for (guint i = 0; i < self->head->rows->len; i++)
    n_before += ((EpcPeekRow *) g_ptr_array_index (self->head->rows, i))->number < first_data;
  /* Of a long preamble only its end: there the headers stand. */
  for (guint i = n_before > HEADER_ROWS_SHOWN ? n_before - HEADER_ROWS_SHOWN : 0; i < n_before; i++)
    {
      const EpcPeekRow *row = g_ptr_array_index (self->head->rows, i);
      put_row (self, (*at)++, row, width, row->number == hxl_row ? "hxl" : "hdr");
    }
}

static gboolean
fill (gpointer data)
{
  EpcImportCells *self = data;
  guint64 first_data = self->mapping != NULL ? self->mapping->first_row : 2;
  const EpcPeek *body = self->body != NULL ? self->body : self->head;
  guint at = 1, n = 0;
  char letters[EPC_COLUMN_LETTERS];

  self->redraw = 0;
  clear_grid (self);
  if (self->head == NULL)
    return G_SOURCE_REMOVE;
  guint width = MIN (MAX (self->head->width, body->width), COLUMNS_SHOWN);
  put_cell (self, 0, 0, "", "idx");
  for (guint c = 0; c < width; c++)
    put_cell (self, c + 1, 0, epc_column_letters (c, letters), "idx");
  put_headers (self, &at, width);
  for (guint i = 0; i < body->rows->len && n < DATA_ROWS; i++)
    {
      const EpcPeekRow *row = g_ptr_array_index (body->rows, i);
      if (row->number < first_data)
        continue;
      put_row (self, at++, row, width, NULL);
      n++;
    }
  gtk_widget_set_visible (self->more, MAX (self->head->width, body->width) > COLUMNS_SHOWN);
  return G_SOURCE_REMOVE;
}

static void
fill_soon (EpcImportCells *self)
{
  if (self->redraw == 0)
    self->redraw = g_idle_add (fill, self);
}

/* --- reading --- */

typedef struct
{
  char *path;
  guint sheet, n;
  guint64 first;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free (request);
}

static void
peek_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  EpcPeek *peek = epc_peek (request->path, request->sheet, request->first, request->n, cancellable, &error);

  if (peek != NULL)
    g_task_return_pointer (task, peek, (GDestroyNotify) epc_peek_free);
  else
    g_task_return_error (task, error);
}

/* Keeps the cell in sight that one went to. */
static void
scroll_to_cell (EpcImportCells *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  graphene_rect_t bounds;

  if (self->shown_cell == NULL || !gtk_widget_compute_bounds (self->shown_cell, self->grid, &bounds))
    return;
  gtk_adjustment_clamp_page (across, bounds.origin.x - 60, bounds.origin.x + bounds.size.width + 60);
}

static gboolean
scroll_when_laid_out (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  scroll_to_cell (EPC_IMPORT_CELLS (widget));
  return G_SOURCE_REMOVE;
}

static void
on_peeked (GObject *object, GAsyncResult *result, gpointer is_head)
{
  EpcImportCells *self = EPC_IMPORT_CELLS (object);
  /* What cannot be read is told by the import, which reads all of it. */
  EpcPeek *peek = g_task_propagate_pointer (G_TASK (result), NULL);
  EpcPeek **place = GPOINTER_TO_INT (is_head) ? &self->head : &self->body;

  if (peek == NULL)
    return;
  g_clear_pointer (place, epc_peek_free);
  *place = peek;
  if (self->redraw == 0)
    fill (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_when_laid_out, NULL, NULL);
}

static void
read_rows (EpcImportCells *self, guint64 first, guint n, gboolean is_head)
{
  Request *request = g_new0 (Request, 1);

  g_cancellable_cancel (self->cancellables[is_head]);
  g_clear_object (&self->cancellables[is_head]);
  self->cancellables[is_head] = g_cancellable_new ();
  *request = (Request){ g_strdup (self->path), self->sheet, n, first };
  g_autoptr (GTask) task = g_task_new (self, self->cancellables[is_head], on_peeked, GINT_TO_POINTER (is_head));
  g_task_set_source_tag (task, read_rows);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, peek_thread);
}

void
epc_import_cells_open (EpcImportCells *self, const char *path, guint sheet)
{
  g_free (self->path);
  self->path = g_strdup (path);
  self->sheet = sheet;
  g_clear_pointer (&self->body, epc_peek_free);
  self->shown_row = 0;
  read_rows (self, 1, 40, TRUE);
}

void
epc_import_cells_set_mapping (EpcImportCells *self, const EpcMapping *mapping)
{
  g_clear_pointer (&self->mapping, epc_mapping_free);
  if (mapping != NULL)
    self->mapping = epc_mapping_copy (mapping);
  fill_soon (self);
}

void
epc_import_cells_mark (EpcImportCells *self, guint64 row, guint column, EpcCellMark mark)
{
  char *key = g_strdup_printf ("%" G_GUINT64_FORMAT ":%u", row, column);

  /* What is rejected stays marked as rejected. */
  mark = MAX (mark + 1, GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, key))) - 1;
  g_hash_table_insert (self->marks, key, GUINT_TO_POINTER (mark + 1));
  fill_soon (self);
}

void
epc_import_cells_clear_marks (EpcImportCells *self)
{
  g_hash_table_remove_all (self->marks);
  fill_soon (self);
}

void
epc_import_cells_show (EpcImportCells *self, guint64 row, guint column)
{
  guint64 first_data = self->mapping != NULL ? self->mapping->first_row : 2;

  self->shown_row = row;
  self->shown_column = column;
  read_rows (self, row > first_data ? row - 1 : first_data, DATA_ROWS, FALSE);
}

/* --- the widget --- */

static void
epc_import_cells_dispose (GObject *object)
{
  EpcImportCells *self = EPC_IMPORT_CELLS (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->cancellables); i++)
    g_cancellable_cancel (self->cancellables[i]);
  g_clear_handle_id (&self->redraw, g_source_remove);
  G_OBJECT_CLASS (epc_import_cells_parent_class)->dispose (object);
}

static void
epc_import_cells_finalize (GObject *object)
{
  EpcImportCells *self = EPC_IMPORT_CELLS (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->cancellables); i++)
    g_clear_object (&self->cancellables[i]);
  g_clear_pointer (&self->head, epc_peek_free);
  g_clear_pointer (&self->body, epc_peek_free);
  g_clear_pointer (&self->mapping, epc_mapping_free);
  g_hash_table_unref (self->marks);
  g_free (self->path);
  G_OBJECT_CLASS (epc_import_cells_parent_class)->finalize (object);
}

static void
epc_import_cells_class_init (EpcImportCellsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_import_cells_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_import_cells_finalize;
}

static void
epc_import_cells_init (EpcImportCells *self)
{
  g_autofree char *limit = epc_language_integer (epc_language_get (NULL), COLUMNS_SHOWN);
  /* Translators: %s is a number */
  g_autofree char *more = g_strdup_printf (_ ("The first %s columns are shown; all of them are imported."), limit);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->scrolled = gtk_scrolled_window_new ();
  self->grid = gtk_grid_new ();
  self->more = gtk_label_new (more);
  gtk_widget_add_css_class (self->grid, "sheet");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cells of the file"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->grid);
  gtk_label_set_xalign (GTK_LABEL (self->more), 0);
  gtk_widget_add_css_class (self->more, "src");
  gtk_widget_set_margin_start (self->more, 12);
  gtk_widget_set_visible (self->more, FALSE);
  gtk_box_append (GTK_BOX (self), self->scrolled);
  gtk_box_append (GTK_BOX (self), self->more);
}
