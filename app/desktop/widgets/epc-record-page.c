/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list page of one kind of record.
 */
#include "epc-record-page.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "desktop/application.h"
#include "epc-column-chooser.h"
#include "epc-filter-popover.h"
#include "epc-narrow.h"
#include "epc-page-work.h"
#include "epc-papers-menu.h"
#include "epc-record-table.h"

#define TOAST_SECONDS 8
#define NARROW 960     /* pixels below which the map is not beside the list */
#define LIST_ALONE 420 /* pixels that a list needs before its details stand beside it, not on a page of their own */
#define MAX_PLACES 400 /* places that a search in a count table may mean */

struct _EpcRecordPage
{
  AdwBin parent_instance;

  EpcStore *store;
  const EpcEntity *entity;
  EpcQuery *base;
  EpcRecord *selected;

  GMenu *menu;
  GtkWidget *toasts, *pane, *leaflet, *main, *toolbar, *search, *tools, *detail_button, *menu_button, *new_button, *paned, *stack, *empty;
  GtkWidget *steps, *empty_new, *empty_import, *status, *status_end, *separator, *detail, *detail_bar;
  GtkWidget *table, *filters, *columns;
  GtkWidget *map, *map_chip; /* NULL: no map */
  AdwToast *toast;
  GCancellable *summing;
  gboolean has_detail, is_bare; /* bare: no record at all, and nothing beside the page that says so */
  gboolean has_changed; /* records of this kind have, since the chips were counted */
};

enum
{
  SIGNAL_RECORD_ACTIVATED,
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_NEW,
  SIGNAL_IMPORT,
  SIGNAL_EXPORT,
  SIGNAL_PRINT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcRecordPage, epc_record_page, ADW_TYPE_BIN)

/* --- what is asked --- */

static const char *
search_text (EpcRecordPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return epc_text_is_blank (text) ? NULL : text;
}

static const EpcField *
first_place_field (const EpcEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == EPC_TYPE_PLACE)
      return &entity->fields[i];
  return NULL;
}

/* Counts have no text of their own: what is typed means their place. */
static void
apply_place_search (EpcRecordPage *self, EpcQuery *query, const EpcField *place, const char *text)
{
  g_autofree char *codes = epc_page_find_places (self->store, text, MAX_PLACES);
  g_autoptr (GError) error = NULL;

  if (!epc_query_where (query, self->store, place->key, EPC_OP_IN, codes != NULL ? codes : text, &error))
    g_debug ("Search in %s: %s", self->entity->key, error->message);
}

static void
apply_search (EpcRecordPage *self, EpcQuery *query)
{
  const char *text = search_text (self);
  const EpcField *place = first_place_field (self->entity);

  if (text == NULL)
    return;
  if ((self->entity->flags & EPC_ENTITY_COUNT) && place != NULL)
    apply_place_search (self, query, place, text);
  else
    epc_query_search (query, text);
}

EpcQuery *
epc_record_page_query (EpcRecordPage *self)
{
  EpcQuery *query = self->base != NULL ? epc_query_copy (self->base) : epc_query_new (self->entity);
  const char *sort = epc_record_table_sort (EPC_RECORD_TABLE (self->table));

  apply_search (self, query);
  epc_filter_popover_apply (EPC_FILTER_POPOVER (self->filters), query);
  if (sort != NULL)
    epc_query_sort (query, sort, NULL);
  return query;
}

static void
ask (EpcRecordPage *self)
{
  g_autoptr (EpcQuery) query = epc_record_page_query (self);

  epc_record_table_set_query (EPC_RECORD_TABLE (self->table), query);
}

void
epc_record_page_set_base_query (EpcRecordPage *self, const EpcQuery *query)
{
  g_clear_pointer (&self->base, epc_query_free);
  self->base = query != NULL ? epc_query_copy (query) : NULL;
  ask (self);
  epc_filter_popover_count (EPC_FILTER_POPOVER (self->filters), self->base);
}

static void
on_search_changed (GtkSearchEntry *entry, EpcRecordPage *self)
{
  ask (self);
}

static void
on_stop_search (GtkSearchEntry *entry, EpcRecordPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  epc_record_page_grab_table (self);
}

static void
on_filters_changed (EpcFilterPopover *filters, EpcRecordPage *self)
{
  ask (self);
  epc_filter_popover_count (filters, self->base);
}

/* --- what is shown --- */

static void
on_summed (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (source);
  g_autofree char *text = epc_page_sum_finish (result);

  if (text != NULL)
    gtk_label_set_text (GTK_LABEL (self->status), text);
}

static void
update_status (EpcRecordPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (epc_record_page_list (self)));
  g_autofree char *rows = epc_page_count_text (self->entity, n);
  g_autoptr (EpcQuery) query = epc_record_page_query (self);

  /* the empty page says it in words */
  gtk_label_set_text (GTK_LABEL (self->status), n > 0 || search_text (self) != NULL ? rows : "");
  g_cancellable_cancel (self->summing);
  g_clear_object (&self->summing);
  self->summing = g_cancellable_new ();
  if (n > 0)
    epc_page_sum_async (G_OBJECT (self), self->store, query, rows, self->summing, on_summed);
}

static void
on_folded (EpcRecordPage *self)
{
  gboolean is_folded = adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet));
  gboolean has_detail = gtk_widget_get_visible (self->detail);

  gtk_widget_set_visible (self->detail_button, is_folded && has_detail);
  gtk_widget_set_visible (self->detail_bar, is_folded);
  gtk_widget_set_visible (self->separator, has_detail && !is_folded);
}

/* In a narrow page a chip puts the map in the place of the list. */
static void
sync_map (EpcRecordPage *self)
{
  gboolean is_narrow, is_map;

  if (self->map == NULL)
    return;
  is_narrow = gtk_widget_get_visible (self->map_chip);
  is_map = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->map_chip)) && !self->is_bare;
  gtk_widget_set_visible (self->stack, !is_narrow || !is_map);
  gtk_widget_set_visible (self->map, is_narrow ? is_map : !self->is_bare);
}

static void
update_stack (EpcRecordPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (epc_record_page_list (self))) == 0;
  gboolean is_narrowed = search_text (self) != NULL || epc_filter_popover_n_on (EPC_FILTER_POPOVER (self->filters)) > 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), !is_empty ? "table" : is_narrowed ? "nothing" : "empty");
  self->is_bare = is_empty && !is_narrowed;
  gtk_widget_set_visible (self->detail, self->has_detail && !self->is_bare);
  on_folded (self);
  sync_map (self);
  /* One blue button on a page: the empty page has its own. */
  if (is_empty && !is_narrowed)
    gtk_widget_remove_css_class (self->new_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->new_button, "suggested-action");
}

static void
on_changed (EpcStore *store, EpcChange *change, EpcRecordPage *self)
{
  self->has_changed |= change->entity == NULL || change->entity == self->entity;
}

/* The list waits for further changes; the chips count what it shows. */
static void
on_reloaded (EpcRecordList *list, EpcRecordPage *self)
{
  if (self->has_changed)
    epc_filter_popover_count (EPC_FILTER_POPOVER (self->filters), self->base);
  self->has_changed = FALSE;
  update_stack (self);
  update_status (self);
}

/* What only the program writes (a name that a file left in doubt) has no new record. */
static gboolean
can_add (const EpcEntity *entity)
{
  const guint needed = EPC_FIELD_REQUIRED | EPC_FIELD_READ_ONLY;

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & needed) == needed && entity->fields[i].initial == NULL)
      return FALSE;
  return TRUE;
}

static void
update_actions (EpcRecordPage *self)
{
  g_autoptr (GArray) rows = epc_record_page_selected_rows (self);
  gboolean is_open = !epc_store_is_read_only (self->store);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "page.new", is_open && can_add (self->entity));
  gtk_widget_action_set_enabled (widget, "page.import", is_open);
  gtk_widget_action_set_enabled (widget, "page.edit", rows->len == 1);
  gtk_widget_action_set_enabled (widget, "page.copy", rows->len > 0);
  gtk_widget_action_set_enabled (widget, "page.delete",
                                 is_open && rows->len > 0 && !(self->entity->flags & EPC_ENTITY_APPEND_ONLY));
  gtk_widget_action_set_enabled (widget, "page.detail", rows->len == 1);
}

static void
on_selection_changed (EpcRecordTable *table, EpcRecordPage *self)
{
  g_autoptr (GtkBitset) selection = gtk_selection_model_get_selection (epc_record_table_selection (table));

  g_clear_object (&self->selected);
  if (gtk_bitset_get_size (selection) == 1)
    self->selected = g_list_model_get_item (G_LIST_MODEL (epc_record_page_list (self)), gtk_bitset_get_minimum (selection));
  update_actions (self);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
on_activated (EpcRecordTable *table, guint position, EpcRecordPage *self)
{
  g_autoptr (EpcRecord) record = g_list_model_get_item (G_LIST_MODEL (epc_record_page_list (self)), position);

  if (record == NULL)
    return;
  if (gtk_widget_get_visible (self->detail) && adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)))
    adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->detail); /* from there "Edit" opens the form */
  else
    g_signal_emit (self, signals[SIGNAL_RECORD_ACTIVATED], 0, record);
}

gboolean
epc_record_page_back (EpcRecordPage *self)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (self->leaflet);

  if (!adw_leaflet_get_folded (leaflet) || adw_leaflet_get_visible_child (leaflet) != self->detail)
    return FALSE;
  adw_leaflet_set_visible_child (leaflet, self->main);
  return TRUE;
}

static void
fold_map (gboolean is_narrow, gpointer data)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (data);

  gtk_widget_set_visible (self->map_chip, is_narrow);
  gtk_widget_set_size_request (self->main, is_narrow ? LIST_ALONE : 360, -1);
  sync_map (self);
}

/* --- toast --- */

static void
on_toast_gone (AdwToast *toast, EpcRecordPage *self)
{
  if (self->toast == toast)
    self->toast = NULL;
}

void
epc_record_page_toast (EpcRecordPage *self, const char *text, const char *button, GCallback undo, gpointer data)
{
  g_autofree char *plain = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (plain);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      g_signal_connect (toast, "button-clicked", undo, data);
    }
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_gone), self, 0);
  self->toast = toast;
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

/* --- actions --- */

static void
on_restored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcRecordPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!epc_page_restore_finish (EPC_STORE (source), result, &error))
    epc_page_show_error (GTK_WIDGET (self), _("The records could not be brought back"), error);
}

static void
on_undo_delete (AdwToast *toast, EpcRecordPage *self)
{
  GArray *rows = g_object_get_data (G_OBJECT (toast), "epc-rows");

  epc_page_restore_async (self->store, self->entity, rows, on_restored, g_object_ref (self));
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcRecordPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = epc_page_delete_finish (EPC_STORE (source), result, &error);
  g_autofree char *count = NULL, *text = NULL;

  if (rows == NULL)
    {
      epc_page_show_error (GTK_WIDGET (self), _("Nothing was deleted"), error);
      return;
    }
  count = epc_page_count_text (self->entity, rows->len);
  text = g_strdup_printf (_("In the bin: %s"), count);
  epc_record_page_toast (self, text, _("Undo"), G_CALLBACK (on_undo_delete), self);
  g_object_set_data_full (G_OBJECT (self->toast), "epc-rows", g_steal_pointer (&rows), (GDestroyNotify) g_array_unref);
}

static void
action_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (widget);
  g_autoptr (GArray) rows = epc_record_page_selected_rows (self);

  if (rows->len > 0)
    epc_page_delete_async (self->store, self->entity, rows, on_deleted, g_object_ref (self));
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (source);
  guint n;
  g_autofree char *text = epc_page_copy_finish (result, &n), *count = NULL, *message = NULL;

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  count = epc_page_count_text (self->entity, n);
  message = g_strdup_printf (_("Copied: %s"), count);
  epc_record_page_toast (self, message, NULL, NULL, NULL);
}

static void
action_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (widget);
  g_autoptr (GArray) rows = epc_record_page_selected_rows (self);
  g_auto (GStrv) columns = epc_record_page_columns (self);

  if (rows->len > 0)
    epc_page_copy_async (G_OBJECT (self), self->store, self->entity, rows, (const char *const *) columns, on_copied);
}

static void
action_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (widget);

  if (self->selected != NULL)
    g_signal_emit (self, signals[SIGNAL_RECORD_ACTIVATED], 0, self->selected);
}

static void
action_signal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (widget);
  guint signal = g_str_equal (name, "page.new")      ? SIGNAL_NEW
                 : g_str_equal (name, "page.import") ? SIGNAL_IMPORT
                 : g_str_equal (name, "page.export") ? SIGNAL_EXPORT
                                                     : SIGNAL_PRINT;

  g_signal_emit (self, signals[signal], 0);
}

static void
action_find (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (EPC_RECORD_PAGE (widget)->search);
}

static void
action_popover (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (widget);

  gtk_popover_popup (GTK_POPOVER (g_str_equal (name, "page.filter") ? self->filters : self->columns));
}

static void
action_clear_filters (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  epc_filter_popover_clear (EPC_FILTER_POPOVER (self->filters));
  ask (self);
}

static void
action_leaf (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (widget);

  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), g_str_equal (name, "page.detail") ? self->detail : self->main);
}

/* (ss): entity and uid as text; as the window's search asks for a record. */
static void
action_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (widget);
  const char *entity, *text;
  EpcUid uid;
  g_autoptr (EpcRecord) record = NULL;

  g_variant_get (parameter, "(&s&s)", &entity, &text);
  if (!g_str_equal (entity, self->entity->key) || !epc_uid_from_text (text, &uid))
    return;
  record = epc_store_get (self->store, self->entity, &uid, NULL);
  if (record != NULL && !epc_record_page_select_row (self, epc_record_row (record)))
    g_signal_emit (self, signals[SIGNAL_RECORD_ACTIVATED], 0, record);
}

/* --- public --- */

EpcStore *
epc_record_page_store (EpcRecordPage *self)
{
  return self->store;
}

const EpcEntity *
epc_record_page_entity (EpcRecordPage *self)
{
  return self->entity;
}

char **
epc_record_page_columns (EpcRecordPage *self)
{
  return epc_record_table_columns (EPC_RECORD_TABLE (self->table));
}

void
epc_record_page_set_initial_columns (EpcRecordPage *self, const char *const *keys)
{
  epc_record_table_set_initial_columns (EPC_RECORD_TABLE (self->table), keys);
}

EpcRecordList *
epc_record_page_list (EpcRecordPage *self)
{
  return epc_record_table_list (EPC_RECORD_TABLE (self->table));
}

GtkWidget *
epc_record_page_table (EpcRecordPage *self)
{
  return self->table;
}

void
epc_record_page_set_detail (EpcRecordPage *self, GtkWidget *detail)
{
  gtk_widget_set_vexpand (detail, TRUE);
  gtk_box_append (GTK_BOX (self->detail), detail);
  epc_record_page_show_detail (self, TRUE);
}

void
epc_record_page_show_detail (EpcRecordPage *self, gboolean is_shown)
{
  self->has_detail = is_shown;
  gtk_widget_set_visible (self->detail, is_shown && !self->is_bare);
  on_folded (self);
}

void
epc_record_page_set_map (EpcRecordPage *self, GtkWidget *map)
{
  self->map = map;
  gtk_widget_set_size_request (map, 220, -1);
  gtk_paned_set_end_child (GTK_PANED (self->paned), map);
  self->map_chip = gtk_toggle_button_new_with_label (_("Map"));
  gtk_widget_add_css_class (self->map_chip, "chip");
  gtk_widget_set_valign (self->map_chip, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->map_chip, FALSE);
  g_signal_connect_swapped (self->map_chip, "toggled", G_CALLBACK (sync_map), self);
  gtk_box_append (GTK_BOX (self->tools), self->map_chip);
  gtk_box_prepend (GTK_BOX (self->pane), epc_narrow_new (NARROW, fold_map, self));
}

GtkPaned *
epc_record_page_paned (EpcRecordPage *self)
{
  return GTK_PANED (self->paned);
}

void
epc_record_page_add_tool (EpcRecordPage *self, GtkWidget *tool)
{
  gtk_box_append (GTK_BOX (self->tools), tool);
}

void
epc_record_page_set_status (EpcRecordPage *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->status_end), text != NULL ? text : "");
  gtk_widget_set_visible (self->status_end, text != NULL);
}

gboolean
epc_record_page_add_chip (EpcRecordPage *self, const char *label, const char *condition, gboolean is_on, GError **error)
{
  gboolean done = epc_filter_popover_add_text (EPC_FILTER_POPOVER (self->filters), label, condition, is_on, error);

  if (done)
    epc_filter_popover_count (EPC_FILTER_POPOVER (self->filters), self->base);
  return done;
}

void
epc_record_page_set_first_step (EpcRecordPage *self, GtkWidget *button)
{
  gtk_widget_remove_css_class (self->empty_new, "suggested-action");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "pill");
  gtk_box_prepend (GTK_BOX (self->steps), button);
}

EpcRecord *
epc_record_page_selected (EpcRecordPage *self)
{
  return self->selected;
}

GArray *
epc_record_page_selected_rows (EpcRecordPage *self)
{
  return epc_record_table_selected_rows (EPC_RECORD_TABLE (self->table));
}

gboolean
epc_record_page_select_row (EpcRecordPage *self, gint64 row)
{
  return epc_record_table_select_row (EPC_RECORD_TABLE (self->table), row, TRUE);
}

gint64
epc_record_page_neighbour (EpcRecordPage *self, gint64 row, int step)
{
  EpcRecordList *list = epc_record_page_list (self);
  guint position = epc_record_list_find_row (list, row);
  gint64 wanted = (gint64) position + step;

  if (position == GTK_INVALID_LIST_POSITION || wanted < 0 || wanted >= g_list_model_get_n_items (G_LIST_MODEL (list)))
    return 0;
  return epc_record_list_row_at (list, (guint) wanted);
}

void
epc_record_page_grab_table (EpcRecordPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (epc_record_table_view (EPC_RECORD_TABLE (self->table))));
}

/* --- making --- */

static void
epc_record_page_dispose (GObject *object)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (object);

  g_cancellable_cancel (self->summing);
  g_clear_object (&self->summing);
  if (self->table != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->table, self);
      g_signal_handlers_disconnect_by_data (epc_record_page_list (self), self);
      self->table = NULL;
    }
  if (self->filters != NULL)
    g_signal_handlers_disconnect_by_data (self->filters, self);
  g_clear_pointer (&self->filters, gtk_widget_unparent);
  g_clear_pointer (&self->columns, gtk_widget_unparent);
  g_clear_object (&self->selected);
  /* GTK 4.8 unparents what the template bound, the bin would do so again */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), EPC_TYPE_RECORD_PAGE);
  G_OBJECT_CLASS (epc_record_page_parent_class)->dispose (object);
}

static void
epc_record_page_finalize (GObject *object)
{
  EpcRecordPage *self = EPC_RECORD_PAGE (object);

  g_clear_pointer (&self->base, epc_query_free);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (epc_record_page_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  static const char *const names[] = { "new-requested", "import-requested", "export-requested", "print-requested" };

  signals[SIGNAL_RECORD_ACTIVATED] = g_signal_new ("record-activated", EPC_TYPE_RECORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                   G_TYPE_NONE, 1, EPC_TYPE_RECORD);
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", EPC_TYPE_RECORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                    NULL, G_TYPE_NONE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    signals[SIGNAL_NEW + i] = g_signal_new (names[i], EPC_TYPE_RECORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.new", NULL, action_signal);
  gtk_widget_class_install_action (klass, "page.import", NULL, action_signal);
  gtk_widget_class_install_action (klass, "page.export", NULL, action_signal);
  gtk_widget_class_install_action (klass, "page.print", NULL, action_signal);
  gtk_widget_class_install_action (klass, "page.edit", NULL, action_edit);
  gtk_widget_class_install_action (klass, "page.delete", NULL, action_delete);
  gtk_widget_class_install_action (klass, "page.copy", NULL, action_copy);
  gtk_widget_class_install_action (klass, "page.find", NULL, action_find);
  gtk_widget_class_install_action (klass, "page.search", NULL, action_find);
  gtk_widget_class_install_action (klass, "page.columns", NULL, action_popover);
  gtk_widget_class_install_action (klass, "page.filter", NULL, action_popover);
  gtk_widget_class_install_action (klass, "page.clear-filters", NULL, action_clear_filters);
  gtk_widget_class_install_action (klass, "page.detail", NULL, action_leaf);
  gtk_widget_class_install_action (klass, "page.list", NULL, action_leaf);
  gtk_widget_class_install_action (klass, "page.show", "(ss)", action_show);
}

static void
epc_record_page_class_init (EpcRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_record_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_record_page_finalize;
  install_signals ();
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, EPC_RESOURCE "/ui/epc-record-page.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, EpcRecordPage, child)
  BIND (menu);
  BIND (toasts);
  BIND (pane);
  BIND (leaflet);
  BIND (main);
  BIND (toolbar);
  BIND (search);
  BIND (tools);
  BIND (detail_button);
  BIND (menu_button);
  BIND (new_button);
  BIND (paned);
  BIND (stack);
  BIND (empty);
  BIND (steps);
  BIND (empty_new);
  BIND (empty_import);
  BIND (status);
  BIND (status_end);
  BIND (separator);
  BIND (detail);
  BIND (detail_bar);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
epc_record_page_init (EpcRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_paned_set_position (GTK_PANED (self->paned), 549);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self);
}

static void
build_list (EpcRecordPage *self)
{
  g_autofree char *search = g_strdup_printf (_("Search: %s"), _(self->entity->plural));
  g_autoptr (GMenuModel) papers = epc_papers_of_list (self->entity);

  g_menu_append_section (self->menu, _("Papers"), papers);
  self->table = epc_record_table_new (self->store, self->entity);
  gtk_stack_add_named (GTK_STACK (self->stack), self->table, "table");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "table");
  g_signal_connect (self->table, "activated", G_CALLBACK (on_activated), self);
  g_signal_connect (self->table, "selection-changed", G_CALLBACK (on_selection_changed), self);
  g_signal_connect (epc_record_page_list (self), "reloaded", G_CALLBACK (on_reloaded), self);

  self->filters = epc_filter_popover_new (self->store, self->entity);
  gtk_widget_set_parent (self->filters, self->menu_button);
  gtk_box_insert_child_after (GTK_BOX (self->toolbar), epc_filter_popover_chips (EPC_FILTER_POPOVER (self->filters)), self->search);
  g_signal_connect (self->filters, "changed", G_CALLBACK (on_filters_changed), self);
  self->columns = epc_column_chooser_new (EPC_RECORD_TABLE (self->table));
  gtk_widget_set_parent (self->columns, self->menu_button);

  g_object_set (self->search, "placeholder-text", search, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, search, -1);
}

static void
build_empty (EpcRecordPage *self)
{
  const EpcEntity *entity = self->entity;
  g_autofree char *title = epc_page_empty_title (entity), *add = epc_page_add_label (entity);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), epc_page_icon (entity));
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), entity->help != NULL ? _(entity->help) : NULL);
  gtk_button_set_label (GTK_BUTTON (self->empty_new), add);
  gtk_widget_add_css_class (self->empty_new, "suggested-action");
  gtk_widget_set_visible (self->new_button, can_add (entity));
  gtk_widget_set_visible (self->empty_new, can_add (entity));
}

GtkWidget *
epc_record_page_new (EpcStore *store, const EpcEntity *entity)
{
  EpcRecordPage *self = g_object_new (EPC_TYPE_RECORD_PAGE, NULL);

  self->store = g_object_ref (store);
  self->entity = entity;
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, 0); /* before the list hears of it */
  build_list (self);
  build_empty (self);
  update_actions (self);
  ask (self);
  return GTK_WIDGET (self);
}
