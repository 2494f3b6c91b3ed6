/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-round-frame.h"

#include <math.h>

#include "base/epc-i18n.h"
#include "epc-displacement.h"

void
epc_round_frame_free (EpcRoundFrame *frame)
{
  if (frame == NULL)
    return;
  epc_map_free (frame->map);
  epc_round_series_free (frame->series);
  g_clear_pointer (&frame->kinds, g_ptr_array_unref);
  g_clear_pointer (&frame->areas, g_array_unref);
  g_free (frame->title);
  g_free (frame->source);
  g_free (frame);
}

static void
area_clear (gpointer data)
{
  g_free (((EpcRoundArea *) data)->code);
  g_free (((EpcRoundArea *) data)->label);
}

/* The middle of the box of an outline, or the inner point of the base map. */
static void
find_middle (const EpcDisplacement *self, const EpcPlaceShape *shape, EpcRoundArea *area)
{
  const double *p = (const double *) (gpointer) shape->points->data;
  EpcMapBox box = { 180, 90, -180, -90 };

  if (self->is_of_basemap)
    {
      EpcBasemap *basemap = epc_basemap_default (NULL);

      if (basemap != NULL)
        epc_basemap_area_point (basemap, shape->code, &area->lon, &area->lat);
      return;
    }
  for (guint k = 0; k < shape->points->len / 2; k++)
    {
      box.west = MIN (box.west, p[2 * k]);
      box.east = MAX (box.east, p[2 * k]);
      box.south = MIN (box.south, p[2 * k + 1]);
      box.north = MAX (box.north, p[2 * k + 1]);
    }
  area->lon = (box.west + box.east) / 2;
  area->lat = (box.south + box.north) / 2;
}

/* "Delmas: 86,110 people · 31.2 per km²". */
static char *
label_of (const EpcPlaceShape *shape, double people, EpcMeasure rate)
{
  const EpcLanguage *language = epc_language_get (NULL);
  double value = epc_displacement_measured (shape, people, rate);

  if (!isfinite (people))
    return g_strdup_printf (_("%s: no figure in this round"), shape->name);
  g_autofree char *number = epc_language_integer (language, (gint64) llround (people));
  if (!isfinite (value))
    return g_strdup_printf (ngettext_ ("%s: %s person", "%s: %s people", (gulong) llround (people)), shape->name, number);
  g_autofree char *per = epc_language_decimal (language, value, 1);
  return g_strdup_printf (rate == EPC_MEASURE_PER_KM2 ? ngettext_ ("%s: %s person, %s per km²", "%s: %s people, %s per km²", (gulong) llround (people)) : ngettext_ ("%s: %s person, %s per 1,000 inhabitants", "%s: %s people, %s per 1,000 inhabitants", (gulong) llround (people)),
                          shape->name, number, per);
}

static void
take_areas (EpcRoundFrame *frame, const EpcDisplacement *self)
{
  EpcMeasure rate = epc_displacement_rate (self);

  for (guint i = 0; i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);
      const EpcUid *uid = g_hash_table_lookup (self->shapes->records, shape->code);
      EpcRoundArea area = { .code = g_strdup (shape->code), .people = epc_displacement_value (self->people, shape->code) };

      area.label = label_of (shape, area.people, rate);
      if (uid != NULL)
        area.uid = *uid;
      find_middle (self, shape, &area);
      g_array_append_val (frame->areas, area);
    }
}

static void
take_words (EpcRoundFrame *frame, const EpcDisplacement *self)
{
  const EpcLanguage *language = epc_language_get (NULL);
  const EpcRound *round = self->round;
  g_autofree char *date = epc_language_date (language, round->date, FALSE), *people = epc_language_integer (language, round->people);
  guint known = 0;

  for (guint i = 0; i < frame->areas->len; i++)
    known += isfinite (g_array_index (frame->areas, EpcRoundArea, i).people) ? 1 : 0;
  /* Translators: number of a round, its date. */
  frame->title = g_strdup_printf (_("Round %d · %s"), (int) round->number, date);
  /* Translators: name of an operation, its tool, admin level, number of people, number of areas with a figure, number of all areas. */
  frame->source = g_strdup_printf (ngettext_ ("%s (%s), level %d: %s people, %u of %u area has a figure", "%s (%s), level %d: %s people, %u of %u areas have a figure", frame->areas->len), round->operation_name, round->tool,
                                   (int) round->admin_level, people, known, frame->areas->len);
  frame->measures[0] = epc_displacement_measure_word (self, EPC_MEASURE_PEOPLE);
  frame->measures[1] = epc_displacement_measure_word (self, epc_displacement_rate (self));
}

EpcRoundFrame *
epc_round_frame (EpcStore *store, const EpcPictureChoice *choice, gboolean with_movements, EpcMapTheme theme,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcRoundFrame) frame = g_new0 (EpcRoundFrame, 1);
  g_auto (EpcDisplacement) self = { 0 };

  frame->kinds = epc_round_kinds (store, &choice->crisis, cancellable, error);
  frame->series = frame->kinds != NULL && frame->kinds->len > 0 ? epc_round_series (store, choice, cancellable, error) : NULL;
  if (frame->series == NULL)
    return NULL;
  frame->areas = g_array_new (FALSE, TRUE, sizeof (EpcRoundArea));
  g_array_set_clear_func (frame->areas, area_clear);
  frame->map = epc_map_new ();
  epc_map_set_theme (frame->map, theme);
  epc_map_set_parts (frame->map, EPC_MAP_LEGEND | EPC_MAP_LABELS);
  epc_displacement_begin (&self, store, frame->series, NULL);
  if (!epc_displacement_read (&self, error) || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !epc_displacement_set_areas (&self, frame->map, choice->by_rate ? epc_displacement_rate (&self) : EPC_MEASURE_PEOPLE, error))
    return NULL;
  epc_map_set_area (frame->map, self.round->country, NULL); /* a country that the base map has not is drawn without its frame */
  frame->has_movements = self.most > 0;
  if (with_movements)
    epc_displacement_set_movements (&self, frame->map);
  take_areas (frame, &self);
  take_words (frame, &self);
  return g_steal_pointer (&frame);
}
