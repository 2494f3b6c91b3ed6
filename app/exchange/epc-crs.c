/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Transverse Mercator by the series of Krüger (1912) to the third power of the flattening, as in Karney (2011), "Transverse
 * Mercator with an accuracy of a few nanometers", equations 35 and 36: better than a millimetre within 30° of the meridian.
 * Lambert conformal conic: Snyder (1987), "Map projections: a working manual", equations 15-1 to 15-11 and 7-9.
 */
#include "epc-crs.h"

#include <math.h>
#include <string.h>

/* WGS84; GRS80 differs from the eighth digit of the flattening on. */
#define SEMI_MAJOR 6378137.0
#define FLATTENING (1 / 298.257223563)
#define UTM_SCALE 0.9996
#define RADIANS (G_PI / 180)

static gboolean
is_degrees_code (gint64 code)
{
  /* WGS84 in two and three dimensions, NAD83, ETRS89, SIRGAS 1995 and 2000, MAGNA-SIRGAS, SIRGAS-Chile, REGVEN, CR05, POSGAR
   * 2007, Peru96, MARGEN, Mexico ITRF92 and 2008, and JAD2001: all within two metres of WGS84. */
  static const gint64 codes[] = { 4326, 4979, 4269, 4258, 4170, 4674, 4686, 5360, 4189, 5365, 5340, 5373, 5354, 4483, 6365, 4758 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i] == code)
      return TRUE;
  return FALSE;
}

static gboolean
set_utm (EpcCrs *crs, gint64 zone, gboolean is_south)
{
  if (zone < 1 || zone > 60)
    return FALSE;
  *crs = (EpcCrs) { EPC_CRS_TRANSVERSE_MERCATOR, (double) zone * 6 - 183, 0, UTM_SCALE, 500000, is_south ? 10000000 : 0, { 0, 0 }, 1 };
  return TRUE;
}

/* Lambert conics by number, of national agencies of the region: Mexico ITRF92 and ITRF2008, Jamaica JAD2001, Puerto Rico and the Virgin
 * Islands NAD83 (EPSG register, version 10). */
static const struct
{
  gint64 code;
  EpcCrs crs;
} conics[] = {
  { 6362, { EPC_CRS_LAMBERT_CONIC, -102, 12, 1, 2500000, 0, { 17.5, 29.5 }, 1 } },
  { 6372, { EPC_CRS_LAMBERT_CONIC, -102, 12, 1, 2500000, 0, { 17.5, 29.5 }, 1 } },
  { 3448, { EPC_CRS_LAMBERT_CONIC, -77, 18, 1, 750000, 650000, { 18, 18 }, 1 } },
  { 32161, { EPC_CRS_LAMBERT_CONIC, -66.433333333333333, 17.833333333333333, 1, 200000, 200000, { 18.433333333333333, 18.033333333333333 }, 1 } },
};

gboolean
epc_crs_of_code (EpcCrs *crs, gint64 code)
{
  *crs = (EpcCrs) { EPC_CRS_DEGREES };
  if (is_degrees_code (code))
    return TRUE;
  if (code == 3857 || code == 900913 || code == 3785 || code == 102100 || code == 102113)
    {
      crs->kind = EPC_CRS_WEB_MERCATOR;
      return TRUE;
    }
  if (code > 32600 && code <= 32660)
    return set_utm (crs, code - 32600, FALSE);
  if (code > 32700 && code <= 32760)
    return set_utm (crs, code - 32700, TRUE);
  if (code >= 26901 && code <= 26923) /* NAD83 */
    return set_utm (crs, code - 26900, FALSE);
  if (code >= 4484 && code <= 4489) /* Mexico ITRF92 */
    return set_utm (crs, code - 4473, FALSE);
  if (code >= 6366 && code <= 6371) /* and ITRF2008 */
    return set_utm (crs, code - 6355, FALSE);
  if (code >= 31965 && code <= 31976) /* SIRGAS 2000, north */
    return set_utm (crs, code - 31954, FALSE);
  if (code >= 31977 && code <= 31985) /* and south */
    return set_utm (crs, code - 31960, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (conics); i++)
    if (conics[i].code == code)
      {
        *crs = conics[i].crs;
        return TRUE;
      }
  return FALSE;
}

gboolean
epc_crs_of_name (EpcCrs *crs, const char *name)
{
  const char *colon = strrchr (name, ':');
  g_autofree char *upper = g_ascii_strup (name, -1);

  if (g_str_has_suffix (upper, "CRS84") || g_str_has_suffix (upper, "CRS84H"))
    {
      *crs = (EpcCrs) { EPC_CRS_DEGREES };
      return TRUE;
    }
  /* Also "http://www.opengis.net/def/crs/EPSG/0/4326". */
  if (colon == NULL || strrchr (name, '/') > colon)
    colon = strrchr (name, '/');
  if (strstr (upper, "EPSG") == NULL || colon == NULL || !g_ascii_isdigit (colon[1]))
    return FALSE;
  return epc_crs_of_code (crs, g_ascii_strtoll (colon + 1, NULL, 10));
}

/* --- well-known text --- */

/* @text is in capitals. The text in quotes after KEYWORD[ (or KEYWORD( ); NULL: there is none. */
static char *
name_after (const char *text, const char *keyword)
{
  gsize length = strlen (keyword);

  for (const char *at = text; (at = strstr (at, keyword)) != NULL; at += length)
    {
      if (at > text && (g_ascii_isalnum (at[-1]) || at[-1] == '_'))
        continue;
      const char *open = at + length;
      while (g_ascii_isspace (*open))
        open++;
      if (*open != '[' && *open != '(')
        continue;
      open++;
      while (g_ascii_isspace (*open))
        open++;
      const char *close = *open == '"' ? strchr (open + 1, '"') : NULL;
      if (close != NULL)
        return g_strndup (open + 1, (gsize) (close - open - 1));
    }
  return NULL;
}

/* PARAMETER["Central_Meridian",-69.0] whatever its case and whether its words are parted by spaces or underscores. */
static gboolean
parameter (const char *text, const char *const *names, double *value)
{
  for (const char *at = text; (at = strstr (at, "PARAMETER")) != NULL; at += 9)
    {
      g_autofree char *name = name_after (at, "PARAMETER");
      const char *quote = strchr (at, '"');
      const char *close = quote != NULL ? strchr (quote + 1, '"') : NULL;
      const char *comma = close != NULL ? strchr (close, ',') : NULL;
      if (name == NULL || comma == NULL)
        continue;
      g_strdelimit (name, " ", '_');
      for (guint i = 0; names[i] != NULL; i++)
        if (g_str_equal (name, names[i]))
          {
            *value = g_ascii_strtod (comma + 1, NULL);
            return TRUE;
          }
    }
  return FALSE;
}

/* Metres in one unit of the coordinates: the last unit of the text, but for that of heights behind it. 0: it does not tell. */
static double
unit_of (const char *text)
{
  const char *end = strstr (text, "VERT");
  gsize length = end != NULL ? (gsize) (end - text) : strlen (text);
  g_autofree char *flat = g_strndup (text, length);

  for (const char *at = flat + length; (at = g_strrstr_len (flat, at - flat, "UNIT")) != NULL;)
    {
      const char *quote = strchr (at, '"'), *close = quote != NULL ? strchr (quote + 1, '"') : NULL;
      const char *comma = close != NULL ? strchr (close, ',') : NULL;
      gboolean is_angle = at - flat >= 5 && strncmp (at - 5, "ANGLE", 5) == 0;
      if (comma != NULL && !is_angle && (at[4] == '[' || at[4] == '('))
        return g_ascii_strtod (comma + 1, NULL);
    }
  return 0;
}

/* Datums that agree with WGS84, by a part of what they are called. */
static gboolean
is_known_datum (const char *text)
{
  static const char *const parts[] = { "WGS_1984", "WGS84",      "WGS_84",  "NORTH_AMERICAN_1983", "NORTH_AMERICAN_DATUM_1983",
                                       "NAD83",    "SIRGAS",     "ETRS_1989", "ETRS89",            "EUROPEAN_TERRESTRIAL_REFERENCE",
                                       "REGVEN",   "COSTA_RICA_2005", "CR05", "POSGAR_2007",       "POSGAR2007",
                                       "PERU96",   "ITRF", "JAMAICA_2001",       "WORLD_GEODETIC_SYSTEM_1984", "MARGEN",
                                       "MAGNA", "MARCO_GEOCENTRICO", "GEOCENTRICO_PARA_LAS_AMERICAS" };
  g_autofree char *datum = name_after (text, "DATUM");

  if (datum == NULL)
    datum = name_after (text, "ENSEMBLE");
  if (datum == NULL)
    return FALSE;
  g_strdelimit (datum, " -", '_');
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (datum, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Between its parallels a cone opens to one side: parallels on both sides of the equator, equally far, make a cylinder. */
static gboolean
is_cone (const EpcCrs *crs)
{
  return fabs (crs->parallels[0]) < 89.9 && fabs (crs->parallels[1]) < 89.9 && fabs (crs->parallels[0] + crs->parallels[1]) > 0.01
         && fabs (crs->origin_latitude) < 89.9;
}

gboolean
epc_crs_of_wkt (EpcCrs *crs, const char *own_text, char **name)
{
  g_autofree char *text = g_ascii_strup (own_text, -1);
  static const char *const meridian[] = { "CENTRAL_MERIDIAN", "LONGITUDE_OF_NATURAL_ORIGIN", "LONGITUDE_OF_CENTER", "LONGITUDE_OF_FALSE_ORIGIN", NULL };
  static const char *const latitude[] = { "LATITUDE_OF_ORIGIN", "LATITUDE_OF_NATURAL_ORIGIN", "LATITUDE_OF_FALSE_ORIGIN", NULL };
  static const char *const scale[] = { "SCALE_FACTOR", "SCALE_FACTOR_AT_NATURAL_ORIGIN", NULL };
  static const char *const easting[] = { "FALSE_EASTING", "EASTING_AT_FALSE_ORIGIN", NULL };
  static const char *const northing[] = { "FALSE_NORTHING", "NORTHING_AT_FALSE_ORIGIN", NULL };
  static const char *const first[] = { "STANDARD_PARALLEL_1", "LATITUDE_OF_1ST_STANDARD_PARALLEL", NULL };
  static const char *const second[] = { "STANDARD_PARALLEL_2", "LATITUDE_OF_2ND_STANDARD_PARALLEL", NULL };
  char *projected = name_after (text, "PROJCS");

  if (projected == NULL)
    projected = name_after (text, "PROJCRS");
  *crs = (EpcCrs) { EPC_CRS_DEGREES, .scale = 1 };
  *name = projected;
  if (projected == NULL)
    {
      *name = name_after (text, "GEOGCS");
      if (*name == NULL)
        *name = name_after (text, "GEOGCRS");
      if (*name == NULL)
        *name = name_after (text, "GEODCRS");
      return *name != NULL && is_known_datum (text);
    }
  if (strstr (text, "PSEUDO") != NULL || strstr (text, "AUXILIARY_SPHERE") != NULL)
    {
      crs->kind = EPC_CRS_WEB_MERCATOR;
      return TRUE;
    }
  g_autofree char *method = name_after (text, "PROJECTION");
  if (method == NULL)
    method = name_after (text, "METHOD");
  if (method == NULL || !is_known_datum (text))
    return FALSE;
  g_strdelimit (method, " -", '_');
  gboolean is_conic = strstr (method, "LAMBERT") != NULL && strstr (method, "CONI") != NULL && strstr (method, "BELGIUM") == NULL;
  if (!is_conic && !g_str_equal (method, "TRANSVERSE_MERCATOR") && !g_str_equal (method, "GAUSS_KRUGER"))
    return FALSE;
  /* From the metre to the US survey foot: no grid is measured in anything else. */
  crs->unit = unit_of (text);
  if (!(crs->unit > 0.3 && crs->unit < 1.01))
    return FALSE;
  crs->kind = is_conic ? EPC_CRS_LAMBERT_CONIC : EPC_CRS_TRANSVERSE_MERCATOR;
  parameter (text, latitude, &crs->origin_latitude);
  parameter (text, scale, &crs->scale);
  parameter (text, easting, &crs->false_easting);
  parameter (text, northing, &crs->false_northing);
  crs->false_easting *= crs->unit;
  crs->false_northing *= crs->unit;
  if (is_conic && !parameter (text, first, &crs->parallels[0]))
    crs->parallels[0] = crs->origin_latitude;
  if (is_conic && !parameter (text, second, &crs->parallels[1]))
    crs->parallels[1] = crs->parallels[0];
  return parameter (text, meridian, &crs->central_meridian) && crs->scale > 0.5 && crs->scale < 2
         && fabs (crs->central_meridian) <= 180 && fabs (crs->origin_latitude) <= 90 && (!is_conic || is_cone (crs));
}

/* --- back to degrees --- */

static double
rectified (double latitude, double n)
{
  const double alpha[] = { n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16, 13 * n * n / 48 - 3 * n * n * n / 5, 61 * n * n * n / 240 };
  double e = sqrt (FLATTENING * (2 - FLATTENING)), s = sin (latitude * RADIANS);
  double conformal = atan (sinh (atanh (s) - e * atanh (e * s))), result = conformal;

  for (int j = 0; j < 3; j++)
    result += alpha[j] * sin (2 * (j + 1) * conformal);
  return result;
}

static gboolean
from_transverse_mercator (const EpcCrs *crs, double *x, double *y)
{
  const double n = FLATTENING / (2 - FLATTENING);
  const double beta[] = { n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96, n * n / 48 + n * n * n / 15, 17 * n * n * n / 480 };
  const double delta[] = { 2 * n - 2 * n * n / 3 - 2 * n * n * n, 7 * n * n / 3 - 8 * n * n * n / 5, 56 * n * n * n / 15 };
  double radius = crs->scale * SEMI_MAJOR / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
  double origin = fabs (crs->origin_latitude) < 90 ? rectified (crs->origin_latitude, n) : copysign (G_PI / 2, crs->origin_latitude);
  double xi = (*y - crs->false_northing) / radius + origin, eta = (*x - crs->false_easting) / radius;
  double xi_1 = xi, eta_1 = eta;

  if (fabs (xi) > G_PI / 2 + 1e-6 || fabs (eta) > 1)
    return FALSE;
  for (int j = 0; j < 3; j++)
    {
      xi_1 -= beta[j] * sin (2 * (j + 1) * xi) * cosh (2 * (j + 1) * eta);
      eta_1 -= beta[j] * cos (2 * (j + 1) * xi) * sinh (2 * (j + 1) * eta);
    }
  double conformal = asin (CLAMP (sin (xi_1) / cosh (eta_1), -1.0, 1.0)), latitude = conformal;
  for (int j = 0; j < 3; j++)
    latitude += delta[j] * sin (2 * (j + 1) * conformal);
  *x = crs->central_meridian + atan2 (sinh (eta_1), cos (xi_1)) / RADIANS;
  *y = latitude / RADIANS;
  if (*x > 180)
    *x -= 360;
  if (*x < -180)
    *x += 360;
  return TRUE;
}

/* Snyder's t (15-9) and m (14-15). */
static double
conic_t (double latitude, double e)
{
  double s = e * sin (latitude);

  return tan (G_PI / 4 - latitude / 2) / pow ((1 - s) / (1 + s), e / 2);
}

static double
conic_m (double latitude, double e)
{
  double s = e * sin (latitude);

  return cos (latitude) / sqrt (1 - s * s);
}

static gboolean
from_lambert_conic (const EpcCrs *crs, double *x, double *y)
{
  double e = sqrt (FLATTENING * (2 - FLATTENING)), one = crs->parallels[0] * RADIANS, two = crs->parallels[1] * RADIANS;
  double n = fabs (one - two) < 1e-9 ? sin (one) : log (conic_m (one, e) / conic_m (two, e)) / log (conic_t (one, e) / conic_t (two, e));
  double f = SEMI_MAJOR * crs->scale * conic_m (one, e) / (n * pow (conic_t (one, e), n));
  double down = f * pow (conic_t (crs->origin_latitude * RADIANS, e), n) - (*y - crs->false_northing), right = *x - crs->false_easting;
  double radius = copysign (hypot (right, down), n), t = pow (radius / f, 1 / n);

  if (!isfinite (t) || radius == 0)
    return FALSE;
  double angle = n > 0 ? atan2 (right, down) : atan2 (-right, -down), latitude = G_PI / 2 - 2 * atan (t);
  for (int i = 0; i < 8; i++)
    {
      double s = e * sin (latitude);
      latitude = G_PI / 2 - 2 * atan (t * pow ((1 - s) / (1 + s), e / 2));
    }
  *x = remainder (crs->central_meridian + angle / n / RADIANS, 360);
  *y = latitude / RADIANS;
  return TRUE;
}

gboolean
epc_crs_to_degrees (double *x, double *y, gconstpointer data)
{
  const EpcCrs *crs = data;

  if (crs->unit > 0)
    {
      *x *= crs->unit;
      *y *= crs->unit;
    }
  switch (crs->kind)
    {
    case EPC_CRS_WEB_MERCATOR:
      *x = *x / SEMI_MAJOR / RADIANS;
      *y = atan (sinh (*y / SEMI_MAJOR)) / RADIANS;
      return TRUE;
    case EPC_CRS_TRANSVERSE_MERCATOR:
      return from_transverse_mercator (crs, x, y);
    case EPC_CRS_LAMBERT_CONIC:
      return from_lambert_conic (crs, x, y);
    case EPC_CRS_DEGREES:
    default:
      return TRUE;
    }
}

void
epc_crs_apply (const EpcCrs *crs, EpcGeometryBuilder *builder)
{
  epc_geometry_builder_set_projection (builder, crs->kind != EPC_CRS_DEGREES ? epc_crs_to_degrees : NULL, crs);
}
