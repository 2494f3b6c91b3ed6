/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Type on a Cairo context. Pango contexts and layouts are kept (epc-type-context.c), since making them costs more than the label.
 */
#include "epc-type-private.h"

#include "base/epc-text.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <string.h>

#include "base/epc-paths.h"

#define ROBOTO_LINE 1.172 /* ascent and descent of Roboto in em */

typedef struct
{
  gboolean is_condensed, is_bold;
  int tracking; /* 1/1000 em */
} Face;

static const Face faces[EPC_N_TYPES] = {
  [EPC_TYPE_COVER] = { TRUE, TRUE, -5 },       [EPC_TYPE_MAP_TITLE] = { TRUE, TRUE, -3 },
  [EPC_TYPE_TITLE] = { TRUE, TRUE, -3 },       [EPC_TYPE_HEADING_1] = { TRUE, TRUE },
  [EPC_TYPE_HEADING_2] = { TRUE, TRUE },       [EPC_TYPE_HEADING_3] = { FALSE, TRUE },
  [EPC_TYPE_OVERLINE] = { TRUE, TRUE, 60 },    [EPC_TYPE_LEAD] = { FALSE, FALSE },
  [EPC_TYPE_BODY] = { FALSE, FALSE },          [EPC_TYPE_BODY_BOLD] = { FALSE, TRUE },
  [EPC_TYPE_SMALL] = { FALSE, FALSE },         [EPC_TYPE_SMALL_BOLD] = { FALSE, TRUE },
  [EPC_TYPE_CELL] = { TRUE, FALSE },           [EPC_TYPE_CELL_BOLD] = { TRUE, TRUE },
  [EPC_TYPE_CELL_HEADER] = { TRUE, TRUE, 12 }, [EPC_TYPE_CAPTION] = { TRUE, FALSE },
  [EPC_TYPE_CAPTION_BOLD] = { TRUE, TRUE },    [EPC_TYPE_TINY] = { TRUE, FALSE },
  [EPC_TYPE_TINY_BOLD] = { TRUE, TRUE },       [EPC_TYPE_FIGURE] = { TRUE, TRUE, -5 },
  [EPC_TYPE_FIGURE_SMALL] = { TRUE, TRUE },    [EPC_TYPE_AXIS] = { TRUE, FALSE },
  [EPC_TYPE_AXIS_BOLD] = { TRUE, TRUE },       [EPC_TYPE_HASH] = { TRUE, FALSE, 10 },
};

static gpointer
register_fonts (gpointer unused)
{
  static const char *const names[] = { "Roboto-Regular.ttf", "Roboto-Italic.ttf", "Roboto-Bold.ttf",
                                       "RobotoCondensed-Regular.ttf", "RobotoCondensed-Bold.ttf" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat ("fonts/", names[i], NULL);
      g_autofree char *path = epc_path_data (name);

      if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
        FcConfigAppFontAddFile (NULL, (const FcChar8 *) path);
    }
  return NULL;
}

void
epc_type_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, register_fonts, NULL);
}

/* Height of a line of @desc in em: what has to be added to reach the leading asked for depends on it. Measured once a face, on
 * a context without scale, since Pango gives a font's metrics in the scale of what is drawn on. */
static double
line_height (const EpcTheme *theme, const PangoFontDescription *desc, double size)
{
  static GPrivate private = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);
  GHashTable *heights;
  double *height;

  if (g_str_has_prefix (theme->face, "Roboto"))
    return size * ROBOTO_LINE;
  heights = g_private_get (&private);
  if (heights == NULL)
    {
      heights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_private_set (&private, heights);
    }
  height = g_hash_table_lookup (heights, theme->face);
  if (height == NULL)
    {
      PangoContext *context = epc_type_context_new ();
      PangoLayout *layout = pango_layout_new (context);
      int measured;

      pango_layout_set_font_description (layout, desc);
      pango_layout_set_text (layout, "Xg", -1);
      pango_layout_get_size (layout, NULL, &measured);
      g_object_unref (layout);
      g_object_unref (context);
      height = g_new (double, 1);
      *height = (double) measured / PANGO_SCALE / size;
      g_hash_table_insert (heights, g_strdup (theme->face), height);
    }
  return size * *height;
}

/* The space that parts thousands (U+202F) is a tenth of an em in Cantarell: 1 287 593 reads as one run. */
static void
widen_thin_spaces (PangoAttrList *attributes, const char *text, double size)
{
  static const char thin[] = "\342\200\257";

  for (const char *at = strstr (text, thin); at != NULL; at = strstr (at + 3, thin))
    {
      PangoAttribute *attribute = pango_attr_letter_spacing_new ((int) (size * 0.09 * PANGO_SCALE));

      attribute->start_index = (guint) (at - text);
      attribute->end_index = attribute->start_index + 3;
      pango_attr_list_insert (attributes, attribute);
    }
}

typedef struct
{
  PangoLayout *layout;
  double extra; /* leading beyond the line's own height */
} Setup;

/* A number keeps the sign behind it on its line. NULL: there is none. */
static char *
keep_percent (const char *text)
{
  const char *at = strstr (text, " %");

  for (; at != NULL; at = strstr (at + 2, " %"))
    if (at > text && g_ascii_isdigit (at[-1]))
      break;
  if (at == NULL)
    return NULL;
  g_auto (GStrv) parts = g_strsplit (text, " %", -1);
  return g_strjoinv ("\302\240%", parts);
}

/* Gives @layout the text and returns the attributes of its markup. What is no markup (a lone "&" out of somebody's file) or no
 * UTF-8 is shown as it stands rather than lost. */
static PangoAttrList *
set_text (PangoLayout *layout, const char *text, gboolean is_markup)
{
  PangoAttrList *attributes = NULL;
  g_autofree char *plain = NULL, *valid = NULL, *kept = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  if (is_markup && pango_parse_markup (text, -1, 0, &attributes, &plain, NULL, NULL))
    text = plain;
  if (attributes == NULL)
    kept = keep_percent (text);
  pango_layout_set_text (layout, kept != NULL ? kept : text, -1);
  return attributes != NULL ? attributes : pango_attr_list_new ();
}

static Setup
set_up (cairo_t *cr, const EpcTheme *theme, const char *words, const EpcTypeSetting *setting)
{
  const char *text = words != NULL ? words : "";
  const Face *face = &faces[setting->type];
  EpcTypeSize type = theme->type[setting->type];
  EpcTypeContext *context = epc_type_context_for (cr);
  PangoLayout *layout = epc_type_context_kept (context, theme, text, setting);
  gboolean is_kept = layout != NULL;
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoFontDescription *desc = pango_font_description_from_string (face->is_condensed ? theme->face_condensed : theme->face);
  double size = setting->size > 0 ? setting->size : type.size;
  double leading = type.leading * size / type.size;
  double extra;

  pango_font_description_set_weight (desc, face->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (desc, size * PANGO_SCALE);
  extra = leading - line_height (theme, desc, size);
  if (is_kept)
    {
      pango_font_description_free (desc);
      return (Setup){ layout, extra };
    }
  layout = pango_layout_new (epc_type_context_pango (context));
  pango_layout_set_font_description (layout, desc);
  pango_font_description_free (desc);

  attributes = set_text (layout, text, setting->markup);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (face->tracking != 0)
    pango_attr_list_insert (attributes, pango_attr_letter_spacing_new (face->tracking * size / 1000 * PANGO_SCALE));
  if (!g_str_has_prefix (theme->face, "Roboto"))
    widen_thin_spaces (attributes, pango_layout_get_text (layout), size);
  pango_layout_set_attributes (layout, attributes);

  pango_layout_set_spacing (layout, extra * PANGO_SCALE);
  if (setting->width > 0)
    {
      static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };

      pango_layout_set_width (layout, setting->width * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_alignment (layout, alignments[setting->align]);
      if (setting->lines > 0)
        {
          pango_layout_set_height (layout, -setting->lines);
          pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
        }
    }
  epc_type_context_keep (context, theme, text, setting, layout);
  return (Setup){ layout, extra };
}

PangoLayout *
epc_type_layout (cairo_t *cr, const EpcTheme *theme, const char *text, const EpcTypeSetting *setting)
{
  return set_up (cr, theme, text, setting).layout;
}

void
epc_type_measure (cairo_t *cr, const EpcTheme *theme, const char *text, const EpcTypeSetting *setting, double *width,
                  double *height)
{
  Setup setup = set_up (cr, theme, text, setting);
  int w, h;

  pango_layout_get_size (setup.layout, &w, &h);
  if (width != NULL)
    *width = (double) w / PANGO_SCALE;
  if (height != NULL)
    *height = (double) h / PANGO_SCALE + setup.extra;
  g_object_unref (setup.layout);
}

double
epc_type_width (cairo_t *cr, const EpcTheme *theme, const char *text, EpcType type)
{
  double width;

  epc_type_measure (cr, theme, text, &(EpcTypeSetting){ .type = type }, &width, NULL);
  return width;
}

double
epc_type_longest_word (cairo_t *cr, const EpcTheme *theme, const char *text, EpcType type)
{
  glong letters = 0;
  gsize bytes = 0;
  double widest = 0;

  epc_text_longer_word (text, &letters, &bytes);
  while (*text != '\0')
    {
      gsize length = strcspn (text, " \n");

      /* letters are not of one width: "Después" is wider than "Durante" */
      if (g_utf8_strlen (text, (gssize) length) >= MAX (letters - 1, 1))
        {
          g_autofree char *word = g_strndup (text, length);
          widest = MAX (widest, epc_type_width (cr, theme, word, type));
        }
      text += length + (text[length] != '\0');
    }
  return widest;
}

/* --- What was drawn where --- */

static const cairo_user_data_key_t boxes_key;

void
epc_type_record (cairo_t *cr, GArray *boxes)
{
  cairo_set_user_data (cr, &boxes_key, boxes, NULL);
}

/* The box around the corners of a rectangle as they stand on the page. */
static void
to_page (cairo_t *cr, double x, double y, double width, double height, EpcTextBox *box)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (int corner = 0; corner < 4; corner++)
    {
      double at_x = x + (corner & 1 ? width : 0), at_y = y + (corner & 2 ? height : 0);

      cairo_user_to_device (cr, &at_x, &at_y);
      left = MIN (left, at_x);
      right = MAX (right, at_x);
      top = MIN (top, at_y);
      bottom = MAX (bottom, at_y);
    }
  box->x = left;
  box->y = top;
  box->width = right - left;
  box->height = bottom - top;
}

void
epc_type_record_line (cairo_t *cr, PangoLayoutLine *line, double x, double y)
{
  GArray *boxes = cairo_get_user_data (cr, &boxes_key);
  const char *text;
  PangoRectangle ink;
  EpcTextBox box = { 0 };
  double x1, y1, x2, y2, left, top, right, bottom;

  if (boxes == NULL)
    return;
  pango_layout_line_get_extents (line, &ink, NULL);
  if (ink.width <= 0 || ink.height <= 0)
    return;
  left = x + (double) ink.x / PANGO_SCALE;
  top = y + (double) ink.y / PANGO_SCALE;
  right = left + (double) ink.width / PANGO_SCALE;
  bottom = top + (double) ink.height / PANGO_SCALE;
  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);
  left = MAX (left, x1), top = MAX (top, y1), right = MIN (right, x2), bottom = MIN (bottom, y2);
  if (right <= left || bottom <= top)
    return;
  to_page (cr, left, top, right - left, bottom - top, &box);
  text = pango_layout_get_text (line->layout) + line->start_index;
  gsize length = MIN ((gsize) line->length, sizeof box.text - 1);
  memcpy (box.text, text, length);
  g_array_append_val (boxes, box);
}

static void
record_layout (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  PangoLayoutIter *iter;

  if (cairo_get_user_data (cr, &boxes_key) == NULL)
    return;
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoRectangle logical;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      epc_type_record_line (cr, pango_layout_iter_get_line_readonly (iter), x + (double) logical.x / PANGO_SCALE,
                            y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

double
epc_type_draw (cairo_t *cr, const EpcTheme *theme, double x, double y, const char *text, const EpcTypeSetting *setting)
{
  Setup setup = set_up (cr, theme, text, setting);
  int w, h;

  pango_layout_get_size (setup.layout, &w, &h);
  if (setting->width <= 0 && setting->align != EPC_ALIGN_LEFT)
    x -= (double) w / PANGO_SCALE / (setting->align == EPC_ALIGN_RIGHT ? 1 : 2);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, x, y + setup.extra / 2);
  if (setting->halo > 0)
    {
      pango_cairo_layout_path (cr, setup.layout);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      epc_colour_set (cr, setting->halo_colour != 0 ? setting->halo_colour : theme->ground, 1);
      cairo_set_line_width (cr, setting->halo);
      cairo_stroke (cr);
      cairo_move_to (cr, x, y + setup.extra / 2);
    }
  epc_colour_set (cr, setting->colour != 0 ? setting->colour : theme->ink, 1);
  pango_cairo_show_layout (cr, setup.layout);
  record_layout (cr, setup.layout, x, y + setup.extra / 2);
  cairo_new_path (cr);
  cairo_restore (cr);
  g_object_unref (setup.layout);
  return (double) h / PANGO_SCALE + setup.extra;
}

double
epc_type_draw_line (cairo_t *cr, const EpcTheme *theme, double x, double y, const char *text, EpcType type, EpcAlign align,
                    EpcColour colour)
{
  return epc_type_draw (cr, theme, x, y, text, &(EpcTypeSetting){ .type = type, .align = align, .colour = colour });
}

static cairo_t *
context_on (cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

cairo_t *
epc_type_measuring_context (void)
{
  return context_on (cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL));
}

cairo_t *
epc_type_paper_context (void)
{
  /* A PDF has options for its fonts that no other surface has: what was set with others would be set once more to be drawn. */
  return context_on (cairo_pdf_surface_create_for_stream (NULL, NULL, 1, 1));
}
