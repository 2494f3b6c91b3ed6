/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Projections and viewports: see the header.
 */
#include "draw/epc-projection.h"

#include <math.h>

#define RADIANS(degrees) ((degrees) *G_PI / 180.0)
#define DEGREES(radians) ((radians) *180.0 / G_PI)
/* Beyond this the series of Transverse Mercator is of no use, and no country is that wide. */
#define TM_REACH 75.0

/* ---------------------------------------------------------------------------------------------- Transverse Mercator */

#define FLATTENING (1.0 / 298.257223563)
#define TM_N (FLATTENING / (2.0 - FLATTENING))
#define TM_A (EPC_EARTH_RADIUS / (1.0 + TM_N) * (1.0 + TM_N * TM_N / 4.0 + TM_N * TM_N * TM_N * TM_N / 64.0))

static double
eccentricity (void)
{
  return sqrt (FLATTENING * (2.0 - FLATTENING));
}

static const double *
alpha (void)
{
  static const double a[4] = {
    TM_N / 2 - 2 * TM_N * TM_N / 3 + 5 * TM_N * TM_N * TM_N / 16 + 41 * TM_N * TM_N * TM_N * TM_N / 180,
    13 * TM_N * TM_N / 48 - 3 * TM_N * TM_N * TM_N / 5 + 557 * TM_N * TM_N * TM_N * TM_N / 1440,
    61 * TM_N * TM_N * TM_N / 240 - 103 * TM_N * TM_N * TM_N * TM_N / 140,
    49561 * TM_N * TM_N * TM_N * TM_N / 161280,
  };
  return a;
}

static const double *
beta (void)
{
  static const double b[4] = {
    TM_N / 2 - 2 * TM_N * TM_N / 3 + 37 * TM_N * TM_N * TM_N / 96 - TM_N * TM_N * TM_N * TM_N / 360,
    TM_N * TM_N / 48 + TM_N * TM_N * TM_N / 15 - 437 * TM_N * TM_N * TM_N * TM_N / 1440,
    17 * TM_N * TM_N * TM_N / 480 - 37 * TM_N * TM_N * TM_N * TM_N / 840,
    4397 * TM_N * TM_N * TM_N * TM_N / 161280,
  };
  return b;
}

/* Tangent of the conformal latitude from the tangent of the latitude (Karney 2011, eq. 7-9). */
static double
conformal (double tau)
{
  double e = eccentricity ();
  double sigma = sinh (e * atanh (e * tau / sqrt (1 + tau * tau)));

  return tau * sqrt (1 + sigma * sigma) - sigma * sqrt (1 + tau * tau);
}

static void
tm_forward (double meridian, double lon, double lat, double *x, double *y)
{
  const double *a = alpha ();
  double difference = remainder (lon - meridian, 360.0);
  double l = RADIANS (CLAMP (difference, -TM_REACH, TM_REACH));
  double t = conformal (tan (RADIANS (CLAMP (lat, -89.9, 89.9))));
  double xi = atan2 (t, cos (l)), eta = asinh (sin (l) / hypot (t, cos (l)));

  *x = eta;
  *y = xi;
  for (int j = 0; j < 4; j++)
    {
      *x += a[j] * cos (2 * (j + 1) * xi) * sinh (2 * (j + 1) * eta);
      *y += a[j] * sin (2 * (j + 1) * xi) * cosh (2 * (j + 1) * eta);
    }
  *x *= TM_A;
  *y *= TM_A;
}

static void
tm_inverse (double meridian, double x, double y, double *lon, double *lat)
{
  const double *b = beta ();
  double xi0 = y / TM_A, eta0 = x / TM_A, xi = xi0, eta = eta0, goal, tau, e2 = FLATTENING * (2 - FLATTENING);

  for (int j = 0; j < 4; j++)
    {
      xi -= b[j] * sin (2 * (j + 1) * xi0) * cosh (2 * (j + 1) * eta0);
      eta -= b[j] * cos (2 * (j + 1) * xi0) * sinh (2 * (j + 1) * eta0);
    }
  goal = sin (xi) / hypot (sinh (eta), cos (xi));
  tau = goal / (1 - e2);
  for (int i = 0; i < 6; i++)
    {
      double now = conformal (tau);

      tau += (goal - now) / sqrt (1 + now * now) * (1 + (1 - e2) * tau * tau) / ((1 - e2) * sqrt (1 + tau * tau));
    }
  *lon = remainder (meridian + DEGREES (atan2 (sinh (eta), cos (xi))), 360.0);
  *lat = DEGREES (atan (tau));
}

/* ------------------------------------------------------------------------------------------------------ Web Mercator */

void
epc_mercator_from_lonlat (double lon, double lat, double *u, double *v)
{
  double phi = RADIANS (CLAMP (lat, -EPC_MERCATOR_LATITUDE, EPC_MERCATOR_LATITUDE));

  *u = (lon + 180.0) / 360.0;
  *v = 0.5 - asinh (tan (phi)) / (2.0 * G_PI);
}

void
epc_mercator_to_lonlat (double u, double v, double *lon, double *lat)
{
  *lon = u * 360.0 - 180.0;
  *lat = DEGREES (atan (sinh (G_PI * (1.0 - 2.0 * v))));
}

void
epc_projection_forward (EpcProjectionKind kind, double meridian, double lon, double lat, double *x, double *y)
{
  double u, v;

  if (kind == EPC_PROJECTION_TRANSVERSE_MERCATOR)
    {
      tm_forward (meridian, lon, lat, x, y);
      return;
    }
  epc_mercator_from_lonlat (lon, lat, &u, &v);
  *x = (u - 0.5) * EPC_EARTH_EQUATOR;
  *y = (0.5 - v) * EPC_EARTH_EQUATOR;
}

void
epc_projection_inverse (EpcProjectionKind kind, double meridian, double x, double y, double *lon, double *lat)
{
  if (kind == EPC_PROJECTION_TRANSVERSE_MERCATOR)
    tm_inverse (meridian, x, y, lon, lat);
  else
    epc_mercator_to_lonlat (x / EPC_EARTH_EQUATOR + 0.5, 0.5 - y / EPC_EARTH_EQUATOR, lon, lat);
}

/* --------------------------------------------------------------------------------------------------------- viewports */

void
epc_viewport_fit (EpcViewport *viewport, EpcProjectionKind kind, const EpcMapBox *box, double x, double y, double width,
                  double height, gboolean cover)
{
  double east = box->east < box->west ? box->east + 360.0 : box->east;
  double left = INFINITY, right = -INFINITY, top = -INFINITY, bottom = INFINITY, across, down;

  *viewport = (EpcViewport){ .kind = kind, .x = x, .y = y, .width = MAX (width, 1), .height = MAX (height, 1) };
  viewport->meridian = (box->west + east) / 2;
  for (int i = 0; i <= 8; i++)
    for (int j = 0; j <= 8; j++)
      {
        double lon = box->west + (east - box->west) * i / 8, lat = box->south + (box->north - box->south) * j / 8, px, py;

        epc_projection_forward (kind, viewport->meridian, lon, lat, &px, &py);
        left = MIN (left, px);
        right = MAX (right, px);
        bottom = MIN (bottom, py);
        top = MAX (top, py);
      }
  /* A box of one point still gives a drawing: about a kilometre across. */
  across = viewport->width / MAX (right - left, 1000.0);
  down = viewport->height / MAX (top - bottom, 1000.0);
  viewport->scale = cover ? MAX (across, down) : MIN (across, down);
  viewport->center_x = (left + right) / 2;
  viewport->center_y = (top + bottom) / 2;
}

void
epc_viewport_tile (EpcViewport *viewport, guint z, gint64 x, gint64 y, double size)
{
  double n = ldexp (1.0, (int) MIN (z, 30u));

  *viewport = (EpcViewport){ .kind = EPC_PROJECTION_WEB_MERCATOR, .width = size, .height = size };
  viewport->scale = size * n / EPC_EARTH_EQUATOR;
  viewport->center_x = ((x + 0.5) / n - 0.5) * EPC_EARTH_EQUATOR;
  viewport->center_y = (0.5 - (y + 0.5) / n) * EPC_EARTH_EQUATOR;
}

void
epc_viewport_at (EpcViewport *viewport, double lon, double lat, double zoom, double width, double height)
{
  *viewport = (EpcViewport){ .kind = EPC_PROJECTION_WEB_MERCATOR, .width = width, .height = height };
  viewport->scale = 256.0 * exp2 (zoom) / EPC_EARTH_EQUATOR;
  epc_projection_forward (EPC_PROJECTION_WEB_MERCATOR, 0, lon, lat, &viewport->center_x, &viewport->center_y);
}

/* Projected metres per metre on the ground, at the middle. */
static double
stretch (const EpcViewport *viewport)
{
  double lon, lat;

  if (viewport->kind == EPC_PROJECTION_TRANSVERSE_MERCATOR)
    return 1.0;
  epc_projection_inverse (viewport->kind, viewport->meridian, viewport->center_x, viewport->center_y, &lon, &lat);
  return 1.0 / MAX (cos (RADIANS (lat)), 0.01);
}

void
epc_viewport_set_denominator (EpcViewport *viewport, double denominator)
{
  viewport->scale = 72.0 / 0.0254 / denominator / stretch (viewport);
}

double
epc_viewport_denominator (const EpcViewport *viewport)
{
  return 72.0 / 0.0254 / epc_viewport_units_per_metre (viewport);
}

double
epc_viewport_units_per_metre (const EpcViewport *viewport)
{
  return viewport->scale * stretch (viewport);
}

double
epc_viewport_zoom (const EpcViewport *viewport)
{
  double lon, lat, cosine;

  epc_projection_inverse (viewport->kind, viewport->meridian, viewport->center_x, viewport->center_y, &lon, &lat);
  cosine = MAX (cos (RADIANS (CLAMP (lat, -EPC_MERCATOR_LATITUDE, EPC_MERCATOR_LATITUDE))), 0.01);
  return log2 (epc_viewport_units_per_metre (viewport) * cosine * EPC_EARTH_EQUATOR / 256.0);
}

void
epc_viewport_xy (const EpcViewport *viewport, double lon, double lat, double *x, double *y)
{
  double px, py;

  epc_projection_forward (viewport->kind, viewport->meridian, lon, lat, &px, &py);
  *x = viewport->x + viewport->width / 2 + (px - viewport->center_x) * viewport->scale;
  *y = viewport->y + viewport->height / 2 - (py - viewport->center_y) * viewport->scale;
}

void
epc_viewport_lonlat (const EpcViewport *viewport, double x, double y, double *lon, double *lat)
{
  double px = viewport->center_x + (x - viewport->x - viewport->width / 2) / viewport->scale;
  double py = viewport->center_y - (y - viewport->y - viewport->height / 2) / viewport->scale;

  epc_projection_inverse (viewport->kind, viewport->meridian, px, py, lon, lat);
}

void
epc_viewport_box (const EpcViewport *viewport, double margin, EpcMapBox *box)
{
  double centre = 0, lat;

  epc_projection_inverse (viewport->kind, viewport->meridian, viewport->center_x, viewport->center_y, &centre, &lat);
  *box = (EpcMapBox){ .west = INFINITY, .south = INFINITY, .east = -INFINITY, .north = -INFINITY };
  for (int i = 0; i <= 16; i++)
    for (int side = 0; side < 4; side++)
      {
        double t = i / 16.0, lon;
        double x = side == 0 ? 0 : side == 1 ? 1 : t, y = side == 2 ? 0 : side == 3 ? 1 : t;

        epc_viewport_lonlat (viewport, viewport->x - margin + x * (viewport->width + 2 * margin),
                             viewport->y - margin + y * (viewport->height + 2 * margin), &lon, &lat);
        if (viewport->kind == EPC_PROJECTION_TRANSVERSE_MERCATOR)
          lon = centre + remainder (lon - centre, 360.0);
        box->west = MIN (box->west, lon);
        box->east = MAX (box->east, lon);
        box->south = MIN (box->south, lat);
        box->north = MAX (box->north, lat);
      }
}

gboolean
epc_viewport_contains (const EpcViewport *viewport, double x, double y, double margin)
{
  return x >= viewport->x + margin && x <= viewport->x + viewport->width - margin && y >= viewport->y + margin
         && y <= viewport->y + viewport->height - margin;
}

/* ---------------------------------------------------------------------------------------------------------- lengths */

double
epc_great_circle (double lon1, double lat1, double lon2, double lat2)
{
  double p1 = RADIANS (lat1), p2 = RADIANS (lat2), dp = p2 - p1, dl = RADIANS (lon2 - lon1);
  double h = sin (dp / 2) * sin (dp / 2) + cos (p1) * cos (p2) * sin (dl / 2) * sin (dl / 2);

  return 2.0 * 6371008.8 * asin (sqrt (MIN (h, 1.0)));
}

double
epc_scale_bar_round (double value)
{
  static const double steps[] = { 5, 4, 2, 1 };
  double power;

  if (!(value > 0) || !isfinite (value))
    return 0;
  power = pow (10.0, floor (log10 (value)));
  if (value >= 10 * power)
    power *= 10;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power <= value * (1 + 1e-12))
      return steps[i] * power;
  return 5 * power / 10;
}

double
epc_viewport_scale_bar (const EpcViewport *viewport, double target, double *length)
{
  double per_km = epc_viewport_units_per_metre (viewport) * 1000.0;
  double km = epc_scale_bar_round (target / per_km);

  if (length)
    *length = km * per_km;
  return km;
}
