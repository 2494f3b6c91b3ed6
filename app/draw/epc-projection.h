/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From longitude and latitude (WGS 84, degrees) to places on a drawing and back: Web Mercator for the screen, Transverse
 * Mercator on a country's middle meridian for paper; how a box of the earth is fitted into a rectangle; lengths for the
 * scale bar. A viewport is a plain value: copy it, keep it, share it between threads.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  EPC_PROJECTION_WEB_MERCATOR,        /* EPSG:3857, the tiles of every web map */
  EPC_PROJECTION_TRANSVERSE_MERCATOR, /* WGS 84, Krüger series to n⁴ (Karney 2011, J. Geod. 85), scale 1 on the meridian */
} EpcProjectionKind;

/* Degrees. west > east means that the box crosses the antimeridian. */
typedef struct
{
  double west;
  double south;
  double east;
  double north;
} EpcMapBox;

typedef struct
{
  EpcProjectionKind kind;
  double meridian; /* central meridian of Transverse Mercator, degrees */
  double x;        /* the rectangle on the drawing, points or pixels */
  double y;
  double width;
  double height;
  double scale;    /* drawing units per projected metre */
  double center_x; /* projected metres at the middle of the rectangle */
  double center_y;
} EpcViewport;

/* Latitude where Web Mercator ends (the world is a square). */
#define EPC_MERCATOR_LATITUDE 85.05112877980659
/* Equatorial radius of WGS 84 and length of its equator, metres. */
#define EPC_EARTH_RADIUS 6378137.0
#define EPC_EARTH_EQUATOR (2.0 * G_PI * EPC_EARTH_RADIUS)

/* Projected metres. Latitudes beyond the projection's reach are clamped. */
void epc_projection_forward (EpcProjectionKind kind, double meridian, double lon, double lat, double *x, double *y);
void epc_projection_inverse (EpcProjectionKind kind, double meridian, double x, double y, double *lon, double *lat);

/* Normalised Web Mercator: u and v in 0..1, from the north-west corner of the world. */
void epc_mercator_from_lonlat (double lon, double lat, double *u, double *v);
void epc_mercator_to_lonlat (double u, double v, double *lon, double *lat);

/* Fits @box into the rectangle: the whole box is seen (@cover FALSE) or the whole rectangle is filled by it (TRUE). The
 * meridian is the middle of the box. */
void epc_viewport_fit (EpcViewport *viewport, EpcProjectionKind kind, const EpcMapBox *box, double x, double y, double width,
                       double height, gboolean cover);
/* Tile @x, @y of zoom @z, @size drawing units wide. @x may lie outside the world (it repeats). */
void epc_viewport_tile (EpcViewport *viewport, guint z, gint64 x, gint64 y, double size);
/* A screen view: @lon, @lat in the middle, tiles of 256 units at @zoom (fractions allowed). */
void epc_viewport_at (EpcViewport *viewport, double lon, double lat, double zoom, double width, double height);
/* Sets the scale 1:@denominator for a drawing in points (1/72 inch), true at the middle of the rectangle. */
void epc_viewport_set_denominator (EpcViewport *viewport, double denominator);
/* The denominator of the scale now, at the middle of the rectangle. */
double epc_viewport_denominator (const EpcViewport *viewport);

void epc_viewport_xy (const EpcViewport *viewport, double lon, double lat, double *x, double *y);
void epc_viewport_lonlat (const EpcViewport *viewport, double x, double y, double *lon, double *lat);
/* The box of everything that the rectangle shows (its edges sampled), widened by @margin drawing units. */
void epc_viewport_box (const EpcViewport *viewport, double margin, EpcMapBox *box);
/* The zoom of 256-unit tiles whose size on the ground matches, at the middle of the rectangle. */
double epc_viewport_zoom (const EpcViewport *viewport);
/* Drawing units per metre on the ground at the middle of the rectangle. */
double epc_viewport_units_per_metre (const EpcViewport *viewport);
gboolean epc_viewport_contains (const EpcViewport *viewport, double x, double y, double margin);

/* Metres along the great circle of a sphere with the mean radius 6,371,008.8 m (IUGG). */
double epc_great_circle (double lon1, double lat1, double lon2, double lat2);
/* The largest of 1, 2, 4, 5 × 10ⁿ that is not more than @value (> 0). */
double epc_scale_bar_round (double value);
/* A scale bar of at most @target drawing units: its length in kilometres, and in drawing units into @length. */
double epc_viewport_scale_bar (const EpcViewport *viewport, double target, double *length);

G_END_DECLS
