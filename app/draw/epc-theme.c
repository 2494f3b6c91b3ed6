/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The three themes and the arithmetic of colour.
 */
#include "epc-theme.h"

#include <math.h>

#define DARK_INK 0x16202B

/* Size and leading in points. Leading of one line of Roboto is 1.172 em. */
#define PAPER_TYPES                                                                                                              \
  {                                                                                                                              \
    [EPC_TYPE_COVER] = { 34, 37 }, [EPC_TYPE_MAP_TITLE] = { 24, 27 }, [EPC_TYPE_TITLE] = { 21, 23.5 },                           \
    [EPC_TYPE_HEADING_1] = { 14, 17 }, [EPC_TYPE_HEADING_2] = { 11, 14 }, [EPC_TYPE_HEADING_3] = { 9, 12 },                      \
    [EPC_TYPE_OVERLINE] = { 8, 10 }, [EPC_TYPE_LEAD] = { 10.5, 14.5 }, [EPC_TYPE_BODY] = { 9, 12.6 },                            \
    [EPC_TYPE_BODY_BOLD] = { 9, 12.6 }, [EPC_TYPE_SMALL] = { 7.8, 10.6 }, [EPC_TYPE_SMALL_BOLD] = { 7.8, 10.6 },                 \
    [EPC_TYPE_CELL] = { 8.8, 10.8 }, [EPC_TYPE_CELL_BOLD] = { 8.8, 10.8 }, [EPC_TYPE_CELL_HEADER] = { 7.8, 9.4 },                \
    [EPC_TYPE_CAPTION] = { 7.5, 9.2 }, [EPC_TYPE_CAPTION_BOLD] = { 7.5, 9.2 }, [EPC_TYPE_TINY] = { 6.8, 8.2 },                   \
    [EPC_TYPE_TINY_BOLD] = { 6.8, 8.2 }, [EPC_TYPE_FIGURE] = { 24, 26 }, [EPC_TYPE_FIGURE_SMALL] = { 16, 18 },                   \
    [EPC_TYPE_AXIS] = { 7.5, 9 }, [EPC_TYPE_AXIS_BOLD] = { 7.5, 9 }, [EPC_TYPE_HASH] = { 6.5, 8 },                               \
  }

/* Pixels. The smallest is 8.4 pt at 96 dpi. */
#define SCREEN_TYPES                                                                                                             \
  {                                                                                                                              \
    [EPC_TYPE_COVER] = { 32, 38 }, [EPC_TYPE_MAP_TITLE] = { 20, 25 }, [EPC_TYPE_TITLE] = { 20, 25 },                             \
    [EPC_TYPE_HEADING_1] = { 16, 21 }, [EPC_TYPE_HEADING_2] = { 13.3, 18 }, [EPC_TYPE_HEADING_3] = { 13.3, 18 },                 \
    [EPC_TYPE_OVERLINE] = { 11.2, 14 }, [EPC_TYPE_LEAD] = { 16, 22 }, [EPC_TYPE_BODY] = { 14.7, 20 },                            \
    [EPC_TYPE_BODY_BOLD] = { 14.7, 20 }, [EPC_TYPE_SMALL] = { 12.8, 17 }, [EPC_TYPE_SMALL_BOLD] = { 12.8, 17 },                  \
    [EPC_TYPE_CELL] = { 13.3, 18 }, [EPC_TYPE_CELL_BOLD] = { 13.3, 18 }, [EPC_TYPE_CELL_HEADER] = { 12, 16 },                    \
    [EPC_TYPE_CAPTION] = { 12, 15.5 }, [EPC_TYPE_CAPTION_BOLD] = { 12, 15.5 }, [EPC_TYPE_TINY] = { 11.2, 14.5 },                 \
    [EPC_TYPE_TINY_BOLD] = { 11.2, 14.5 }, [EPC_TYPE_FIGURE] = { 22.7, 28 }, [EPC_TYPE_FIGURE_SMALL] = { 18, 23 },               \
    [EPC_TYPE_AXIS] = { 11.7, 15 }, [EPC_TYPE_AXIS_BOLD] = { 11.7, 15 }, [EPC_TYPE_HASH] = { 11.2, 14.5 },                       \
  }

static const EpcTheme themes[] = {
  [EPC_THEME_PAPER] = {
    .kind = EPC_THEME_PAPER,
    .face = "Roboto,",
    .face_condensed = "Roboto Condensed,",
    .type = PAPER_TYPES,
    .ground = 0xFFFFFF, .ink = DARK_INK, .ink_second = 0x46525F, .ink_caption = 0x5F6B77,
    .rule = 0x9AA5B1, .hairline = 0xD3DAE1, .tint = 0xEEF2F6, .wash = 0xF6F8FA,
    .title = 0x0B2E5F, .accent = 0x1F5FA8,
    .band = 0x0B2E5F, .band_text = 0xFFFFFF, .band_soft = 0xBFD4EA, .band_rule = 0x5C7FAB,
    .ok = 0x17694F, .watch = 0x8A5200, .critical = 0xA3171F, .unknown = 0x5E5C64, .info = 0x1B5FAA,
    .ok_fill = 0x2F8F83, .watch_fill = 0xF0B429, .critical_fill = 0xB3261E, .unknown_fill = 0x8C97A3,
    .stale = 0x7A5200, .partial_wash = 0xFDF4DD,
    .people = { 0xEDF3FA, 0xB3CDE6, 0x7FA6CF, 0x4B7FB6, 0x205A94, 0x0B2750 },
    .pressure = { 0xFFF3D6, 0xF6C876, 0xE9923E, 0xC86423, 0x96391A, 0x4F160F },
    .category = { 0x1F5FA8, 0xD9702A, 0x2F8F83, 0x7B4B94, 0xB79A1E, 0x6B7885, 0xA63D57, 0x3FA0C9 },
    .n_categories = 8,
    .band_low = 0xDDECE9, .band_medium = 0xEDBB52, .band_high = 0xB3261E,
    .women = 0xC8672B, .men = 0x1F5FA8, .single = 0x0B2E5F, .single_wash = 0xE1EBF5,
    .sea = 0xE3EEF4, .water_line = 0x7FAAC2, .land = 0xF7F5F0, .neighbour = 0xECE9E2,
    .no_data = 0xF1F1EF, .no_data_hatch = 0x9AA0A6, .halo = 0xFFFFFF,
    .flow = { 0xD1560F, 0x7A3E8F, 0x11705F, 0x444B54 },
    .line_rule = 1.1, .line_hair = 0.5, .line_axis = 0.6, .line_data = 1.5, .point_radius = 2.1,
  },
  [EPC_THEME_LIGHT] = {
    .kind = EPC_THEME_LIGHT,
    .face = "Cantarell, Segoe UI, Sans,",
    .face_condensed = "Cantarell, Segoe UI, Sans,",
    .type = SCREEN_TYPES,
    .ground = 0xFFFFFF, .ink = 0x2B2B2F, .ink_second = 0x55525C, .ink_caption = 0x5E5C64,
    .rule = 0xB5B3B9, .hairline = 0xE1E1E3, .tint = 0xEBEBED, .wash = 0xFAFAFA,
    .title = 0x2B2B2F, .accent = 0x1B5FAA,
    .band = 0x1B5FAA, .band_text = 0xFFFFFF, .band_soft = 0xD2E3F5, .band_rule = 0x6C9AD0,
    .ok = 0x17694F, .watch = 0x8A5200, .critical = 0xA3171F, .unknown = 0x5E5C64, .info = 0x1B5FAA,
    .ok_fill = 0x2A9D7A, .watch_fill = 0xD9960A, .critical_fill = 0xC01C28, .unknown_fill = 0x8C8A92,
    .stale = 0x8A5200, .partial_wash = 0xFDF4DD,
    .people = { 0xEDF3F8, 0xC9DEEE, 0x97C1E0, 0x5A9BC9, 0x2B73AE, 0x0B4A85 },
    .pressure = { 0xFFF3D6, 0xFBD58E, 0xF2A552, 0xD9702A, 0xA8431A, 0x6B2410 },
    .category = { 0x1F5F99, 0xD97A2B, 0x2A9D7A, 0x6B2D5C, 0xD9B400, 0xB8B7BC },
    .n_categories = 6,
    .band_low = 0xCFE3DF, .band_medium = 0xEDBB52, .band_high = 0xB3261E,
    .women = 0x2B73AE, .men = 0x97C1E0, .single = 0x2B73AE, .single_wash = 0xEAF2F8,
    .sea = 0xDDE8EF, .water_line = 0xA9C6D8, .land = 0xF4F2EC, .neighbour = 0xE6E3DA,
    .no_data = 0xF1F1EF, .no_data_hatch = 0x9AA0A6, .halo = 0xFFFFFF,
    .flow = { 0xD1560F, 0x7A3E8F, 0x11705F, 0x444B54 },
    .line_rule = 1, .line_hair = 1, .line_axis = 1, .line_data = 2, .point_radius = 4,
  },
  [EPC_THEME_DARK] = {
    .kind = EPC_THEME_DARK,
    .face = "Cantarell, Segoe UI, Sans,",
    .face_condensed = "Cantarell, Segoe UI, Sans,",
    .type = SCREEN_TYPES,
    .ground = 0x1E1E1F, .ink = 0xF2F2F3, .ink_second = 0xC3C1C8, .ink_caption = 0xB3B1B8,
    .rule = 0x6A696E, .hairline = 0x39393A, .tint = 0x363638, .wash = 0x242425,
    .title = 0xF2F2F3, .accent = 0x86BBF3,
    .band = 0x2F74C0, .band_text = 0xFFFFFF, .band_soft = 0xD9E8FA, .band_rule = 0x7FA9DB,
    .ok = 0x7BD6B4, .watch = 0xF5C56A, .critical = 0xFF9D96, .unknown = 0xB3B1B8, .info = 0x86BBF3,
    .ok_fill = 0x4FC29A, .watch_fill = 0xE0A93A, .critical_fill = 0xFF7B72, .unknown_fill = 0x9A98A0,
    .stale = 0xF5C56A, .partial_wash = 0x3A3222,
    .people = { 0x22303D, 0x254A68, 0x2F6A9C, 0x4A90C8, 0x7DB6E2, 0xBCDCF5 },
    .pressure = { 0x3A2A18, 0x6B3A16, 0xA8551F, 0xD9802A, 0xF2AE5E, 0xFCDDA8 },
    .category = { 0x8CC4EE, 0xE8743B, 0x3AA585, 0xB06AA0, 0xF0DC6A, 0xD8D7DB },
    .n_categories = 6,
    .band_low = 0x2C4742, .band_medium = 0xC8952F, .band_high = 0xE0574C,
    .women = 0x7DB6E2, .men = 0x2F6A9C, .single = 0x7DB6E2, .single_wash = 0x22303D,
    .sea = 0x17222B, .water_line = 0x2F4A5C, .land = 0x2C2C2B, .neighbour = 0x252525,
    .no_data = 0x2A2A2C, .no_data_hatch = 0x77767B, .halo = 0x1E1E1F,
    .flow = { 0xFF9A3D, 0xD79BEA, 0x53D1B6, 0xC9CDD2 },
    .line_rule = 1, .line_hair = 1, .line_axis = 1, .line_data = 2, .point_radius = 4,
  },
};

const EpcTheme *
epc_theme_get (EpcThemeKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (themes), &themes[EPC_THEME_PAPER]);

  return &themes[kind];
}

gboolean
epc_theme_is_screen (const EpcTheme *theme)
{
  return theme->kind != EPC_THEME_PAPER;
}

static double
channel (EpcColour colour, int shift)
{
  return ((colour >> shift) & 0xFF) / 255.0;
}

void
epc_colour_set (cairo_t *cr, EpcColour colour, double alpha)
{
  cairo_set_source_rgba (cr, channel (colour, 16), channel (colour, 8), channel (colour, 0), alpha);
}

static double
linear (double c)
{
  return c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

double
epc_colour_luminance (EpcColour colour)
{
  return 0.2126 * linear (channel (colour, 16)) + 0.7152 * linear (channel (colour, 8)) + 0.0722 * linear (channel (colour, 0));
}

double
epc_colour_contrast (EpcColour a, EpcColour b)
{
  double la = epc_colour_luminance (a);
  double lb = epc_colour_luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

EpcColour
epc_colour_on (EpcColour fill)
{
  return epc_colour_luminance (fill) < 0.32 ? 0xFFFFFF : DARK_INK;
}

EpcColour
epc_theme_colour (const EpcTheme *theme, EpcColour colour)
{
  switch (colour)
    {
    case EPC_COLOUR_WOMEN:
      return theme->women;
    case EPC_COLOUR_MEN:
      return theme->men;
    case EPC_COLOUR_OK:
      return theme->ok_fill;
    case EPC_COLOUR_WATCH:
      return theme->watch_fill;
    case EPC_COLOUR_CRITICAL:
      return theme->critical_fill;
    case EPC_COLOUR_UNKNOWN:
      return theme->unknown_fill;
    case EPC_COLOUR_ACCENT:
      return theme->accent;
    case EPC_COLOUR_PEOPLE:
      return theme->people[4];
    default:
      return colour;
    }
}

EpcColour
epc_theme_series (const EpcTheme *theme, guint index, guint n)
{
  if (n == 1)
    return theme->single;
  return theme->category[index % theme->n_categories];
}
