/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text of a document is measured for widths, measured for breaks and drawn. Shaping it is most of the work of a page, so that while
 * a document is made its layouts are kept. A layout belongs to the Pango context that it was made on, and that one is changed by each
 * other scale, rotation or kind of surface: each has its own, so that what is kept is the same as what would be made anew.
 */
#include "epc-type-private.h"

#include <string.h>

#define MOST_CONTEXTS 4             /* upright and turned, measured and drawn */
#define MOST_KEPT (192 * 1024)      /* bytes of text in one generation; a layout takes some fifty times as much */
#define EACH_KEPT 64                /* what a short text costs beside its letters */

typedef struct
{
  char *text;
  const char *face, *face_condensed; /* interned */
  EpcTypeSize type;
  EpcTypeSetting setting; /* colours and halo do not count */
  PangoLayout *layout;
} Kept;

struct _EpcTypeContext
{
  PangoContext *pango;
  cairo_matrix_t matrix;
  cairo_font_options_t *options; /* the surface's with ours */
  GHashTable *young, *old;       /* Kept: what is not asked for while a generation grows is given up with the next */
  gsize n_young;                 /* bytes */
  guint64 used;
};

typedef struct
{
  EpcTypeContext contexts[MOST_CONTEXTS];
  guint n_keeping;
  guint64 clock;
} Contexts;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->layout);
  g_free (kept->text);
  g_free (kept);
}

static guint
kept_hash (gconstpointer data)
{
  const Kept *kept = data;

  return g_str_hash (kept->text) ^ ((guint) kept->setting.type << 8) ^ ((guint) (gint64) (kept->setting.width * 16) << 12);
}

static gboolean
kept_equal (gconstpointer a, gconstpointer b)
{
  const Kept *one = a, *other = b;

  return one->setting.type == other->setting.type && one->setting.align == other->setting.align && one->setting.width == other->setting.width
         && one->setting.size == other->setting.size && one->setting.lines == other->setting.lines
         && one->setting.markup == other->setting.markup && one->face == other->face && one->face_condensed == other->face_condensed
         && one->type.size == other->type.size && one->type.leading == other->type.leading && strcmp (one->text, other->text) == 0;
}

static void
forget (EpcTypeContext *self)
{
  g_clear_pointer (&self->young, g_hash_table_unref);
  g_clear_pointer (&self->old, g_hash_table_unref);
  self->n_young = 0;
}

static void
clear_context (EpcTypeContext *self)
{
  forget (self);
  g_clear_object (&self->pango);
  g_clear_pointer (&self->options, cairo_font_options_destroy);
}

static void
contexts_free (gpointer data)
{
  Contexts *all = data;

  for (guint i = 0; i < MOST_CONTEXTS; i++)
    clear_context (&all->contexts[i]);
  g_free (all);
}

static Contexts *
contexts (void)
{
  static GPrivate private = G_PRIVATE_INIT (contexts_free);
  Contexts *all = g_private_get (&private);

  if (all == NULL)
    {
      all = g_new0 (Contexts, 1);
      g_private_set (&private, all);
    }
  return all;
}

static cairo_font_options_t *
our_options (void)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  return options;
}

PangoContext *
epc_type_context_new (void)
{
  cairo_font_options_t *options = our_options ();
  PangoContext *context;

  epc_type_init ();
  context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

EpcTypeContext *
epc_type_context_for (cairo_t *cr)
{
  Contexts *all = contexts ();
  EpcTypeContext *oldest = &all->contexts[0];
  cairo_font_options_t *options = cairo_font_options_create (), *ours = our_options ();
  cairo_matrix_t matrix;

  cairo_surface_get_font_options (cairo_get_target (cr), options);
  cairo_font_options_merge (options, ours);
  cairo_font_options_destroy (ours);
  cairo_get_matrix (cr, &matrix);
  for (guint i = 0; i < MOST_CONTEXTS; i++)
    {
      EpcTypeContext *one = &all->contexts[i];

      if (one->pango != NULL && one->matrix.xx == matrix.xx && one->matrix.xy == matrix.xy && one->matrix.yx == matrix.yx
          && one->matrix.yy == matrix.yy && cairo_font_options_equal (one->options, options))
        {
          cairo_font_options_destroy (options);
          one->used = ++all->clock;
          return one;
        }
      if (one->used < oldest->used)
        oldest = one;
    }
  forget (oldest);
  if (oldest->pango == NULL)
    oldest->pango = epc_type_context_new ();
  pango_cairo_update_context (cr, oldest->pango);
  g_clear_pointer (&oldest->options, cairo_font_options_destroy);
  oldest->options = options;
  oldest->matrix = matrix;
  oldest->used = ++all->clock;
  return oldest;
}

PangoContext *
epc_type_context_pango (EpcTypeContext *self)
{
  return self->pango;
}

/* --- what is kept --- */

static Kept
key_of (const EpcTheme *theme, const char *text, const EpcTypeSetting *setting)
{
  return (Kept){ .text = (char *) text,
                 .face = g_intern_string (theme->face),
                 .face_condensed = g_intern_string (theme->face_condensed),
                 .type = theme->type[setting->type],
                 .setting = *setting };
}

static void
put (EpcTypeContext *self, Kept *kept)
{
  if (self->n_young > MOST_KEPT)
    {
      g_clear_pointer (&self->old, g_hash_table_unref);
      self->old = g_steal_pointer (&self->young);
      self->n_young = 0;
    }
  if (self->young == NULL)
    self->young = g_hash_table_new_full (kept_hash, kept_equal, kept_free, NULL);
  self->n_young += strlen (kept->text) + EACH_KEPT;
  g_hash_table_add (self->young, kept);
}

PangoLayout *
epc_type_context_kept (EpcTypeContext *self, const EpcTheme *theme, const char *text, const EpcTypeSetting *setting)
{
  Kept key, *found = NULL;

  if (contexts ()->n_keeping == 0)
    return NULL;
  key = key_of (theme, text, setting);
  if (self->young != NULL)
    found = g_hash_table_lookup (self->young, &key);
  if (found == NULL && self->old != NULL && (found = g_hash_table_lookup (self->old, &key)) != NULL)
    {
      g_hash_table_steal (self->old, found);
      put (self, found);
    }
  return found != NULL ? g_object_ref (found->layout) : NULL;
}

void
epc_type_context_keep (EpcTypeContext *self, const EpcTheme *theme, const char *text, const EpcTypeSetting *setting, PangoLayout *layout)
{
  Kept *kept;

  if (contexts ()->n_keeping == 0)
    return;
  kept = g_new (Kept, 1);
  *kept = key_of (theme, text, setting);
  kept->text = g_strdup (text);
  kept->layout = g_object_ref (layout);
  put (self, kept);
}

void
epc_type_keep (gboolean is_kept)
{
  Contexts *all = contexts ();

  g_return_if_fail (is_kept || all->n_keeping > 0);

  all->n_keeping += is_kept ? 1 : -1;
  for (guint i = 0; all->n_keeping == 0 && i < MOST_CONTEXTS; i++)
    forget (&all->contexts[i]);
}
