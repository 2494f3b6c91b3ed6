/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-section-strip.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-feed.h"
#include "widgets/epc-strip.h"

struct _EpcSectionStrip
{
  GtkBox parent_instance;
  const EpcSection *section;
  EpcStrip *strip;
  GPtrArray *figures; /* (element-type EpcFigure), the strip's own: the focus stays in one while its number changes */
  EpcFeed *feed;
};

G_DEFINE_FINAL_TYPE (EpcSectionStrip, epc_section_strip, GTK_TYPE_BOX)

static void
epc_section_strip_dispose (GObject *object)
{
  EpcSectionStrip *self = EPC_SECTION_STRIP (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  G_OBJECT_CLASS (epc_section_strip_parent_class)->dispose (object);
}

static void
epc_section_strip_class_init (EpcSectionStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_section_strip_dispose;
}

static void
epc_section_strip_init (EpcSectionStrip *self)
{
  self->figures = g_ptr_array_new ();
  self->strip = EPC_STRIP (epc_strip_new ());
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->strip));
}

/* "of 36", "people"; NULL: the caption says it. */
static char *
unit_of (const EpcSectionFigure *said, const EpcLanguage *language)
{
  g_autofree char *all = epc_language_integer (language, said->all);

  if (said->is_part)
    return g_strdup_printf (_ ("of %s"), all);
  return said->one != NULL ? g_strdup (epc_language_plural (language, said->one, said->many, said->n)) : NULL;
}

static void
show_figure (EpcFigure *figure, const EpcSectionFigure *said)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *number = epc_language_integer (language, said->n), *unit = unit_of (said, language);
  g_autofree char *date = said->date != NULL ? epc_language_date (language, said->date, TRUE) : NULL, *note = NULL;
  const char *value = said->text == NULL ? number : *said->text != '\0' ? said->text : NULL;

  if (said->is_empty)
    {
      epc_figure_set (figure, NULL, NULL, _ ("Nothing recorded yet"));
      epc_figure_set_state (figure, NULL);
      return;
    }
  /* Translators: where a figure comes from and the day of it: our own register · 18 Oct 2026 */
  note = date != NULL ? g_strdup_printf (_ ("Register · %s"), date) : g_strdup (_ ("Register"));
  epc_figure_set (figure, value, value != NULL && said->text == NULL ? unit : NULL, value != NULL ? note : _ ("The register does not say"));
  epc_figure_set_state (figure, said->state);
}

static gpointer
ask_for_section (gpointer strip)
{
  return (gpointer) EPC_SECTION_STRIP (strip)->section;
}

static gpointer
read_figures (EpcStore *store, const EpcUid *crisis, gpointer section, GCancellable *cancellable, GError **error)
{
  return epc_section_figures (section, store, crisis, cancellable, error);
}

static void
show_figures (gpointer strip, gpointer answer)
{
  EpcSectionStrip *self = EPC_SECTION_STRIP (strip);
  g_autoptr (GPtrArray) said = answer;

  for (guint i = 0; i < said->len && i < self->figures->len; i++)
    show_figure (g_ptr_array_index (self->figures, i), g_ptr_array_index (said, i));
}

static const EpcFeedKind figures_feed
    = { "figures of a section", 250, NULL, ask_for_section, NULL, read_figures, show_figures, (GDestroyNotify) g_ptr_array_unref };

GtkWidget *
epc_section_strip_new (const EpcSection *section, EpcSession *session)
{
  EpcSectionStrip *self = g_object_new (EPC_TYPE_SECTION_STRIP, NULL);

  const char *label;

  self->section = section;
  /* it has its height before it has its numbers: the list below does not jump */
  for (guint i = 0; (label = epc_section_figure_label (section, i)) != NULL; i++)
    g_ptr_array_add (self->figures, epc_strip_add (self->strip, _ (label), " ", NULL, " "));
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &figures_feed);
  return GTK_WIDGET (self);
}
