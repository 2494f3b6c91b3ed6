/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of a shapefile: epc-shapefile-source.c reads them side by side, epc-shapefile-parts.c knows what is in them.
 */
#pragma once

#include "epc-row-source.h"

G_BEGIN_DECLS

typedef struct
{
  GBytes *bytes; /* one of the two, or neither: there is no such part */
  char *path;
} EpcShapefilePart;

typedef struct
{
  EpcShapefilePart shp, dbf, prj, cpg;
} EpcShapefileParts;

void epc_shapefile_parts_clear (EpcShapefileParts *parts);
/* Takes over what @parts holds. */
EpcRowSource *epc_shapefile_open (EpcShapefileParts *parts, const char *name, GError **error);

/* The longest record: as many points as a shape may have, with all four coordinates, and as many parts. */
#define EPC_SHAPE_RECORD_MAX (G_GUINT64_CONSTANT (36) * EPC_GEOMETRY_POINTS_MAX)

static inline guint32
epc_shape_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static inline guint32
epc_shape_le32 (const guint8 *bytes)
{
  return (guint32) bytes[3] << 24 | (guint32) bytes[2] << 16 | (guint32) bytes[1] << 8 | bytes[0];
}

/* The content of a record (from its type on) as a shape. EPC_ERROR_INVALID. */
gboolean epc_shape_build (const guint8 *bytes, gsize length, EpcGeometryBuilder *builder, EpcGeometry *geometry, GError **error);

/* --- the table --- */

typedef struct
{
  char name[12];
  char type;
  guint at, width; /* in the record */
} EpcDbfField;

typedef struct
{
  GArray *fields; /* of EpcDbfField */
  guint32 n_records, n_read;
  guint driver; /* language driver of the head */
  GByteArray *record;
} EpcDbf;

gboolean epc_dbf_sniff (const guint8 *bytes, gsize length);
gboolean epc_dbf_begin (EpcDbf *dbf, GInputStream *stream, const char *name, GError **error);
/* The next record into dbf->record. FALSE at the end or with @error. */
gboolean epc_dbf_next (EpcDbf *dbf, GInputStream *stream, const char *name, GError **error);
void epc_dbf_clear (EpcDbf *dbf);
/* Text of a cell, not yet converted; @date has 11 bytes for "2025-06-30". */
const char *epc_dbf_cell (const EpcDbf *dbf, const EpcDbfField *field, EpcCellKind *kind, gsize *length, char *date);
/* What a .cpg file calls an encoding, as g_convert() knows it; NULL: UTF-8, Windows-1252 or nothing we know. Free with g_free(). */
char *epc_dbf_charset_of (const char *text);
/* @charset NULL: UTF-8, else Windows-1252. Free with g_free(). */
char *epc_dbf_text (const char *text, gsize length, const char *charset);

G_END_DECLS
