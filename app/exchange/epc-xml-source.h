/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What KML and GPX have in common as row sources: a first pass over the elements finds the sheets and their columns, a second one
 * hands out rows. A dialect collects the values and shapes of a row and says when it is whole.
 */
#pragma once

#include "epc-row-source.h"
#include "epc-xml.h"

G_BEGIN_DECLS

typedef struct _EpcXmlSource EpcXmlSource;

typedef struct
{
  const char *format;
  const EpcXmlHandlers *handlers; /* their data is the EpcXmlSource */
  gpointer (*begin) (void);       /* state of the dialect, made anew for each pass */
  void (*end) (gpointer state);
} EpcXmlDialect;

EpcRowSource *epc_xml_source_open (const EpcXmlDialect *dialect, const char *path, GBytes *bytes, const char *name, GError **error);
gpointer epc_xml_source_state (EpcXmlSource *source);

/* The sheet of this number, made when the first pass comes to it; past the most there may be, the last. */
guint epc_xml_source_sheet (EpcXmlSource *source, guint number);
void epc_xml_source_name_sheet (EpcXmlSource *source, guint sheet, const char *name);

/* --- the row being collected --- */

typedef struct
{
  GPtrArray *names, *values; /* (element-type utf8) */
} EpcXmlValues;

void epc_xml_values_init (EpcXmlValues *values);
void epc_xml_values_clear (EpcXmlValues *values); /* free them */
void epc_xml_values_reset (EpcXmlValues *values);
/* Blank texts say nothing. */
void epc_xml_values_add (EpcXmlValues *values, const char *name, const char *text, gsize length);

/* Points in turn, x and y: a shape of @kind (POINT, LINE, or POLYGON of one ring) of the row. */
void epc_xml_source_add_shape (EpcXmlSource *source, EpcGeometryKind kind, GArray *points);
/* A polygon ring by ring. */
void epc_xml_source_begin_polygon (EpcXmlSource *source);
void epc_xml_source_add_ring (EpcXmlSource *source, GArray *points);
void epc_xml_source_end_polygon (EpcXmlSource *source);
void epc_xml_source_reset_shapes (EpcXmlSource *source);
/* The row is whole: values and all shapes added since the last reset. */
void epc_xml_source_row (EpcXmlSource *source, guint sheet, const EpcXmlValues *values);
/* A row that is this one point, whatever other shapes are being collected. */
void epc_xml_source_point_row (EpcXmlSource *source, guint sheet, const EpcXmlValues *values, double longitude, double latitude);

/* "lon,lat[,alt] lon,lat …" added to @points; what is no number ends it. */
void epc_xml_read_coordinates (const char *text, GArray *points);

G_END_DECLS
