/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-round-confirm.h"

#include <adwaita.h>

#include "analysis/epc-next-round.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"

/* --- one place --- */

#define EPC_TYPE_CONFIRM_ROW (epc_confirm_row_get_type ())
G_DECLARE_FINAL_TYPE (EpcConfirmRow, epc_confirm_row, EPC, CONFIRM_ROW, GObject)

struct _EpcConfirmRow
{
  GObject parent_instance;
  char *key, *name, *last;
  gboolean is_split; /* last time it had several counts */
};

G_DEFINE_FINAL_TYPE (EpcConfirmRow, epc_confirm_row, G_TYPE_OBJECT)

static void
epc_confirm_row_finalize (GObject *object)
{
  EpcConfirmRow *row = EPC_CONFIRM_ROW (object);

  g_free (row->key);
  g_free (row->name);
  g_free (row->last);
  G_OBJECT_CLASS (epc_confirm_row_parent_class)->finalize (object);
}

static void
epc_confirm_row_class_init (EpcConfirmRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_confirm_row_finalize;
}

static void
epc_confirm_row_init (EpcConfirmRow *row)
{
}

static EpcConfirmRow *
row_new (const EpcPlaceToConfirm *place)
{
  EpcConfirmRow *row = g_object_new (EPC_TYPE_CONFIRM_ROW, NULL);

  row->key = g_strdup (place->key);
  row->name = place->area != NULL ? g_strdup_printf ("%s · %s", place->name, place->area) : g_strdup (place->name);
  row->last = place->people >= 0 ? epc_language_integer (epc_language_get (NULL), place->people) : g_strdup ("—");
  row->is_split = place->rows > 1;
  return row;
}

/* --- the window --- */

#define EPC_TYPE_ROUND_CONFIRM (epc_round_confirm_get_type ())
G_DECLARE_FINAL_TYPE (EpcRoundConfirm, epc_round_confirm, EPC, ROUND_CONFIRM, AdwWindow)

struct _EpcRoundConfirm
{
  AdwWindow parent_instance;
  EpcSession *session;
  EpcWindow *main; /* weak: the window that it belongs to */
  EpcUid next;
  gint64 number;
  GListStore *rows;
  GtkWidget *left, *stack, *list;
  EpcFeed *feed;
};

G_DEFINE_FINAL_TYPE (EpcRoundConfirm, epc_round_confirm, ADW_TYPE_WINDOW)

static void
epc_round_confirm_dispose (GObject *object)
{
  EpcRoundConfirm *self = EPC_ROUND_CONFIRM (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_object (&self->rows);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_round_confirm_parent_class)->dispose (object);
}

/* Not before: a place that is being written when the window closes still tells the main window what became of it. */
static void
epc_round_confirm_finalize (GObject *object)
{
  g_clear_weak_pointer (&EPC_ROUND_CONFIRM (object)->main);
  G_OBJECT_CLASS (epc_round_confirm_parent_class)->finalize (object);
}

static void
epc_round_confirm_class_init (EpcRoundConfirmClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_round_confirm_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_round_confirm_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
epc_round_confirm_init (EpcRoundConfirm *self)
{
}

/* --- what remains --- */

static gpointer
ask (gpointer page)
{
  return g_memdup2 (&EPC_ROUND_CONFIRM (page)->next, sizeof (EpcUid));
}

static gpointer
read_places (EpcStore *store, const EpcUid *crisis, gpointer next, GCancellable *cancellable, GError **error)
{
  return epc_next_round_places (store, next, error);
}

/* Rows that stay keep their widgets, and with them what is being typed. */
static void
show_places (gpointer page, gpointer answer)
{
  EpcRoundConfirm *self = page;
  g_autoptr (GPtrArray) places = answer;
  guint at = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const EpcPlaceToConfirm *place = g_ptr_array_index (places, i);
      gboolean is_there = FALSE;
      while (at < g_list_model_get_n_items (G_LIST_MODEL (self->rows)) && !is_there)
        {
          g_autoptr (EpcConfirmRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), at);
          is_there = g_str_equal (row->key, place->key);
          if (!is_there)
            g_list_store_remove (self->rows, at);
        }
      if (!is_there)
        {
          g_autoptr (EpcConfirmRow) row = row_new (place);
          g_list_store_append (self->rows, row);
        }
      at++;
    }
  while (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > at)
    g_list_store_remove (self->rows, at);
  g_autofree char *left = g_strdup_printf (ngettext_ ("%u place to confirm", "%u places to confirm", places->len), places->len);
  gtk_label_set_text (GTK_LABEL (self->left), left);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), places->len > 0 ? "list" : "done");
}

static const char *const kinds[] = { "location_count", "dtm_round", NULL };
static const EpcFeedKind confirm_feed = { "places to confirm", 20, kinds, ask, g_free, read_places, show_places, (GDestroyNotify) g_ptr_array_unref };

/* --- confirming --- */

typedef struct
{
  EpcUid next;
  char *key;
  gint64 people;
  char day[EPC_DATE_SIZE];
} Confirming;

static void
confirming_free (gpointer data)
{
  g_free (((Confirming *) data)->key);
  g_free (data);
}

static gboolean
write_confirmed (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Confirming *task = data;

  return epc_next_round_confirm (transaction, &task->next, task->key, task->people, task->day, error);
}

static void
on_confirmed (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcRoundConfirm) self = data;
  g_autoptr (GError) error = NULL;

  if (epc_store_write_finish (EPC_STORE (store), result, &error) || self->main == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      epc_window_show_error (self->main, _("The place was not confirmed"), error);
      return;
    }
  /* It was closed meanwhile, and she is at something else. */
  g_autofree char *text = g_strdup_printf ("%s: %s", _("The place was not confirmed"), error->message);
  epc_window_toast (self->main, text, FALSE);
}

/* As the form of a count reads it. */
static gboolean
read_people (const char *text, gint64 *people)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("location_count"));

  if (!epc_record_parse (record, "idp_ind", text, NULL) || epc_record_is_empty (record, "idp_ind"))
    return FALSE;
  *people = epc_record_integer (record, "idp_ind");
  return *people >= 0;
}

static void
confirm (GtkListItem *item, GtkEditable *entry)
{
  EpcRoundConfirm *self = EPC_ROUND_CONFIRM (gtk_widget_get_ancestor (GTK_WIDGET (entry), EPC_TYPE_ROUND_CONFIRM));
  EpcConfirmRow *row = gtk_list_item_get_item (item);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  gint64 people = -1;

  if (self == NULL || row == NULL)
    return;
  if (*text != '\0' && !read_people (text, &people))
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      gtk_widget_error_bell (GTK_WIDGET (entry));
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  Confirming *task = g_new0 (Confirming, 1);
  task->next = self->next;
  task->key = g_strdup (row->key);
  task->people = people;
  epc_date_today_in (epc_store_zone (epc_session_store (self->session)), task->day);
  /* what comes after it moves up; whoever types goes on with that */
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  epc_store_write_async (epc_session_store (self->session), _("Confirm places"), write_confirmed, task, confirming_free, NULL, on_confirmed,
                         g_object_ref (self));
}

static void
on_activate (GtkEntry *entry, GtkListItem *item)
{
  confirm (item, GTK_EDITABLE (entry));
}

static void
on_same (GtkButton *button, GtkListItem *item)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (button), "epc-entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  confirm (item, GTK_EDITABLE (entry));
}

/* --- building --- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *name = gtk_label_new (NULL), *entry = gtk_entry_new ();
  GtkWidget *same = gtk_button_new_with_label (_("As last time"));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 9);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_widget_set_focusable (same, TRUE);
  g_object_set_data (G_OBJECT (same), "epc-entry", entry);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), item);
  g_signal_connect (same, "clicked", G_CALLBACK (on_same), item);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), same);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  EpcConfirmRow *row = gtk_list_item_get_item (item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item)), *entry = gtk_widget_get_next_sibling (name);
  g_autofree char *said = g_strdup_printf (_("Displaced people now in %s; last time %s"), row->name, row->last);

  gtk_label_set_text (GTK_LABEL (name), row->name);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_remove_css_class (entry, "error");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), row->last);
  gtk_widget_set_sensitive (entry, !row->is_split);
  gtk_widget_set_tooltip_text (entry, row->is_split ? _("Last time this place had several counts, by reason or origin: enter the new ones in the list of counts.")
                                                    : said);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static void
build (EpcRoundConfirm *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new (), *scroll = gtk_scrolled_window_new ();
  GtkWidget *help = gtk_label_new (_("Enter takes the number that is typed, or last time's where none is. Nothing counts before it is confirmed."));
  GtkWidget *done = adw_status_page_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *title = g_strdup_printf (_("Round %d"), (int) self->number);

  self->rows = g_list_store_new (EPC_TYPE_CONFIRM_ROW);
  self->left = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->left, "heading");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), self->left);
  gtk_label_set_wrap (GTK_LABEL (help), TRUE);
  gtk_label_set_xalign (GTK_LABEL (help), 0);
  gtk_widget_add_css_class (help, "dim-label");
  gtk_widget_set_margin_start (help, 12);
  gtk_widget_set_margin_end (help, 12);
  gtk_widget_set_margin_bottom (help, 6);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)))), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places to confirm"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->list);
  gtk_widget_set_vexpand (scroll, TRUE);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (done), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (done), _("Every place of the last round is counted"));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scroll, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), done, "done");
  gtk_box_append (GTK_BOX (all), bar);
  gtk_box_append (GTK_BOX (all), help);
  gtk_box_append (GTK_BOX (all), self->stack);
  adw_window_set_content (ADW_WINDOW (self), all);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 600);
}

static void
open_places (EpcWindow *window, EpcSession *session, const EpcUid *next)
{
  g_autoptr (EpcRecord) round = epc_store_get (epc_session_store (session), epc_entity_find ("dtm_round"), next, NULL);
  EpcRoundConfirm *self = g_object_new (EPC_TYPE_ROUND_CONFIRM, NULL);

  self->session = g_object_ref (session);
  self->next = *next;
  self->number = round != NULL ? epc_record_integer (round, "number") : 0;
  g_set_weak_pointer (&self->main, window);
  build (self);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &confirm_feed);
  gtk_window_present (GTK_WINDOW (self));
}

/* --- beginning the round --- */

typedef struct
{
  EpcWindow *window;
  EpcSession *session;
  EpcUid round, next;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *task = data;

  g_object_unref (task->window);
  g_object_unref (task->session);
  g_free (task);
}

static gboolean
write_next (EpcTransaction *transaction, gpointer data, GError **error)
{
  Beginning *task = data;

  return epc_next_round_begin (transaction, &task->round, &task->next, error);
}

static void
on_begun (GObject *store, GAsyncResult *result, gpointer data)
{
  Beginning *task = data;
  g_autoptr (GError) error = NULL;

  if (epc_store_write_finish (EPC_STORE (store), result, &error))
    {
      epc_window_toast (task->window, _("The next round is begun"), TRUE);
      open_places (task->window, task->session, &task->next);
    }
  else
    epc_window_show_error (task->window, _("The next round was not begun"), error);
  beginning_free (task);
}

void
epc_round_confirm_next (EpcWindow *window, EpcSession *session, const EpcUid *round)
{
  g_autoptr (GError) error = NULL;
  EpcUid next;

  if (epc_next_round_find (epc_session_store (session), round, &next, &error))
    {
      open_places (window, session, &next);
      return;
    }
  if (error != NULL)
    {
      epc_window_show_error (window, _("The next round was not begun"), error);
      return;
    }
  Beginning *task = g_new0 (Beginning, 1);
  *task = (Beginning){ g_object_ref (window), g_object_ref (session), *round, { { 0 } } };
  epc_store_write_async (epc_session_store (session), _("Next round"), write_next, task, NULL, NULL, on_begun, task);
}
