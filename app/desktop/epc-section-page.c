/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands beside the side list. Lists are made when they are first looked at.
 */
#include "epc-section-page.h"

#include "base/epc-i18n.h"
#include "desktop/widgets/epc-tip.h"
#include "epc-section-strip.h"
#include "record-flow.h"
#include "response/response.h"
#include "widgets/epc-charts-page.h"
#include "widgets/epc-narrow.h"
#include "widgets/epc-record-detail.h"

#define FEW_CHIPS 6
#define MAX_CHIPS_BESIDE_QUESTION 8 /* of more the question stands above */
#define NARROW 780       /* pixels below which there is no room for the question */
#define NARROW_MANY 1080 /* the same beside more than a few chips */
#define WIDE 1440        /* pixels from which a list keeps its columns beside the pane of its record */

struct _EpcSectionPage
{
  GtkBox parent_instance;
  const EpcSection *section;
  EpcSession *session;
  GtkWidget *strip; /* NULL: the section's own page has figures of its own */
  GtkStack *stack;  /* lists of the entities */
  GPtrArray *chips; /* toggle buttons, one an entity */
  GPtrArray *lists; /* EpcRecordPage of those made so far; the stack's */
  gboolean is_wide;
};

G_DEFINE_FINAL_TYPE (EpcSectionPage, epc_section_page, GTK_TYPE_BOX)

static void
epc_section_page_dispose (GObject *object)
{
  EpcSectionPage *self = EPC_SECTION_PAGE (object);

  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_section_page_parent_class)->dispose (object);
}

static void
epc_section_page_class_init (EpcSectionPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_section_page_dispose;
}

static void
epc_section_page_init (EpcSectionPage *self)
{
  self->chips = g_ptr_array_new ();
  self->lists = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "content");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/* Name of a chip that shows the section's own page beside the lists. */
#define OWN_PAGE "own"
#define CHARTS_PAGE "charts"
#define MAP_PAGE "map"

static GtkWidget *
make_list (EpcSectionPage *self, const char *key)
{
  GtkWidget *page = epc_record_flow_page_new (self->section, epc_entity_find (key), self->session);
  EpcRecordPage *list = EPC_RECORD_PAGE (page);

  epc_record_page_set_detail (list, epc_record_detail_new (list));
  epc_record_page_show_detail (list, self->is_wide);
  g_ptr_array_add (self->lists, list);
  return page;
}

static void
fold_details (gboolean is_narrow, gpointer data)
{
  EpcSectionPage *self = EPC_SECTION_PAGE (data);

  self->is_wide = !is_narrow;
  for (guint i = 0; i < self->lists->len; i++)
    epc_record_page_show_detail (g_ptr_array_index (self->lists, i), self->is_wide);
}

static GtkWidget *
make_page (EpcSectionPage *self, const char *key)
{
  gboolean is_first = g_strcmp0 (self->section->entities[0], key) == 0;

  if (g_str_equal (key, CHARTS_PAGE))
    return epc_charts_page_new (self->section, self->session);
  if (g_str_equal (key, MAP_PAGE))
    return epc_map_page_new (self->section, self->session);
  if (g_str_equal (key, OWN_PAGE) || (is_first && self->section->page != NULL && self->section->page_title == NULL))
    return self->section->page (self->section, self->session);
  return make_list (self, key);
}

static void
show_page (EpcSectionPage *self, const char *page)
{
  g_autofree char *key = g_strdup_printf ("%s/%s/entity", self->section->tab, self->section->key);

  if (gtk_stack_get_child_by_name (self->stack, page) == NULL)
    gtk_stack_add_named (self->stack, make_page (self, page), page);
  gtk_stack_set_visible_child_name (self->stack, page);
  if (self->strip != NULL) /* a large map or chart has its figures in the drawing, and wants the room */
    gtk_widget_set_visible (self->strip, !g_str_equal (page, CHARTS_PAGE) && !g_str_equal (page, MAP_PAGE));
  epc_session_set_view_state (self->session, key, page);
}

static void
on_chip_toggled (EpcSectionPage *self, GtkToggleButton *chip)
{
  if (gtk_toggle_button_get_active (chip))
    show_page (self, g_object_get_data (G_OBJECT (chip), "epc-page"));
}

static void
add_chip (EpcSectionPage *self, GtkWidget *chips, const char *page, const char *label, const char *help)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  epc_tip_set (chip, help);
  g_object_set_data (G_OBJECT (chip), "epc-page", (gpointer) page);
  if (self->chips->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), g_ptr_array_index (self->chips, 0));
  g_signal_connect_object (chip, "toggled", G_CALLBACK (on_chip_toggled), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->chips, chip);
  gtk_box_append (GTK_BOX (chips), chip);
}

/* In a narrow page the chips need the room of the question. */
static void
fold (gboolean is_narrow, gpointer question)
{
  gtk_widget_set_visible (question, !is_narrow);
}

/* The row above the lists: one chip an entity, and the question that the section answers. */
static GtkWidget *
make_head (EpcSectionPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *question = gtk_label_new (_ (self->section->question));
  GtkWidget *scrolled = gtk_scrolled_window_new (), *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  /* many chips may run out of a narrow window: they scroll, and follow the focus */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), chips);
  gtk_widget_add_css_class (head, "section-head");
  if (self->section->page != NULL && self->section->page_title != NULL)
    add_chip (self, chips, OWN_PAGE, _ (self->section->page_title), NULL);
  for (guint i = 0; self->section->entities[i] != NULL; i++)
    {
      const EpcEntity *entity = epc_entity_find (self->section->entities[i]);
      if (entity != NULL)
        add_chip (self, chips, entity->key, _ (entity->plural), entity->help != NULL ? _ (entity->help) : NULL);
    }
  if (epc_map_page_has (self->section))
    add_chip (self, chips, MAP_PAGE, _ ("Map"), _ ("Sites, rounds of displacement tracking and what else has a place, on one large map"));
  if (epc_charts_page_has (self->section))
    add_chip (self, chips, CHARTS_PAGE, _ ("Charts"), _ ("What the records of these lists show, as charts"));
  gtk_widget_set_visible (scrolled, self->chips->len > 1);
  gboolean is_beside = self->chips->len <= MAX_CHIPS_BESIDE_QUESTION;
  gtk_label_set_ellipsize (GTK_LABEL (question), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (question), is_beside && self->chips->len > 1 ? 1 : 0);
  gtk_widget_set_hexpand (question, TRUE);
  gtk_widget_add_css_class (question, "question");
  gtk_widget_add_css_class (question, "small");
  gtk_widget_add_css_class (question, "faint");
  gtk_box_append (GTK_BOX (head), scrolled);
  gtk_box_insert_child_after (GTK_BOX (head), question, is_beside ? scrolled : NULL);
  if (!is_beside)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (head), GTK_ORIENTATION_VERTICAL);
  /* where it has no room it is still the tooltip of the section in the side list */
  if (self->chips->len > 1)
    gtk_box_append (GTK_BOX (self), epc_narrow_new (is_beside && self->chips->len > FEW_CHIPS ? NARROW_MANY : NARROW, fold, question));
  return head;
}

static void
build_lists (EpcSectionPage *self)
{
  g_autofree char *key = g_strdup_printf ("%s/%s/entity", self->section->tab, self->section->key);
  g_autofree char *last = epc_session_view_state (self->session, key);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self), epc_narrow_new_narrow (WIDE, fold_details, self));
  gtk_box_append (GTK_BOX (self), make_head (self));
  if (epc_section_figure_label (self->section, 0) != NULL)
    {
      self->strip = epc_section_strip_new (self->section, self->session);
      gtk_box_append (GTK_BOX (self), self->strip);
    }
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  if (last == NULL || !epc_section_page_show_entity (self, last))
    if (self->chips->len > 0)
      gtk_toggle_button_set_active (g_ptr_array_index (self->chips, 0), TRUE);
}

GtkWidget *
epc_section_page_new (const EpcSection *section, EpcSession *session)
{
  EpcSectionPage *self = g_object_new (EPC_TYPE_SECTION_PAGE, NULL);

  self->section = section;
  self->session = g_object_ref (session);
  build_lists (self);
  return GTK_WIDGET (self);
}

const EpcSection *
epc_section_page_section (EpcSectionPage *self)
{
  return self->section;
}

GtkWidget *
epc_section_page_content (EpcSectionPage *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);
  GtkWidget *inner = page != NULL ? g_object_get_data (G_OBJECT (page), "epc-content") : NULL;

  return inner != NULL ? inner : page;
}

gboolean
epc_section_page_show_entity (EpcSectionPage *self, const char *entity)
{
  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkToggleButton *chip = g_ptr_array_index (self->chips, i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (chip), "epc-page"), entity) == 0)
        {
          gtk_toggle_button_set_active (chip, TRUE);
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
epc_section_page_activate (EpcSectionPage *self, const char *name, GVariant *parameter)
{
  GtkWidget *content = epc_section_page_content (self);
  g_autofree char *action = g_strdup_printf ("page.%s", name);

  return content != NULL && gtk_widget_activate_action_variant (content, action, parameter);
}
