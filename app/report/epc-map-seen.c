/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-seen.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"
#include "epc-map-layers.h"
#include "epc-map-tiles.h"
#include "epc-report-private.h"
#include "epc-round-frame.h"

static void
layer_clear (gpointer data)
{
  g_free (((EpcSeenLayer *) data)->id);
}

EpcSeenMap *
epc_seen_map_new (void)
{
  EpcSeenMap *self = g_new0 (EpcSeenMap, 1);

  self->choice = (EpcPictureChoice) EPC_PICTURE_CHOICE_INIT;
  self->layers = g_array_new (FALSE, TRUE, sizeof (EpcSeenLayer));
  g_array_set_clear_func (self->layers, layer_clear);
  return self;
}

void
epc_seen_map_add (EpcSeenMap *self, const char *id, double opacity)
{
  const EpcSeenLayer layer = { g_strdup (id), opacity, self->has_round };

  g_array_append_val (self->layers, layer);
}

void
epc_seen_map_free (EpcSeenMap *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->layers);
  g_free (self->tool);
  g_free (self);
}

/* The round as the window colours it, or an empty map. */
static EpcMap *
begin (EpcStore *store, const EpcSeenMap *seen, GError **error)
{
  g_autoptr (EpcRoundFrame) frame = NULL;
  g_autoptr (GError) wrong = NULL;
  EpcMap *map;

  if (seen->has_round)
    frame = epc_round_frame (store, &seen->choice, seen->has_movements, EPC_MAP_THEME_PAPER, NULL, &wrong);
  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return NULL;
    }
  map = frame != NULL ? g_steal_pointer (&frame->map) : epc_map_new ();
  if (frame != NULL)
    {
      g_autofree char *title = g_strdup_printf ("%s: %s", frame->measures[seen->choice.by_rate ? 1 : 0], frame->title);

      g_autofree char *round = epc_round_source (g_ptr_array_index (frame->series->rounds, frame->series->current), NULL);
      g_autofree char *source = g_strdup_printf (_("Source: %s."), round);

      epc_map_set_title (map, title, frame->source);
      epc_map_set_source (map, source);
    }
  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  epc_map_set_language (map, epc_language_name (epc_language_get (NULL)));
  epc_map_set_parts (map, EPC_MAP_ALL_PARTS);
  return map;
}

/* Those in view: the title and the legend speak of what is on the sheet. */
static gboolean
add_sites (EpcStore *store, const EpcSeenMap *seen, EpcMap *map, GError **error)
{
  EpcPictureChoice all = EPC_PICTURE_CHOICE_INIT;
  GError *wrong = NULL;

  all.crisis = seen->choice.crisis;
  g_autoptr (EpcMap) sites = epc_map_of_sites (store, &all, &wrong);

  if (sites != NULL)
    {
      guint n = epc_map_add_data (map, sites, &seen->box);
      g_autofree char *number = epc_language_integer (epc_language_get (NULL), n);
      g_autofree char *title = g_strdup_printf (ngettext_ ("%s open site on this map", "%s open sites on this map", n), number);

      if (epc_map_title (map) == NULL && n > 0)
        {
          epc_map_set_title (map, title, _("Symbol: worst gap against the standards; size: people"));
          epc_map_set_source (map, epc_map_source (sites));
        }
      else if (n > 0)
        epc_map_add_note (map, title, epc_map_source (sites));
      return TRUE;
    }
  if (g_error_matches (wrong, EPC_ERROR, EPC_ERROR_NOT_FOUND))
    {
      g_error_free (wrong);
      return TRUE;
    }
  g_propagate_error (error, wrong);
  return FALSE;
}

/* What the workspace holds and the map files, in the window's order: pictures lie below or above the round's areas, and always below lines and symbols, which they would hide. */
static gboolean
add_layers (EpcStore *store, const EpcSeenMap *seen, EpcMap *map, GError **error)
{
  const EpcUid *crisis = epc_uid_is_nil (&seen->choice.crisis) ? NULL : &seen->choice.crisis;
  g_autoptr (GPtrArray) all = epc_map_layers (store, crisis, EPC_MAP_THEME_PAPER, error);
  g_autoptr (GString) words = g_string_new (NULL);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < seen->layers->len; i++)
    {
      const EpcSeenLayer *layer = &g_array_index (seen->layers, EpcSeenLayer, i);

      if (g_path_is_absolute (layer->id))
        {
          g_autoptr (EpcMapTiles) tiles = epc_map_tiles_open (layer->id, error);

          if (tiles == NULL)
            return FALSE;
          epc_map_tiles_put_under (tiles, map, layer->opacity);
          if (layer->is_above_round)
            epc_map_raise_pictures (map);
          continue;
        }
      for (guint k = 0; k < all->len; k++)
        {
          EpcMapLayer *own = g_ptr_array_index (all, k);

          if (!g_str_equal (own->key, layer->id))
            continue;
          epc_map_add_data (map, own->map, &seen->box);
          g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", own->label);
        }
    }
  if (words->len > 0)
    epc_map_add_note (map, _("Layers of the map"), words->str);
  return TRUE;
}

EpcMap *
epc_map_of_seen (EpcStore *store, const EpcSeenMap *seen, GError **error)
{
  g_autoptr (EpcMap) map = begin (store, seen, error);

  if (map == NULL || (seen->has_sites && !add_sites (store, seen, map, error)) || !add_layers (store, seen, map, error))
    return NULL;
  epc_map_set_box (map, &seen->box);
  if (epc_map_source (map) == NULL)
    epc_map_set_source (map, _("Source: the office's registers, and IOM DTM where a round is named."));
  if (epc_map_title (map) == NULL)
    epc_map_set_title (map, epc_code_label ("country", epc_store_country (store), epc_language_name (epc_language_get (NULL))), NULL);
  return g_steal_pointer (&map);
}

EpcDocument *
epc_map_sheet_of_seen (EpcStore *store, const EpcSeenMap *seen, EpcPaper paper, GError **error)
{
  EpcMap *map = epc_map_of_seen (store, seen, error);

  return map != NULL ? epc_map_sheet (store, map, paper, epc_language_name (epc_language_get (NULL)), EPC_CLASS_RESTRICTED, error) : NULL;
}
