/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows of a file add up to which others. Three ways: an area is the areas and locations in it, whatever levels the file leaves
 * out between them; an area that tells its reasons otherwise than those in it is still their sum when all its rows are taken together; and
 * a row that leaves a breakdown open (no reason, no sex) is the sum of those that fill it in.
 */
#include "epc-export-private.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DIMS 16
#define MOST_PATTERNS 64 /* of breakdowns in one file; more hold no table together */
#define NO_PLACE G_MAXUINT32

/* What one row is, as numbers. Of a million rows no two that differ have the same one, but once in a hundred million files. */
typedef struct
{
  guint64 fine, coarse; /* what it counts apart from where; its references and date only */
  guint64 open;         /* all but the breakdowns, with where */
  guint64 round, spot;  /* only where rows of other kinds are put beside; 0: none */
  guint32 place;
  guint16 pattern; /* breakdowns filled in, a bit each */
  gboolean is_inside; /* a location in the place, or a level below it */
} Row;

typedef struct
{
  guint64 key;
  guint32 at; /* of order[] */
  gboolean is_part;
} Entry;

typedef struct
{
  guint first, n, n_left; /* of rows[] */
} Sum;

typedef struct
{
  char *pcode, *parent;
  guint64 id;     /* of its P-code: its number here depends on what was read before */
  guint32 above;  /* of places[]; NO_PLACE: none */
  gint64 level;   /* −1: unknown */
  gboolean is_there, is_whole; /* rows of it are in the file; of areas in it, too */
} Place;

struct _EpcRowSums
{
  const EpcEntity *entity;
  /* Positions of fields, because every row asks for them; −1: there is none. */
  int place, level, round, ssid;
  GArray *fine, *coarse, *open, *dims; /* of guint */
  GArray *about, *inside;              /* of guint: what names the place; what of it names a location in it */
  GArray *places;                      /* of Place */
  GHashTable *place_of;                /* P-code → number + 1 */
  GArray *rows;                        /* of Row */
  GArray *told;                        /* of guint32: per row what each breakdown says */
  GArray *members, *sums;              /* of guint32, of Sum */
  const guint32 *order;                /* rows in the order in which they are looked at; while it is settled */
  gboolean expects_beside;
  GString *said; /* of the row in hand */
};

static void
place_clear (gpointer data)
{
  Place *place = data;

  g_free (place->pcode);
  g_free (place->parent);
}

guint64
epc_row_sums_number (const void *bytes, gsize length)
{
  static const guint8 key[crypto_shorthash_KEYBYTES] = "epc suppression";
  guint8 digest[crypto_shorthash_BYTES];
  guint64 number;

  crypto_shorthash (digest, bytes, length, key);
  memcpy (&number, digest, sizeof number);
  return number;
}

static gboolean
note_place (EpcRecord *record, gpointer data)
{
  EpcRowSums *sums = data;
  Place place = { .pcode = g_strdup (epc_record_text (record, "pcode")), .parent = g_strdup (epc_record_text (record, "parent")), .above = NO_PLACE,
                  .level = epc_record_is_empty (record, "level") ? -1 : epc_record_integer (record, "level") };

  if (place.pcode == NULL || g_hash_table_contains (sums->place_of, place.pcode))
    {
      place_clear (&place);
      return TRUE;
    }
  place.id = epc_row_sums_number (place.pcode, strlen (place.pcode));
  g_array_append_val (sums->places, place);
  g_hash_table_insert (sums->place_of, place.pcode, GUINT_TO_POINTER (sums->places->len));
  return TRUE;
}

static Place *
place_at (const EpcRowSums *sums, guint32 number)
{
  return &g_array_index (sums->places, Place, number);
}

static void
read_places (EpcRowSums *sums, EpcStore *store)
{
  static const char *const fields[] = { "pcode", "parent", "level", NULL };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("place"));

  epc_query_only (query, fields);
  epc_query_sort (query, "", NULL);
  epc_query_each (query, store, note_place, sums, NULL, NULL);
  for (guint i = 0; i < sums->places->len; i++)
    {
      Place *place = place_at (sums, i);
      guint number = place->parent != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (sums->place_of, place->parent)) : 0;
      place->above = number > 0 && number - 1 != i ? number - 1 : NO_PLACE;
    }
}

/* Names of the place itself: they differ between an area and the areas in it. */
static gboolean
is_about_place (const EpcField *field)
{
  return g_str_equal (field->key, "place") || g_str_equal (field->key, "admin_level") || g_str_has_prefix (field->key, "location_");
}

/* What breaks a count down: a reason, a sex, an origin. Where a figure is from breaks nothing down. */
static gboolean
is_breakdown (const EpcField *field)
{
  static const char *const others[] = { "source", "tool", "period" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (field->key, others[i]))
      return FALSE;
  return !(field->flags & EPC_FIELD_REQUIRED)
         && (field->type == EPC_TYPE_CODE || field->type == EPC_TYPE_CODES || field->type == EPC_TYPE_PLACE || g_str_has_prefix (field->key, "origin_"));
}

static void
choose_fields (EpcRowSums *sums)
{
  gboolean has_key = epc_entity_has_natural_key (sums->entity);

  for (guint i = 0; i < sums->entity->n_fields; i++)
    {
      const EpcField *field = &sums->entity->fields[i];
      gboolean is_key = (field->flags & EPC_FIELD_KEY) != 0;
      gboolean is_common = field->type == EPC_TYPE_REFERENCE || g_strcmp0 (field->key, sums->entity->date) == 0;
      if (!epc_field_is_stored (field))
        continue;
      if (is_about_place (field))
        {
          g_array_append_val (sums->about, i);
          if (g_str_has_prefix (field->key, "location_"))
            g_array_append_val (sums->inside, i);
          continue;
        }
      if (is_common)
        g_array_append_val (sums->coarse, i);
      /* Without a key it is what must be said of each that tells what it counts: which measure of a figure. */
      if (has_key ? is_key : is_common || ((field->flags & EPC_FIELD_REQUIRED) && field->type == EPC_TYPE_CODE))
        g_array_append_val (sums->fine, i);
      if (has_key && is_key)
        g_array_append_val (is_breakdown (field) && sums->dims->len < MOST_DIMS ? sums->dims : sums->open, i);
    }
}

static gboolean
has_field (GArray *fields, guint field)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_array_index (fields, guint, i) == field)
      return TRUE;
  return FALSE;
}

EpcRowSums *
epc_row_sums_new (EpcStore *store, const EpcEntity *entity)
{
  EpcRowSums *sums = g_new0 (EpcRowSums, 1);
  GArray **const lists[] = { &sums->fine, &sums->coarse, &sums->open, &sums->dims, &sums->about, &sums->inside };

  sums->entity = entity;
  sums->place = epc_entity_field_index (entity, "place");
  if (sums->place >= 0 && entity->fields[sums->place].type != EPC_TYPE_PLACE)
    sums->place = -1;
  sums->level = epc_entity_field_index (entity, "admin_level");
  sums->round = epc_entity_field_index (entity, "round");
  sums->ssid = epc_entity_field_index (entity, "location_ssid");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    *lists[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  sums->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (sums->places, place_clear);
  sums->place_of = g_hash_table_new (g_str_hash, g_str_equal);
  sums->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  sums->told = g_array_new (FALSE, FALSE, sizeof (guint32));
  sums->members = g_array_new (FALSE, FALSE, sizeof (guint32));
  sums->sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  sums->said = g_string_new (NULL);
  choose_fields (sums);
  if (sums->place >= 0)
    read_places (sums, store);
  return sums;
}

GArray *
epc_row_sums_apart (const EpcRowSums *sums)
{
  GArray *apart = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < sums->coarse->len; i++)
    {
      guint field = g_array_index (sums->coarse, guint, i);
      if (has_field (sums->fine, field) && (sums->dims->len == 0 || has_field (sums->open, field)))
        g_array_append_val (apart, field);
    }
  return apart;
}

void
epc_row_sums_free (EpcRowSums *sums)
{
  if (sums == NULL)
    return;
  GArray *const lists[] = { sums->fine, sums->coarse, sums->open, sums->dims, sums->about, sums->inside, sums->places, sums->rows, sums->told, sums->members, sums->sums };
  g_hash_table_unref (sums->place_of);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_array_unref (lists[i]);
  g_string_free (sums->said, TRUE);
  g_free (sums);
}

/* --- what a row is --- */

static void
append_value (GString *out, const EpcValue *value)
{
  g_string_append_c (out, (char) value->kind);
  if (value->kind == EPC_VALUE_TEXT)
    g_string_append_len (out, value->text, (gssize) strlen (value->text) + 1);
  else if (value->kind == EPC_VALUE_INTEGER)
    g_string_append_len (out, (const char *) &value->integer, sizeof value->integer);
  else if (value->kind == EPC_VALUE_DECIMAL)
    g_string_append_len (out, (const char *) &value->decimal, sizeof value->decimal);
  else if (value->kind == EPC_VALUE_UID)
    g_string_append_len (out, (const char *) value->uid.bytes, sizeof value->uid.bytes);
}

static guint64
number_of_fields (EpcRowSums *sums, const EpcRecord *record, GArray *fields)
{
  g_string_truncate (sums->said, 0);
  for (guint i = 0; i < fields->len; i++)
    append_value (sums->said, epc_record_value (record, g_array_index (fields, guint, i)));
  return epc_row_sums_number (sums->said->str, sums->said->len);
}

/* A P-code that the register does not have is a place of its own. */
static guint32
place_of (EpcRowSums *sums, const char *pcode)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (sums->place_of, pcode));

  if (number == 0)
    {
      Place place = { .pcode = g_strdup (pcode), .id = epc_row_sums_number (pcode, strlen (pcode)), .above = NO_PLACE, .level = -1 };
      g_array_append_val (sums->places, place);
      number = sums->places->len;
      g_hash_table_insert (sums->place_of, place.pcode, GUINT_TO_POINTER (number));
    }
  return number - 1;
}

static gboolean
is_inside (const EpcRowSums *sums, const EpcRecord *record, const Place *place)
{
  for (guint i = 0; i < sums->inside->len; i++)
    if (epc_record_value (record, g_array_index (sums->inside, guint, i))->kind != EPC_VALUE_EMPTY)
      return TRUE;
  const EpcValue *level = sums->level >= 0 && place->level >= 0 ? epc_record_value (record, (guint) sums->level) : NULL;
  return level != NULL && level->kind == EPC_VALUE_INTEGER && level->integer > place->level;
}

/* All that the row is apart from its breakdowns: place and location too. */
static guint64
open_of (EpcRowSums *sums, const EpcRecord *record)
{
  g_string_truncate (sums->said, 0);
  for (guint i = 0; i < sums->open->len; i++)
    append_value (sums->said, epc_record_value (record, g_array_index (sums->open, guint, i)));
  for (guint i = 0; i < sums->about->len; i++)
    append_value (sums->said, epc_record_value (record, g_array_index (sums->about, guint, i)));
  return epc_row_sums_number (sums->said->str, sums->said->len);
}

static void
look_for_beside (const EpcRowSums *sums, const EpcRecord *record, Row *row)
{
  const EpcValue *round = epc_record_value (record, (guint) sums->round), *ssid = epc_record_value (record, (guint) sums->ssid);

  if (round->kind == EPC_VALUE_UID)
    row->round = epc_row_sums_number (round->uid.bytes, sizeof round->uid.bytes);
  if (ssid->kind == EPC_VALUE_TEXT)
    row->spot = epc_row_sums_number (ssid->text, strlen (ssid->text));
}

void
epc_row_sums_expect_beside (EpcRowSums *sums)
{
  sums->expects_beside = sums->round >= 0 && sums->ssid >= 0;
}

void
epc_row_sums_look (EpcRowSums *sums, const EpcRecord *record)
{
  const EpcValue *place = sums->place >= 0 ? epc_record_value (record, (guint) sums->place) : NULL;
  Row row = { .place = NO_PLACE };

  if (place != NULL && place->kind == EPC_VALUE_TEXT)
    {
      row.place = place_of (sums, place->text);
      row.is_inside = is_inside (sums, record, place_at (sums, row.place));
      row.fine = number_of_fields (sums, record, sums->fine);
      row.coarse = number_of_fields (sums, record, sums->coarse);
      place_at (sums, row.place)->is_there |= !row.is_inside;
    }
  if (sums->dims->len > 0)
    row.open = open_of (sums, record);
  if (sums->expects_beside)
    look_for_beside (sums, record, &row);
  for (guint i = 0; i < sums->dims->len; i++)
    {
      const EpcValue *value = epc_record_value (record, g_array_index (sums->dims, guint, i));
      g_string_truncate (sums->said, 0);
      append_value (sums->said, value);
      guint32 told = (guint32) epc_row_sums_number (sums->said->str, sums->said->len);
      if (value->kind != EPC_VALUE_EMPTY)
        row.pattern |= (guint16) (1u << i);
      g_array_append_val (sums->told, told);
    }
  g_array_append_val (sums->rows, row);
}

/* --- what adds up to what --- */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *two = b;

  if (one->key != two->key)
    return one->key < two->key ? -1 : 1;
  if (one->is_part != two->is_part)
    return one->is_part ? 1 : -1;
  return one->at < two->at ? -1 : one->at > two->at;
}

/* Entries of one key are one sum, when there are both sides. */
static void
take_sums (EpcRowSums *sums, GArray *entries)
{
  g_array_sort (entries, compare_entries);
  for (guint i = 0, end; i < entries->len; i = end)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      guint n_left = 0;
      for (end = i; end < entries->len && g_array_index (entries, Entry, end).key == entry->key; end++)
        n_left += !g_array_index (entries, Entry, end).is_part;
      if (n_left == 0 || n_left == end - i)
        continue;
      Sum sum = { sums->members->len, end - i, n_left };
      for (guint k = i; k < end; k++)
        g_array_append_val (sums->members, sums->order[g_array_index (entries, Entry, k).at]);
      g_array_append_val (sums->sums, sum);
    }
  g_array_set_size (entries, 0);
}

static void
append_entry (GArray *entries, guint64 subject, guint64 second, guint32 at, gboolean is_part)
{
  const guint64 both[] = { subject, second };
  Entry entry = { epc_row_sums_number (both, sizeof both), at, is_part };

  g_array_append_val (entries, entry);
}

/* The next place above @place (or itself, for what lies in it) that has rows of its own. */
static guint32
next_above (const EpcRowSums *sums, guint32 place, gboolean is_self)
{
  guint steps = 0;

  for (guint32 at = is_self ? place : place_at (sums, place)->above; at != NO_PLACE && steps++ < 16; at = place_at (sums, at)->above)
    if (place_at (sums, at)->is_there)
      return at;
  return NO_PLACE;
}

static void
mark_wholes (EpcRowSums *sums)
{
  for (guint i = 0; i < sums->rows->len; i++)
    {
      const Row *row = &g_array_index (sums->rows, Row, i);
      if (row->place == NO_PLACE)
        continue;
      /* A place without rows of this subject gives the word to the one above it: all above are asked for. */
      for (guint32 at = next_above (sums, row->place, row->is_inside); at != NO_PLACE && !place_at (sums, at)->is_whole; at = next_above (sums, at, FALSE))
        place_at (sums, at)->is_whole = TRUE;
    }
}

/* What lies in @place (@is_inside: or is a location there) is part of the next area above it of which @wholes has this subject. */
static gboolean
append_part (const EpcRowSums *sums, GArray *entries, GHashTable *wholes, guint64 subject, guint32 place, gboolean is_inside, guint32 at)
{
  for (guint32 above = next_above (sums, place, is_inside); above != NO_PLACE; above = next_above (sums, above, FALSE))
    {
      const guint64 both[] = { subject, place_at (sums, above)->id };
      guint64 key = epc_row_sums_number (both, sizeof both);
      if (!g_hash_table_contains (wholes, &key))
        continue;
      append_entry (entries, both[0], both[1], at, TRUE);
      return TRUE;
    }
  return FALSE;
}

static void
append_whole (GArray *entries, GHashTable *wholes, guint64 subject, const Place *place, guint32 at)
{
  append_entry (entries, subject, place->id, at, FALSE);
  g_hash_table_add (wholes, g_memdup2 (&g_array_index (entries, Entry, entries->len - 1).key, sizeof (guint64)));
}

static guint64
subject_at (const Row *row, gboolean is_coarse)
{
  return is_coarse ? row->coarse ^ G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) : row->fine;
}

/* Areas and what lies in them. */
static void
find_areas (EpcRowSums *sums, gboolean is_coarse)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GHashTable) wholes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < sums->rows->len; i++)
    {
      const Row *row = &g_array_index (sums->rows, Row, sums->order[i]);
      if (row->place == NO_PLACE || row->is_inside || !place_at (sums, row->place)->is_whole)
        continue;
      append_whole (entries, wholes, subject_at (row, is_coarse), place_at (sums, row->place), i);
    }
  for (guint i = 0; i < sums->rows->len && entries->len > 0; i++)
    {
      const Row *row = &g_array_index (sums->rows, Row, sums->order[i]);
      if (row->place == NO_PLACE)
        continue;
      append_part (sums, entries, wholes, subject_at (row, is_coarse), row->place, row->is_inside, i);
    }
  take_sums (sums, entries);
}

/* The row's number where only the breakdowns of @pattern are asked for. */
static guint64
open_within (const EpcRowSums *sums, guint row, guint16 pattern)
{
  const guint32 *told = &g_array_index (sums->told, guint32, row * sums->dims->len);
  guint32 asked[MOST_DIMS + 1] = { pattern };

  for (guint d = 0; d < sums->dims->len; d++)
    asked[d + 1] = pattern & (1u << d) ? told[d] : 0;
  return epc_row_sums_number (asked, sizeof asked);
}

static int
compare_patterns (const void *a, const void *b)
{
  guint one = GPOINTER_TO_UINT (*(const gpointer *) a), two = GPOINTER_TO_UINT (*(const gpointer *) b);

  return one < two ? -1 : one > two;
}

/* Rows that leave open what others fill in: for each two ways of filling that the file has, of which one fills more. */
static void
find_breakdowns (EpcRowSums *sums)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < sums->rows->len && g_hash_table_size (seen) <= MOST_PATTERNS; i++)
    g_hash_table_add (seen, GUINT_TO_POINTER ((guint) g_array_index (sums->rows, Row, i).pattern + 1));
  if (g_hash_table_size (seen) < 2 || g_hash_table_size (seen) > MOST_PATTERNS)
    return;
  guint n;
  g_autofree gpointer *patterns = g_hash_table_get_keys_as_array (seen, &n);
  qsort (patterns, n, sizeof *patterns, compare_patterns);
  for (guint a = 0; patterns[a] != NULL; a++)
    for (guint b = 0; patterns[b] != NULL; b++)
      {
        guint16 whole = (guint16) (GPOINTER_TO_UINT (patterns[a]) - 1), part = (guint16) (GPOINTER_TO_UINT (patterns[b]) - 1);
        if (a == b || (whole & part) != whole)
          continue;
        for (guint i = 0; i < sums->rows->len; i++)
          {
            const Row *row = &g_array_index (sums->rows, Row, sums->order[i]);
            if (row->pattern == whole || row->pattern == part)
              append_entry (entries, row->open, open_within (sums, sums->order[i], whole), i, row->pattern == part);
          }
        take_sums (sums, entries);
      }
}

void
epc_row_sums_settle (EpcRowSums *sums, const guint32 *order)
{
  sums->order = order;
  if (sums->place >= 0)
    {
      mark_wholes (sums);
      find_areas (sums, FALSE);
      find_areas (sums, TRUE);
    }
  if (sums->dims->len > 0)
    find_breakdowns (sums);
  sums->order = NULL;
}

guint
epc_row_sums_n (const EpcRowSums *sums)
{
  return sums->sums->len;
}

const guint32 *
epc_row_sums_get (const EpcRowSums *sums, guint at, guint *n, guint *n_left)
{
  const Sum *sum = &g_array_index (sums->sums, Sum, at);

  *n = sum->n;
  *n_left = sum->n_left;
  return &g_array_index (sums->members, guint32, sum->first);
}

/* --- rows of other kinds beside these --- */

typedef struct
{
  EpcRowSums *sums;
  const EpcBeside *besides;
  guint n;
  guint32 first_row;
  EpcAcrossSums *across;
  GHashTable *patterns; /* number of a round → GArray of guint16: what the areas of the round fill in; only rounds of @besides */
  GHashTable *wholes;   /* keys of areas that the round has */
  GHashTable *spots;    /* round, pattern and SSID → GArray of guint32: rows of that location */
} Besides;

static guint64
subject_of_round (guint64 round, guint16 pattern)
{
  const guint64 both[] = { round, pattern };

  return epc_row_sums_number (both, sizeof both);
}

static guint64
key_of_spot (guint64 round, guint16 pattern, guint64 spot)
{
  const guint64 all[] = { round, pattern, spot };

  return epc_row_sums_number (all, sizeof all);
}

static void
add_pattern (GArray *patterns, guint16 pattern)
{
  for (guint i = 0; i < patterns->len; i++)
    if (g_array_index (patterns, guint16, i) == pattern)
      return;
  if (patterns->len < MOST_PATTERNS)
    g_array_append_val (patterns, pattern);
}

/* The rows of the rounds asked for: areas as wholes, locations by their SSID. */
static void
gather_rows (Besides *all, GArray *entries)
{
  for (guint i = 0; i < all->sums->rows->len; i++)
    {
      const Row *row = &g_array_index (all->sums->rows, Row, all->sums->order[i]);
      GArray *patterns = g_hash_table_lookup (all->patterns, &row->round);
      if (patterns == NULL || row->place == NO_PLACE)
        continue;
      add_pattern (patterns, row->pattern);
      if (!row->is_inside)
        append_whole (entries, all->wholes, subject_of_round (row->round, row->pattern), place_at (all->sums, row->place), i);
      else if (row->spot != 0)
        {
          guint64 key = key_of_spot (row->round, row->pattern, row->spot);
          GArray *rows = g_hash_table_lookup (all->spots, &key);
          guint32 number = all->first_row + all->sums->order[i];
          if (rows == NULL)
            g_hash_table_insert (all->spots, g_memdup2 (&key, sizeof key), rows = g_array_new (FALSE, FALSE, sizeof (guint32)));
          g_array_append_val (rows, number);
        }
    }
}

/* What lies in the areas: all rows of the round, and the sites that none of these is about; @only_besides: all sites, and nothing else.
 * @way: which counts of a site are the round's. */
static void
gather_parts (const Besides *all, GArray *entries, gboolean only_besides, guint way)
{
  for (guint i = 0; i < all->sums->rows->len && !only_besides; i++)
    {
      const Row *row = &g_array_index (all->sums->rows, Row, all->sums->order[i]);
      if (row->place != NO_PLACE && g_hash_table_contains (all->patterns, &row->round))
        append_part (all->sums, entries, all->wholes, subject_of_round (row->round, row->pattern), row->place, row->is_inside, i);
    }
  for (guint i = 0; i < all->n; i++)
    {
      const EpcBeside *beside = &all->besides[i];
      GArray *patterns = g_hash_table_lookup (all->patterns, &beside->round);
      if (!(beside->ways & way) || beside->pcode == NULL)
        continue;
      guint32 place = place_of (all->sums, beside->pcode);
      for (guint p = 0; p < patterns->len; p++)
        {
          guint16 pattern = g_array_index (patterns, guint16, p);
          guint64 key = key_of_spot (beside->round, pattern, beside->spot);
          if (only_besides || beside->spot == 0 || !g_hash_table_contains (all->spots, &key))
            append_part (all->sums, entries, all->wholes, subject_of_round (beside->round, pattern), place, TRUE, all->sums->rows->len + i);
        }
    }
}

/* Entries of one key are one sum, where a row of another kind is part of it. */
static void
take_across (const Besides *all, GArray *entries)
{
  guint n_own = all->sums->rows->len;

  g_array_sort (entries, compare_entries);
  for (guint i = 0, end; i < entries->len; i = end)
    {
      EpcAcrossSum sum = { all->across->members->len, 0, 0, FALSE, FALSE };
      gboolean has_beside = FALSE;
      for (end = i; end < entries->len && g_array_index (entries, Entry, end).key == g_array_index (entries, Entry, i).key; end++)
        {
          const Entry *entry = &g_array_index (entries, Entry, end);
          sum.n_left += !entry->is_part;
          has_beside |= entry->at >= n_own;
        }
      if (sum.n_left == 0 || !has_beside)
        continue;
      for (guint k = i; k < end; k++)
        {
          guint32 at = g_array_index (entries, Entry, k).at, row = at < n_own ? all->first_row + all->sums->order[at] : all->besides[at - n_own].row;
          g_array_append_val (all->across->members, row);
        }
      sum.n = end - i;
      g_array_append_val (all->across->sums, sum);
    }
}

/* A location and the count of the site that it is. */
static void
take_same (const Besides *all)
{
  for (guint i = 0; i < all->n; i++)
    {
      const EpcBeside *beside = &all->besides[i];
      GArray *patterns = g_hash_table_lookup (all->patterns, &beside->round);
      for (guint p = 0; p < patterns->len && beside->spot != 0 && (beside->ways & EPC_BESIDE_SAME); p++)
        {
          guint64 key = key_of_spot (beside->round, g_array_index (patterns, guint16, p), beside->spot);
          GArray *rows = g_hash_table_lookup (all->spots, &key);
          if (rows == NULL)
            continue;
          EpcAcrossSum sum = { all->across->members->len, rows->len + 1, 1, TRUE, FALSE };
          g_array_append_val (all->across->members, beside->row);
          g_array_append_vals (all->across->members, rows->data, rows->len);
          g_array_append_val (all->across->sums, sum);
        }
    }
}

static gboolean
has_two_ways (const Besides *all)
{
  for (guint i = 0; i < all->n; i++)
    if (!(all->besides[i].ways & EPC_BESIDE_NAMED_FIRST) != !(all->besides[i].ways & EPC_BESIDE_LAST))
      return TRUE;
  return FALSE;
}

void
epc_row_sums_add_beside (EpcRowSums *sums, const guint32 *order, guint32 first_row, const EpcBeside *besides, guint n, EpcAcrossSums *across)
{
  g_autoptr (GArray) wholes = g_array_new (FALSE, FALSE, sizeof (Entry));
  Besides all = { .sums = sums, .besides = besides, .n = n, .first_row = first_row, .across = across };

  sums->order = order;
  all.patterns = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_array_unref);
  all.wholes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  all.spots = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (all.patterns, &besides[i].round))
      g_hash_table_insert (all.patterns, (gpointer) &besides[i].round, g_array_new (FALSE, FALSE, sizeof (guint16)));
  gather_rows (&all, wholes);
  for (guint way = EPC_BESIDE_NAMED_FIRST; way <= (has_two_ways (&all) ? EPC_BESIDE_LAST : EPC_BESIDE_NAMED_FIRST); way <<= 1)
    for (guint only = 0; only < 2; only++)
      {
        g_autoptr (GArray) entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), wholes->len);
        g_array_append_vals (entries, wholes->data, wholes->len);
        gather_parts (&all, entries, only, way);
        take_across (&all, entries);
      }
  take_same (&all);
  g_hash_table_unref (all.patterns);
  g_hash_table_unref (all.wholes);
  g_hash_table_unref (all.spots);
  sums->order = NULL;
}
