/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Themes, symbols and type.
 */
#include <math.h>
#include <string.h>

#include "draw/epc-shape.h"
#include "draw/epc-type.h"

static const EpcThemeKind kinds[] = { EPC_THEME_PAPER, EPC_THEME_LIGHT, EPC_THEME_DARK };

/* Black on white has the ratio 21, and the two greys around #767676 part at 4.5 (WCAG 2.1, understanding 1.4.3). */
static void
test_contrast_is_that_of_wcag (void)
{
  g_assert_cmpfloat_with_epsilon (epc_colour_contrast (0x000001, 0xFFFFFF), 21, 0.01);
  g_assert_cmpfloat (epc_colour_contrast (0x767676, 0xFFFFFF), >=, 4.5);
  g_assert_cmpfloat (epc_colour_contrast (0x777777, 0xFFFFFF), <, 4.5);
}

static void
test_text_can_be_read_on_its_ground (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const EpcTheme *theme = epc_theme_get (kinds[i]);
      const EpcColour texts[]
          = { theme->ink,      theme->ink_second, theme->ink_caption, theme->title, theme->ok,    theme->watch,
              theme->critical, theme->unknown,    theme->info,        theme->stale, theme->accent };

      for (gsize t = 0; t < G_N_ELEMENTS (texts); t++)
        if (epc_colour_contrast (texts[t], theme->ground) < 4.5)
          g_error ("theme %d: text colour %06X has contrast %.2f", kinds[i], texts[t],
                   epc_colour_contrast (texts[t], theme->ground));
      g_assert_cmpfloat (epc_colour_contrast (theme->band_text, theme->band), >=, 4.5);
      g_assert_cmpfloat (epc_colour_contrast (theme->band_soft, theme->band), >=, 3.0);
      g_assert_cmpfloat (epc_colour_contrast (theme->stale, theme->partial_wash), >=, 4.5);
    }
}

/* CIE L* of a relative luminance. */
static double
lightness (EpcColour colour)
{
  double y = epc_colour_luminance (colour);

  return y > 216.0 / 24389 ? 116 * cbrt (y) - 16 : y * 24389 / 27;
}

/* Grey printers and colour-blind readers see only lightness: neighbours of a ramp differ by 8 L* or more (10 on paper), always
 * away from the ground. */
static void
test_ramps_keep_their_order_in_grey (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const EpcTheme *theme = epc_theme_get (kinds[i]);
      double direction = kinds[i] == EPC_THEME_DARK ? 1 : -1;
      double least = kinds[i] == EPC_THEME_PAPER ? 9.5 : 8;

      for (int step = 1; step < EPC_RAMP_STEPS; step++)
        {
          g_assert_cmpfloat (direction * (lightness (theme->people[step]) - lightness (theme->people[step - 1])), >=, least);
          g_assert_cmpfloat (direction * (lightness (theme->pressure[step]) - lightness (theme->pressure[step - 1])), >=, 8);
        }
    }
}

static void
test_text_on_a_fill_is_white_or_dark (void)
{
  /* The paper's people ramp, as it was drawn: dark text on the first three steps, white on the others. */
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);
  const gboolean is_white[] = { FALSE, FALSE, FALSE, TRUE, TRUE, TRUE };

  for (int i = 0; i < EPC_RAMP_STEPS; i++)
    g_assert_cmphex (epc_colour_on (theme->people[i]), ==, is_white[i] ? 0xFFFFFF : 0x16202B);
}

static void
test_symbols_stay_inside_their_diameter (void)
{
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);

  for (int symbol = EPC_SYMBOL_OK; symbol <= EPC_SYMBOL_DOWN; symbol++)
    {
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      double x, y, width, height;

      epc_symbol_draw (cr, theme, (EpcSymbol) symbol, 50, 50, 20, 0);
      cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
      g_assert_cmpfloat (width, >, 8);
      g_assert_cmpfloat (x, >=, 38.5);
      g_assert_cmpfloat (y, >=, 38.5);
      g_assert_cmpfloat (x + width, <=, 61.5);
      g_assert_cmpfloat (y + height, <=, 61.5);
      g_assert_false (cairo_has_current_point (cr));
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* "Not assessed" must differ from "adequate" when printed in grey: the hatch leaves ground between its lines. */
static void
test_not_assessed_is_hatched (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 60, 60);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels;
  int ground = 0, line = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  epc_symbol_draw (cr, epc_theme_get (EPC_THEME_PAPER), EPC_SYMBOL_UNKNOWN, 30, 30, 50, 0);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (void *) cairo_image_surface_get_data (surface);
  for (int x = 12; x < 48; x++)
    {
      guint32 pixel = pixels[30 * cairo_image_surface_get_stride (surface) / 4 + x] & 0xFFFFFF;

      ground += pixel > 0xF0F0F0;
      line += pixel < 0xD0D0D0;
    }
  g_assert_cmpint (ground, >, 8);
  g_assert_cmpint (line, >, 3);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_every_style_has_its_leading (void)
{
  cairo_t *cr = epc_type_measuring_context ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int type = 0; type < EPC_N_TYPES; type++)
      {
        const EpcTheme *theme = epc_theme_get (kinds[i]);
        double height;

        g_assert_cmpfloat (theme->type[type].size, >=, type == EPC_TYPE_HASH ? 6.5 : 6.8);
        epc_type_measure (cr, theme, "1 287 593 Água", &(EpcTypeSetting){ .type = (EpcType) type }, NULL, &height);
        g_assert_cmpfloat_with_epsilon (height, theme->type[type].leading, 0.05);
      }
  cairo_destroy (cr);
}

/* The first text of a thread fixes what is kept: here it is set on a context that is scaled, as a tile or a preview is. */
static gpointer
measure_scaled (gpointer unused)
{
  cairo_t *cr = epc_type_measuring_context ();
  const EpcTheme *theme = epc_theme_get (EPC_THEME_LIGHT);
  double height;

  cairo_scale (cr, 0.4, 0.4);
  epc_type_measure (cr, theme, "one\ntwo\nthree", &(EpcTypeSetting){ .type = EPC_TYPE_TINY }, NULL, &height);
  g_assert_cmpfloat_with_epsilon (height, 3 * theme->type[EPC_TYPE_TINY].leading, 0.1);
  cairo_destroy (cr);
  return NULL;
}

static void
test_leading_is_the_same_at_any_scale (void)
{
  g_thread_join (g_thread_new ("scaled", measure_scaled, NULL));
}

/* Pango reads "Condensed" in "Roboto Condensed Bold" as a stretch and sets plain Roboto. */
static void
test_the_condensed_face_is_the_condensed_face (void)
{
  cairo_t *cr = epc_type_measuring_context ();
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);
  g_autoptr (PangoLayout) layout = epc_type_layout (cr, theme, "Desplazamiento", &(EpcTypeSetting){ .type = EPC_TYPE_TITLE });
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  PangoGlyphItem *item = line->runs->data;
  PangoFontDescription *desc = pango_font_describe (item->item->analysis.font);

  if (strstr (pango_font_description_get_family (desc), "Roboto") == NULL)
    g_test_skip ("Roboto is not installed");
  else
    {
      g_assert_cmpstr (pango_font_description_get_family (desc), ==, "Roboto Condensed");
      g_assert_cmpint (pango_font_description_get_weight (desc), ==, PANGO_WEIGHT_BOLD);
    }
  pango_font_description_free (desc);
  cairo_destroy (cr);
}

static void
test_text_keeps_to_its_lines (void)
{
  cairo_t *cr = epc_type_measuring_context ();
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);
  const char *text = "El crecimiento ya no se concentra en la capital: 874 377 personas viven en los otros nueve departamentos.";
  double width, height;

  epc_type_measure (cr, theme, text, &(EpcTypeSetting){ .type = EPC_TYPE_BODY, .width = 90, .lines = 2 }, &width, &height);
  g_assert_cmpfloat (width, <=, 90.1);
  g_assert_cmpfloat_with_epsilon (height, 2 * 12.6, 0.1);
  epc_type_measure (cr, theme, text, &(EpcTypeSetting){ .type = EPC_TYPE_BODY, .width = 90 }, &width, &height);
  g_assert_cmpfloat (height, >, 4 * 12.6);
  cairo_destroy (cr);
}

/* What comes out of a file may be anything: it is shown, and nothing is printed on the terminal (GLib warnings end a test). */
static void
test_broken_markup_is_shown_as_text (void)
{
  cairo_t *cr = epc_type_measuring_context ();
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);
  const EpcTypeSetting setting = { .type = EPC_TYPE_BODY, .markup = TRUE };
  g_autoptr (PangoLayout) whole = epc_type_layout (cr, theme, "<b>Water</b> &amp; light", &setting);
  g_autoptr (PangoLayout) broken = epc_type_layout (cr, theme, "Water & light < 5", &setting);
  g_autoptr (PangoLayout) latin = epc_type_layout (cr, theme, "Hait\355", &setting);

  g_assert_cmpstr (pango_layout_get_text (whole), ==, "Water & light");
  g_assert_cmpstr (pango_layout_get_text (broken), ==, "Water & light < 5");
  g_assert_cmpstr (pango_layout_get_text (latin), ==, "Hait\357\277\275");
  cairo_destroy (cr);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/theme/contrast-is-that-of-wcag", test_contrast_is_that_of_wcag);
  g_test_add_func ("/draw/theme/text-can-be-read-on-its-ground", test_text_can_be_read_on_its_ground);
  g_test_add_func ("/draw/theme/ramps-keep-their-order-in-grey", test_ramps_keep_their_order_in_grey);
  g_test_add_func ("/draw/theme/text-on-a-fill-is-white-or-dark", test_text_on_a_fill_is_white_or_dark);
  g_test_add_func ("/draw/symbol/stays-inside-its-diameter", test_symbols_stay_inside_their_diameter);
  g_test_add_func ("/draw/symbol/not-assessed-is-hatched", test_not_assessed_is_hatched);
  g_test_add_func ("/draw/type/every-style-has-its-leading", test_every_style_has_its_leading);
  g_test_add_func ("/draw/type/leading-is-the-same-at-any-scale", test_leading_is_the_same_at_any_scale);
  g_test_add_func ("/draw/type/the-condensed-face-is-the-condensed-face", test_the_condensed_face_is_the_condensed_face);
  g_test_add_func ("/draw/type/text-keeps-to-its-lines", test_text_keeps_to_its_lines);
  g_test_add_func ("/draw/type/broken-markup-is-shown-as-text", test_broken_markup_is_shown_as_text);
  return g_test_run ();
}
