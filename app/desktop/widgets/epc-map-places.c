/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-places.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-tip.h"

/* --- the model: an item is made for a row that is seen --- */

/* What can be seen of a list that fills comes first, and the two hundred rows that GTK makes of it a moment later, when the map stands. */
#define FIRST_ROWS 40
#define REST_MILLISECONDS 250

#define EPC_TYPE_PLACE_ITEM (epc_place_item_get_type ())
G_DECLARE_FINAL_TYPE (EpcPlaceItem, epc_place_item, EPC, PLACE_ITEM, GObject)

struct _EpcPlaceItem
{
  GObject parent_instance;
  guint index;
};

G_DEFINE_FINAL_TYPE (EpcPlaceItem, epc_place_item, G_TYPE_OBJECT)

static void
epc_place_item_class_init (EpcPlaceItemClass *klass)
{
}

static void
epc_place_item_init (EpcPlaceItem *self)
{
}

#define EPC_TYPE_PLACE_MODEL (epc_place_model_get_type ())
G_DECLARE_FINAL_TYPE (EpcPlaceModel, epc_place_model, EPC, PLACE_MODEL, GObject)

struct _EpcPlaceModel
{
  GObject parent_instance;
  GArray *shown; /* guint: indexes of places */
};

static GType
get_item_type (GListModel *model)
{
  return EPC_TYPE_PLACE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return EPC_PLACE_MODEL (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EpcPlaceModel *self = EPC_PLACE_MODEL (model);
  EpcPlaceItem *item;

  if (position >= self->shown->len)
    return NULL;
  item = g_object_new (EPC_TYPE_PLACE_ITEM, NULL);
  item->index = g_array_index (self->shown, guint, position);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EpcPlaceModel, epc_place_model, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
epc_place_model_finalize (GObject *object)
{
  g_array_unref (EPC_PLACE_MODEL (object)->shown);
  G_OBJECT_CLASS (epc_place_model_parent_class)->finalize (object);
}

static void
epc_place_model_class_init (EpcPlaceModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_place_model_finalize;
}

static void
epc_place_model_init (EpcPlaceModel *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
}

/* --- the widget --- */

struct _EpcMapPlaces
{
  GtkWidget parent_instance;
  GtkWidget *box, *search, *count;
  EpcPlaceModel *model;
  GtkSingleSelection *selection;
  GArray *places; /* EpcMapPlace */
  GStringChunk *words;
  guint rest_source;
};

G_DEFINE_FINAL_TYPE (EpcMapPlaces, epc_map_places, GTK_TYPE_WIDGET)

static guint chosen;

static const EpcMapPlace *
place_of (EpcMapPlaces *self, gpointer item)
{
  return item != NULL && EPC_PLACE_ITEM (item)->index < self->places->len
             ? &g_array_index (self->places, EpcMapPlace, EPC_PLACE_ITEM (item)->index)
             : NULL;
}

static gboolean
is_same (const EpcMapPlace *a, const EpcMapPlace *b)
{
  return g_str_equal (a->label, b->label) && g_strcmp0 (a->kind, b->kind) == 0 && a->lon == b->lon && a->lat == b->lat && a->entity == b->entity
         && epc_uid_equal (&a->uid, &b->uid) && a->site == b->site;
}

/* Tells of the rows of @model that were @before of @old and are others now: layers come behind twenty thousand sites, and the list made its
 * two hundred rows anew for each. */
static void
tell_changed (EpcPlaceModel *model, GArray *before, GArray *old, GArray *places)
{
  guint least = MIN (before->len, model->shown->len), kept = 0;

  for (; kept < least; kept++)
    {
      guint index = g_array_index (model->shown, guint, kept);

      if (g_array_index (before, guint, kept) != index
          || !is_same (&g_array_index (old, EpcMapPlace, index), &g_array_index (places, EpcMapPlace, index)))
        break;
    }
  if (kept < before->len || kept < model->shown->len)
    g_list_model_items_changed (G_LIST_MODEL (model), kept, before->len - kept, model->shown->len - kept);
}

static void filter (EpcMapPlaces *self);

static gboolean
show_rest (gpointer data)
{
  EpcMapPlaces *self = data;

  self->rest_source = 0;
  filter (self);
  return G_SOURCE_REMOVE;
}

/* @old: the places that the list showed till now. */
static void
filter_from (EpcMapPlaces *self, GArray *old)
{
  g_autofree char *wanted = epc_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autoptr (GArray) before = g_steal_pointer (&self->model->shown);

  self->model->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->places->len; i++)
    {
      g_autofree char *label = *wanted != '\0' ? epc_text_fold (g_array_index (self->places, EpcMapPlace, i).label) : NULL;

      if (label == NULL || strstr (label, wanted) != NULL)
        g_array_append_val (self->model->shown, i);
    }
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), self->model->shown->len);
  gboolean is_filling = before->len == 0 || self->rest_source != 0;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (is_filling && self->model->shown->len > FIRST_ROWS)
    {
      g_array_set_size (self->model->shown, FIRST_ROWS);
      self->rest_source = g_timeout_add (REST_MILLISECONDS, show_rest, self);
    }
  tell_changed (self->model, before, old, self->places);
  g_autofree char *text = g_strdup_printf (_("Places on the map: %s"), number);
  gtk_label_set_text (GTK_LABEL (self->count), text);
}

static void
filter (EpcMapPlaces *self)
{
  filter_from (self, self->places);
}

static void
on_selected (EpcMapPlaces *self)
{
  const EpcMapPlace *place = place_of (self, gtk_single_selection_get_selected_item (self->selection));

  if (place != NULL)
    g_signal_emit (self, chosen, 0, place);
}

static void
on_activated (EpcMapPlaces *self, guint position)
{
  g_autoptr (EpcPlaceItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const EpcMapPlace *place = place_of (self, item);
  char uid[EPC_UID_TEXT_SIZE];

  if (place != NULL && place->entity != NULL && !epc_uid_is_nil (&place->uid))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-record", "(ss)", place->entity->key, epc_uid_to_text (&place->uid, uid));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, EpcMapPlaces *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < 2; i++)
    {
      /* The list keeps two hundred rows: what is not in sight lays out no text. */
      GtkWidget *label = gtk_inscription_new (NULL);

      gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
      if (i == 1)
        gtk_widget_add_css_class (label, "src");
      gtk_box_append (GTK_BOX (row), label);
    }
  gtk_list_item_set_child (item, row);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, EpcMapPlaces *self)
{
  const EpcMapPlace *place = place_of (self, gtk_list_item_get_item (item));
  GtkWidget *first = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  if (place == NULL)
    return;
  gtk_inscription_set_text (GTK_INSCRIPTION (first), place->label);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_next_sibling (first)), place->kind);
  epc_tip_set (gtk_list_item_get_child (item), place->label);
}

static void
epc_map_places_dispose (GObject *object)
{
  EpcMapPlaces *self = EPC_MAP_PLACES (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (epc_map_places_parent_class)->dispose (object);
}

static void
epc_map_places_finalize (GObject *object)
{
  EpcMapPlaces *self = EPC_MAP_PLACES (object);

  g_array_unref (self->places);
  g_clear_pointer (&self->words, g_string_chunk_free);
  G_OBJECT_CLASS (epc_map_places_parent_class)->finalize (object);
}

static void
epc_map_places_class_init (EpcMapPlacesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_map_places_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_map_places_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "mapplaces");
  chosen = g_signal_new ("chosen", EPC_TYPE_MAP_PLACES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkWidget *
make_list (EpcMapPlaces *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new (), *view;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (view, "map-places");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places on the map"), -1);
  g_signal_connect_swapped (view, "activate", G_CALLBACK (on_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
epc_map_places_init (EpcMapPlaces *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (EpcMapPlace));
  self->model = g_object_new (EPC_TYPE_PLACE_MODEL, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->search = gtk_search_entry_new ();
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_add_css_class (self->count, "src");
  gtk_widget_add_css_class (self->box, "map-places-pane");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find a place on the map"), -1);
  g_object_set (self->search, "placeholder-text", _("Find a place"), NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (filter), self);
  gtk_box_append (GTK_BOX (self->box), self->search);
  gtk_box_append (GTK_BOX (self->box), self->count);
  gtk_box_append (GTK_BOX (self->box), make_list (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
epc_map_places_new (void)
{
  return g_object_new (EPC_TYPE_MAP_PLACES, NULL);
}

void
epc_map_places_take (EpcMapPlaces *self, GArray *places, GStringChunk *words)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->places);
  GStringChunk *old_words = g_steal_pointer (&self->words);

  self->places = places;
  self->words = words;
  filter_from (self, old);
  g_clear_pointer (&old_words, g_string_chunk_free);
}

guint
epc_map_places_n (EpcMapPlaces *self)
{
  return self->places->len;
}
