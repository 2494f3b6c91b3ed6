/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The colours, type sizes and line weights of everything that is drawn: one theme for paper, two for the screen. A theme is
 * plain data; whoever needs another font or size copies one and changes the field.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* 0xRRGGBB, opaque. 0 stands for "the theme's own choice" wherever a colour may be left out. */
typedef guint32 EpcColour;

/* Colours by what they mean, for specs that are drawn in any theme (charts, bars of a table): epc_theme_colour () turns them into
 * the theme's. */
#define EPC_COLOUR_WOMEN 0x1000001u
#define EPC_COLOUR_MEN 0x1000002u
#define EPC_COLOUR_OK 0x1000003u
#define EPC_COLOUR_WATCH 0x1000004u
#define EPC_COLOUR_CRITICAL 0x1000005u
#define EPC_COLOUR_UNKNOWN 0x1000006u
#define EPC_COLOUR_ACCENT 0x1000007u
#define EPC_COLOUR_PEOPLE 0x1000008u /* step 5 of the people ramp: a single series */

typedef enum
{
  EPC_THEME_PAPER, /* white ground, Roboto, sizes in points */
  EPC_THEME_LIGHT, /* screen, sizes in pixels */
  EPC_THEME_DARK,
} EpcThemeKind;

/* Type styles. Sizes and leading come from the theme; on paper nothing is smaller than 6.8 pt but the hash line. */
typedef enum
{
  EPC_TYPE_COVER,
  EPC_TYPE_MAP_TITLE,
  EPC_TYPE_TITLE,
  EPC_TYPE_HEADING_1,
  EPC_TYPE_HEADING_2,
  EPC_TYPE_HEADING_3,
  EPC_TYPE_OVERLINE, /* letter-spaced: give it capitals */
  EPC_TYPE_LEAD,
  EPC_TYPE_BODY,
  EPC_TYPE_BODY_BOLD,
  EPC_TYPE_SMALL,
  EPC_TYPE_SMALL_BOLD,
  EPC_TYPE_CELL,
  EPC_TYPE_CELL_BOLD,
  EPC_TYPE_CELL_HEADER,
  EPC_TYPE_CAPTION,
  EPC_TYPE_CAPTION_BOLD,
  EPC_TYPE_TINY,
  EPC_TYPE_TINY_BOLD,
  EPC_TYPE_FIGURE,
  EPC_TYPE_FIGURE_SMALL,
  EPC_TYPE_AXIS,
  EPC_TYPE_AXIS_BOLD,
  EPC_TYPE_HASH,
  EPC_N_TYPES
} EpcType;

typedef struct
{
  double size;    /* points on paper, pixels on the screen */
  double leading; /* from baseline to baseline */
} EpcTypeSize;

#define EPC_RAMP_STEPS 6
#define EPC_COVER_MARGIN_SHARE 0.095 /* of the width of a cover, at either side */

typedef struct
{
  EpcThemeKind kind;

  /* Faces, as Pango reads them: the comma that ends the family is part of the name ("Roboto Condensed," - without it Pango
   * takes "Condensed" for a stretch and sets plain Roboto). */
  const char *face;
  const char *face_condensed;
  EpcTypeSize type[EPC_N_TYPES];

  /* Text and rules. */
  EpcColour ground;       /* what everything stands on */
  EpcColour ink;          /* text */
  EpcColour ink_second;   /* secondary text */
  EpcColour ink_caption;  /* captions, axes */
  EpcColour rule;         /* axis lines, totals */
  EpcColour hairline;     /* grid, table rows */
  EpcColour tint;         /* total row, empty bar track */
  EpcColour wash;         /* every other row, notes */
  EpcColour title;        /* titles, headings, key figures */
  EpcColour accent;       /* heading numbers, bars */
  EpcColour band;         /* masthead, table header */
  EpcColour band_text;    /* on the band */
  EpcColour band_soft;    /* secondary text on the band */
  EpcColour band_rule;    /* lines on the band */

  /* States: as text and as fill. */
  EpcColour ok, watch, critical, unknown, info;
  EpcColour ok_fill, watch_fill, critical_fill, unknown_fill;
  EpcColour stale;        /* text of a figure that is too old */
  EpcColour partial_wash; /* ground of a span that is not comparable */

  /* Data. */
  EpcColour people[EPC_RAMP_STEPS];   /* sequential: people, few to many; the last is always the farthest from the ground */
  EpcColour pressure[EPC_RAMP_STEPS]; /* sequential: need, pressure, risk */
  EpcColour category[8];              /* at most four in one chart, labelled directly */
  guint n_categories;
  EpcColour band_low, band_medium, band_high; /* risk bands */
  EpcColour women, men;
  EpcColour single;                   /* the one series of a line chart */
  EpcColour single_wash;              /* area under it */

  /* Maps. */
  EpcColour sea, water_line, land, neighbour, no_data, no_data_hatch;
  EpcColour halo;                     /* around names on filled areas */
  EpcColour flow[4];

  /* Line weights. */
  double line_rule;    /* section rule */
  double line_hair;    /* grid and table lines */
  double line_axis;
  double line_data;    /* the line of a line chart */
  double point_radius;
} EpcTheme;

/* The theme of @kind. Shared, never freed. */
const EpcTheme *epc_theme_get (EpcThemeKind kind);
gboolean epc_theme_is_screen (const EpcTheme *theme);

/* Sets @colour as the source of @cr, @alpha 0..1. */
void epc_colour_set (cairo_t *cr, EpcColour colour, double alpha);
/* Relative luminance 0..1 (WCAG 2.1, sRGB). */
double epc_colour_luminance (EpcColour colour);
/* Contrast ratio 1..21 of two colours (WCAG 2.1). */
double epc_colour_contrast (EpcColour a, EpcColour b);
/* Colour of text on a fill: white below luminance 0.32, else the dark ink of paper. */
EpcColour epc_colour_on (EpcColour fill);
/* @colour as @theme has it: the EPC_COLOUR_ names above, anything else unchanged. */
EpcColour epc_theme_colour (const EpcTheme *theme, EpcColour colour);
/* The colour of series @index of @n in a chart of @theme: one series takes the single colour, more take the categories. */
EpcColour epc_theme_series (const EpcTheme *theme, guint index, guint n);

G_END_DECLS
