/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * map: a sheet of paper, an atlas of such sheets, or a picture of so many pixels.
 */
#include "epc-cli.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "draw/epc-target.h"
#include "report/epc-map-sheets.h"
#include "report/epc-map-tiles.h"

typedef struct
{
  char *to, *size, *language, *paper, *box, *round, *by, *atlas, *classification, *tiles;
  char **where;
  EpcMapTiles *pictures; /* of @tiles; NULL: none */
  int resolution;
  EpcPaper sheet;
  EpcClassification class;
  EpcTargetOptions target;
} MapOptions;

static void
options_clear (MapOptions *self)
{
  g_free (self->to);
  g_free (self->size);
  g_free (self->language);
  g_free (self->paper);
  g_free (self->box);
  g_free (self->round);
  g_free (self->by);
  g_free (self->atlas);
  g_free (self->classification);
  g_free (self->tiles);
  g_clear_pointer (&self->pictures, epc_map_tiles_unref);
  g_strfreev (self->where);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MapOptions, options_clear)

/* "W,S,E,N" in degrees. */
static gboolean
parse_box (const char *text, EpcMapBox *box, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  double numbers[4];

  if (g_strv_length (parts) == 4)
    {
      gboolean right = TRUE;
      for (guint i = 0; i < 4; i++)
        {
          char *end;
          numbers[i] = g_ascii_strtod (parts[i], &end);
          right &= end != parts[i] && *end == '\0';
        }
      if (right && numbers[0] < numbers[2] && numbers[1] < numbers[3] && numbers[0] >= -180 && numbers[2] <= 180 && numbers[1] >= -85
          && numbers[3] <= 85)
        {
          *box = (EpcMapBox){ numbers[0], numbers[1], numbers[2], numbers[3] };
          return TRUE;
        }
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s” is no box such as -74.5,18,-71.6,20.1 (west, south, east, north)."), text);
  return FALSE;
}

static void
draw_map (cairo_t *cr, double width, double height, gpointer data)
{
  epc_map_draw (data, cr, width, height);
}

static void
draw_first_page (cairo_t *cr, double width G_GNUC_UNUSED, double height G_GNUC_UNUSED, gpointer data)
{
  epc_document_draw_page (data, cr, 0);
}

/* Takes @map. */
static gboolean
write_sheet (EpcCli *cli, MapOptions *self, EpcMap *map, GError **error)
{
  g_autoptr (EpcDocument) sheet = epc_map_sheet (cli->store, map, self->sheet, self->language, self->class, error);

  if (sheet == NULL)
    return FALSE;
  if (g_strcmp0 (epc_target_format (self->to), "pdf") == 0)
    return epc_document_write_pdf (sheet, self->to, error);
  EpcPageSize page = epc_document_page_size (sheet);
  EpcTargetOptions target = { .width = page.width, .height = page.height, .unit = EPC_UNIT_POINTS, .resolution = self->resolution };
  return epc_target_write (self->to, &target, draw_first_page, sheet, error);
}

static gboolean
write_map (EpcCli *cli, MapOptions *self, const EpcPicture *picture, const EpcPictureChoice *choice, GError **error)
{
  EpcMapBox corners;
  g_autoptr (EpcMap) map = picture->map (cli->store, choice, error);

  if (map == NULL || (self->box != NULL && !parse_box (self->box, &corners, error)))
    return FALSE;
  if (self->box != NULL)
    epc_map_set_box (map, &corners);
  if (self->pictures != NULL)
    epc_map_tiles_put_under (self->pictures, map, 1);
  if (self->size == NULL)
    return write_sheet (cli, self, g_steal_pointer (&map), error);
  return epc_target_write (self->to, &self->target, draw_map, map, error);
}

static gboolean
write_atlas (EpcCli *cli, MapOptions *self, const EpcPicture *picture, const EpcPictureChoice *choice, GError **error)
{
  if (picture->atlas == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("There is no atlas of “%s”."), picture->name);
      return FALSE;
    }
  g_autoptr (GPtrArray) maps = picture->atlas (cli->store, choice, self->atlas, error);
  if (maps == NULL)
    return FALSE;
  for (guint i = 0; self->pictures != NULL && i < maps->len; i++)
    epc_map_tiles_put_under (self->pictures, g_ptr_array_index (maps, i), 1);
  g_autoptr (EpcDocument) document = epc_map_atlas (cli->store, maps, epc_picture_text (self->language, picture->summary),
                                                    self->sheet, self->language, self->class, error);
  return document != NULL && epc_document_write_pdf (document, self->to, error);
}

static gboolean
find_word (const char *const *words, guint n, const char *word, EpcClassification *found)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i], word))
      {
        *found = (EpcClassification) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_options (MapOptions *self, GError **error)
{
  static const char *const classes[] = { "public", "restricted", "confidential", "strict" };

  self->class = EPC_CLASS_RESTRICTED;
  if (self->paper != NULL && !epc_paper_from_name (self->paper, &self->sheet))
    g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("“%s” is no paper. There are: A4, Letter, A3."), self->paper);
  else if (self->by != NULL && !g_str_equal (self->by, "people") && !g_str_equal (self->by, "rate"))
    g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("A map is coloured by “people” or by “rate”, not by “%s”."), self->by);
  else if (self->resolution < 36 || self->resolution > 1200)
    g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("A picture has 36 to 1200 dots per inch, not %d."), self->resolution);
  else if (self->atlas != NULL && (self->size != NULL || g_strcmp0 (epc_target_format (self->to), "pdf") != 0))
    g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("An atlas has pages: write it to a .pdf, on a paper."));
  else if (self->classification != NULL && !find_word (classes, G_N_ELEMENTS (classes), self->classification, &self->class))
    g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE,
                 _ ("“%s” is no classification. There are: public, restricted, confidential, strict."), self->classification);
  else
    return epc_cli_parse_size (self->size, &self->target, error);
  return FALSE;
}

static int
write_it (EpcCli *cli, MapOptions *self, const char *name, GError **error)
{
  const EpcPicture *picture = epc_picture_find (name, TRUE, error);
  EpcPictureChoice choice = EPC_PICTURE_CHOICE_INIT;
  g_autoptr (GPtrArray) conditions = g_ptr_array_new_with_free_func (g_free);

  if (picture == NULL || !epc_cli_need_picture_file (self->to, &epc_verb_map, error))
    return 2;
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  if (self->tiles != NULL && (self->pictures = epc_map_tiles_open (self->tiles, error)) == NULL)
    return 3;
  for (char **condition = self->where; condition != NULL && *condition != NULL; condition++)
    g_ptr_array_add (conditions, g_strdup (*condition));
  if (self->round != NULL)
    g_ptr_array_add (conditions, g_strdup_printf ("round=%s", self->round));
  g_ptr_array_add (conditions, NULL);
  GStringChunk *keep = g_string_chunk_new (128);
  choice.language = self->language;
  choice.by_rate = g_strcmp0 (self->by, "rate") == 0;
  gboolean done = epc_picture_choose (cli->store, &choice, (const char *const *) conditions->pdata, keep, error)
                  && (self->atlas != NULL ? write_atlas (cli, self, picture, &choice, error)
                                          : write_map (cli, self, picture, &choice, error));
  g_string_chunk_free (keep);
  if (done)
    epc_cli_print_written (cli, self->to, NULL);
  return done ? 0 : 3;
}

static int
run_map (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_auto (MapOptions) self = { .resolution = 150, .sheet = EPC_PAPER_A4, .target = { .unit = EPC_UNIT_PIXELS } };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &self.to, N_ ("File to write: svg, png or pdf"), "FILE" },
    { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.where, N_ ("What of: country, operation, tool, round, admin_level, crisis"),
      "'FIELD = VALUE'" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &self.paper, N_ ("A4, Letter or A3, landscape"), "PAPER" },
    { "bbox", 0, 0, G_OPTION_ARG_STRING, &self.box, N_ ("Corners in degrees"), "W,S,E,N" },
    { "round", 0, 0, G_OPTION_ARG_STRING, &self.round, N_ ("Number of the round"), "N" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &self.by, N_ ("Colour areas by people (as usual) or by rate"), "people|rate" },
    { "atlas", 0, 0, G_OPTION_ARG_STRING, &self.atlas, N_ ("A page each: department, country or site"), "KIND" },
    { "tiles", 0, 0, G_OPTION_ARG_FILENAME, &self.tiles, N_ ("A map of your own under it: MBTiles or PMTiles of pictures"), "FILE" },
    { "classification", 0, 0, G_OPTION_ARG_STRING, &self.classification, N_ ("public, restricted (as usual), confidential, strict"), "CLASS" },
    { "resolution", 0, 0, G_OPTION_ARG_INT, &self.resolution, N_ ("Dots per inch of a png (150)"), "DPI" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &self.size, N_ ("Width and height in pixels instead of a paper"), "800x500" },
    { "document-lang", 0, 0, G_OPTION_ARG_STRING, &self.language, N_ ("Language of the picture"), "LANG" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_map, entries, &argc, &argv, 0, 1, error) || !epc_cli_check_language (self.language, error))
    return 2;
  if (argc == 1)
    {
      epc_cli_list_pictures (cli, TRUE);
      return 0;
    }
  return check_options (&self, error) ? write_it (cli, &self, argv[1], error) : 2;
}

const EpcVerb epc_verb_map
    = { "map", "NAME --to FILE [--paper A3] [--bbox W,S,E,N] [--round N] [--by rate] [--atlas department] [--tiles FILE]", N_ ("Draw a map."), run_map };
