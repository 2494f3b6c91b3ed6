/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One tab. The counts beside the sections come from a feed (epc-feed.h).
 */
#include "tab.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-feed.h"
#include "section-figures.h"


struct _EpcTab
{
  AdwBin parent_instance;
  const EpcTabInfo *info;
  EpcSession *session;
  AdwLeaflet *leaflet;
  EpcSideList *side;
  GtkStack *stack;
  EpcFeed *counting;
  gboolean is_choosing;
};

enum { PROP_0, PROP_FOLDED, N_PROPS };
static GParamSpec *properties[N_PROPS];
static guint section_changed_signal;

G_DEFINE_FINAL_TYPE (EpcTab, epc_tab, ADW_TYPE_BIN)

/* --- counts --- */

typedef struct
{
  const char *section;
  gint64 count;
} Count;

static gint64
count_section (EpcStore *store, const EpcUid *crisis, const EpcSection *section, GCancellable *cancellable)
{
  const EpcEntity *entity = section->entities[0] != NULL ? epc_entity_find (section->entities[0]) : NULL;

  if (entity == NULL || (entity->flags & EPC_ENTITY_COUNT) != 0)
    return -1;
  g_autoptr (EpcQuery) query = epc_section_query (section, entity, store, crisis, NULL);
  if (query == NULL)
    return -1;
  if (section->open != NULL && !epc_query_where_text (query, store, section->open, NULL))
    return -1;
  gint64 n = epc_query_count (query, store, cancellable, NULL);
  return section->further != NULL && n >= 0 ? n + section->further (store) : n;
}

static gpointer
ask_for_tab (gpointer page)
{
  return (gpointer) EPC_TAB (page)->info->key;
}

static gpointer
count_sections (EpcStore *store, const EpcUid *crisis, gpointer tab, GCancellable *cancellable, GError **error)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (Count));
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    if (g_str_equal (sections[i].tab, tab))
      {
        Count count = { sections[i].key, count_section (store, crisis, &sections[i], cancellable) };

        g_array_append_val (counts, count);
      }
  return counts;
}

static void
show_counts (gpointer page, gpointer answer)
{
  EpcTab *self = EPC_TAB (page);
  g_autoptr (GArray) counts = answer;

  for (guint i = 0; i < counts->len; i++)
    {
      Count *count = &g_array_index (counts, Count, i);
      g_autofree char *text = count->count > 0 ? epc_language_integer (epc_language_get (NULL), count->count) : NULL;

      epc_side_list_set_mark (self->side, count->section, NULL, text);
    }
}

static const EpcFeedKind counts_feed
    = { "counts", 250, NULL, ask_for_tab, NULL, count_sections, show_counts, (GDestroyNotify) g_array_unref };

static void
update_status (EpcTab *self)
{
  g_autofree char *text = epc_session_saved_text (self->session);

  epc_foot_set_status (epc_side_list_foot (self->side), text);
}

/* --- sections --- */

static void
on_section_chosen (EpcTab *self, const char *key)
{
  g_autofree char *state = g_strdup_printf ("%s/section", self->info->key);

  if (gtk_stack_get_child_by_name (self->stack, key) == NULL)
    gtk_stack_add_named (self->stack, epc_section_page_new (epc_section_find (self->info->key, key), self->session), key);
  gtk_stack_set_visible_child_name (self->stack, key);
  epc_session_set_view_state (self->session, state, key);
  if (!self->is_choosing)
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->stack));
  g_signal_emit (self, section_changed_signal, 0);
}

static void
on_folded (EpcTab *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
epc_tab_dispose (GObject *object)
{
  EpcTab *self = EPC_TAB (object);

  g_clear_pointer (&self->counting, epc_feed_free);
  self->side = NULL;
  self->stack = NULL;
  self->leaflet = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_tab_parent_class)->dispose (object);
}

static void
epc_tab_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, epc_tab_is_folded (EPC_TAB (object)));
}

static void
epc_tab_class_init (EpcTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = epc_tab_dispose;
  object_class->get_property = epc_tab_get_property;
  properties[PROP_FOLDED]
      = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  section_changed_signal = g_signal_new ("section-changed", EPC_TYPE_TAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
epc_tab_init (EpcTab *self)
{
}

GtkWidget *
epc_tab_new (const char *key, EpcSession *session)
{
  EpcTab *self = g_object_new (EPC_TYPE_TAB, NULL);
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  self->info = epc_tab_info (key);
  self->session = g_object_ref (session);
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  self->side = EPC_SIDE_LIST (epc_side_list_new (key));
  self->stack = GTK_STACK (gtk_stack_new ());
  adw_leaflet_set_fold_threshold_policy (self->leaflet, ADW_FOLD_THRESHOLD_POLICY_MINIMUM);
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  adw_leaflet_set_can_navigate_forward (self->leaflet, TRUE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_add_css_class (line, "divider");
  adw_leaflet_append (self->leaflet, GTK_WIDGET (self->side));
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, line), FALSE);
  adw_leaflet_append (self->leaflet, GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->leaflet));
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->side, "section-chosen", G_CALLBACK (on_section_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "saved", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
  self->counting = epc_feed_new (GTK_WIDGET (self), session, &counts_feed);
  update_status (self);
  return GTK_WIDGET (self);
}

static const char *
first_section (const char *tab)
{
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (sections[i].tab, tab))
      return sections[i].key;
  return NULL;
}

gboolean
epc_tab_show (EpcTab *self, const char *section)
{
  g_autofree char *state = g_strdup_printf ("%s/section", self->info->key);
  g_autofree char *last = NULL;
  gboolean is_asked = section != NULL;

  if (section == NULL && epc_side_list_selected (self->side) != NULL)
    return TRUE;
  if (section == NULL)
    {
      last = epc_session_view_state (self->session, state);
      section = last != NULL && epc_section_find (self->info->key, last) != NULL ? last : first_section (self->info->key);
    }
  if (section == NULL || epc_section_find (self->info->key, section) == NULL)
    return FALSE;
  self->is_choosing = !is_asked;
  if (g_strcmp0 (epc_side_list_selected (self->side), section) == 0)
    on_section_chosen (self, section);
  else
    epc_side_list_select (self->side, section);
  self->is_choosing = FALSE;
  return TRUE;
}

EpcSectionPage *
epc_tab_page (EpcTab *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  return page != NULL ? EPC_SECTION_PAGE (page) : NULL;
}

EpcSideList *
epc_tab_side_list (EpcTab *self)
{
  return self->side;
}

gboolean
epc_tab_is_folded (EpcTab *self)
{
  return adw_leaflet_get_folded (self->leaflet);
}

gboolean
epc_tab_back (EpcTab *self)
{
  return epc_tab_is_folded (self) && adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

void
epc_tab_toggle_side_list (EpcTab *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->side), !gtk_widget_get_visible (GTK_WIDGET (self->side)));
}
