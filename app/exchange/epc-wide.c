/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-wide-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-sheet-head.h"
#include "model/epc-code-list.h"

/* So many columns of one sheet are taken apart; a wider one is no table of bands. */
#define MOST_BANDS 400

static void
sum_free (gpointer data)
{
  EpcWideSum *sum = data;

  g_array_unref (sum->columns);
  g_free (sum);
}

static void
group_free (gpointer data)
{
  EpcWideGroup *group = data;

  g_array_unref (group->columns);
  g_free (group);
}

EpcWide *
epc_wide_of (EpcMapping *mapping, guint width)
{
  if (mapping->wide == NULL)
    {
      mapping->wide = g_new0 (EpcWide, 1);
      mapping->wide->width = width;
      mapping->wide->total = G_MAXUINT;
      mapping->wide->sums = g_ptr_array_new_with_free_func (sum_free);
      mapping->wide->groups = g_ptr_array_new_with_free_func (group_free);
      mapping->wide->used = g_hash_table_new (NULL, NULL);
    }
  return mapping->wide;
}

void
epc_wide_free (EpcWide *wide)
{
  if (wide == NULL)
    return;
  g_ptr_array_unref (wide->sums);
  g_ptr_array_unref (wide->groups);
  g_hash_table_unref (wide->used);
  g_free (wide);
}

EpcWide *
epc_wide_copy (const EpcWide *wide)
{
  if (wide == NULL)
    return NULL;
  EpcWide *copy = g_memdup2 (wide, sizeof *wide);
  copy->sums = g_ptr_array_new_with_free_func (sum_free);
  copy->groups = g_ptr_array_new_with_free_func (group_free);
  copy->used = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < wide->sums->len; i++)
    {
      EpcWideSum *sum = g_memdup2 (g_ptr_array_index (wide->sums, i), sizeof (EpcWideSum));
      sum->columns = g_array_copy (sum->columns);
      g_ptr_array_add (copy->sums, sum);
    }
  for (guint i = 0; i < wide->groups->len; i++)
    {
      EpcWideGroup *group = g_memdup2 (g_ptr_array_index (wide->groups, i), sizeof (EpcWideGroup));
      group->columns = g_array_copy (group->columns);
      g_ptr_array_add (copy->groups, group);
    }
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, wide->used);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy->used, key);
  return copy;
}

gboolean
epc_wide_has_column (const EpcWide *wide, guint column)
{
  return wide != NULL && g_hash_table_contains (wide->used, GUINT_TO_POINTER (column + 1));
}

gboolean
epc_wide_is_total (const EpcWide *wide, guint column)
{
  return wide != NULL && wide->groups->len > 0 && wide->total == column;
}

void
epc_wide_use (EpcWide *wide, const GArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    g_hash_table_add (wide->used, GUINT_TO_POINTER (g_array_index (columns, guint, i) + 1));
}

/* --- the columns that may be bands --- */

typedef struct
{
  guint column;
  const char *header; /* borrowed; "": only a tag */
  EpcWideWords words;
} Band;

static void
band_clear (gpointer data)
{
  epc_wide_words_clear (&((Band *) data)->words);
}

/* "#affected+f+age_6_17" says it without a header. */
static char *
words_of_tag (const char *tag)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (tag, "+", -1);

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    g_string_append_printf (out, "%s ", g_strstrip (parts[i]));
  return g_string_free (out, FALSE);
}

gboolean
epc_wide_holds_figures (const EpcColumnFacts *facts, gboolean may_be_empty)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts->samples) && facts->samples[i] != NULL; i++)
    if (!epc_cell_is_figure (facts->samples[i]) && strlen (facts->samples[i]) > 3)
      return FALSE;
  return facts->samples[0] != NULL || (may_be_empty && facts->header != NULL);
}

/* Columns of figures that nothing else takes, but for one age: that is a part of the total of its sex as well. */
static GArray *
bands_of (const EpcMapping *mapping, GPtrArray *facts, gboolean may_be_empty)
{
  GArray *bands = g_array_new (FALSE, TRUE, sizeof (Band));
  g_autoptr (GHashTable) bound = g_hash_table_new (NULL, NULL);

  g_array_set_clear_func (bands, band_clear);
  for (guint i = 0; i < mapping->bindings->len; i++)
    if (g_array_index (mapping->bindings, EpcBinding, i).weight >= 5
        && !(g_array_index (mapping->bindings, EpcBinding, i).field->flags & EPC_FIELD_SUBPART))
      g_hash_table_add (bound, GUINT_TO_POINTER (g_array_index (mapping->bindings, EpcBinding, i).column));
  for (guint c = 0; c < facts->len && bands->len < MOST_BANDS; c++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, c);
      if (g_hash_table_contains (bound, GUINT_TO_POINTER (c)) || one->is_personal || one->is_place || one->is_form_own || one->is_share || !epc_wide_holds_figures (one, may_be_empty))
        continue;
      g_autofree char *tag = one->header == NULL && one->hxl != NULL ? words_of_tag (one->hxl) : NULL;
      Band band = { .column = c, .header = one->header != NULL ? one->header : "" };
      epc_wide_words_read (tag != NULL ? tag : one->header, &band.words);
      g_array_append_val (bands, band);
    }
  return bands;
}

/* --- columns added up into a field --- */

static int
compare_guint (gconstpointer a, gconstpointer b)
{
  return *(const guint *) a < *(const guint *) b ? -1 : *(const guint *) a > *(const guint *) b;
}

/* Bands of @sex that together are the ages @from to @to, none twice; the widest first. NULL: there are none such. */
static GArray *
tile (GArray *bands, char sex, int from, int to)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  int at = from;

  while (at <= to)
    {
      const Band *best = NULL;
      for (guint i = 0; i < bands->len; i++)
        {
          const Band *band = &g_array_index (bands, Band, i);
          if (band->words.sex == sex && band->words.is_people && band->words.year == 0 && band->words.from == at && band->words.to <= to
              && (best == NULL || band->words.to > best->words.to))
            best = band;
        }
      if (best == NULL)
        break;
      g_array_append_val (columns, best->column);
      at = best->words.to + 1;
    }
  if (at > to && columns->len > 0)
    {
      g_array_sort (columns, compare_guint);
      return columns;
    }
  g_array_unref (columns);
  return NULL;
}

/* "Men, women, boys, girls": beside the young of a sex, the column that names the sex alone counts its adults. */
static void
settle_adults (GArray *bands)
{
  static const char sexes[] = { 'f', 'm' };

  for (guint s = 0; s < G_N_ELEMENTS (sexes); s++)
    {
      gboolean has_young = FALSE;
      for (guint i = 0; i < bands->len; i++)
        {
          const EpcWideWords *words = &g_array_index (bands, Band, i).words;
          has_young = has_young || (words->sex == sexes[s] && words->is_people && words->year == 0 && words->from == 0 && words->to == 17);
        }
      for (guint i = 0; has_young && i < bands->len; i++)
        {
          EpcWideWords *words = &g_array_index (bands, Band, i).words;
          if (words->sex != sexes[s] || !words->is_people || words->year != 0 || words->from >= 0)
            continue;
          words->from = 18;
          words->to = EPC_AGE_MAX;
        }
    }
}

/* The column of a sex of which no other column tells any age: all of its people. NULL: there is none, or more than one. */
static GArray *
alone (GArray *bands, char sex)
{
  const Band *found = NULL;

  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);
      if (band->words.sex != sex || !band->words.is_people || band->words.year != 0)
        continue;
      if (found != NULL || band->words.from >= 0)
        return NULL;
      found = band;
    }
  if (found == NULL)
    return NULL;
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (columns, found->column);
  return columns;
}

static void
add_binding (EpcMapping *mapping, guint target, guint column, const EpcField *field)
{
  EpcBinding binding = { .target = target, .column = column, .field = field, .weight = 6 };

  g_array_append_val (mapping->bindings, binding);
}

gboolean
epc_wide_is_bound (const EpcMapping *mapping, guint target, const EpcField *field)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target == target && binding->field == field)
        return TRUE;
    }
  return FALSE;
}

void
epc_wide_add_sum (EpcMapping *mapping, guint width, const EpcWideSum *sum)
{
  EpcWide *wide = epc_wide_of (mapping, width);

  add_binding (mapping, sum->target, width + wide->sums->len, sum->field);
  g_ptr_array_add (wide->sums, g_memdup2 (sum, sizeof *sum));
  epc_wide_use (wide, sum->columns);
}

/* Beside columns by sex and age one that is called "Total" is theirs, where no other is. */
static guint
bind_total_to (EpcMapping *mapping, GPtrArray *facts, guint target, const EpcField *field)
{
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;

  for (guint c = 0; c < facts->len && !epc_wide_is_bound (mapping, target, field); c++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, c);
      gboolean is_other = one->hxl != NULL;
      for (guint h = 0; h < one->hits->len; h++)
        is_other = is_other || g_array_index (one->hits, EpcHeaderHit, h).entity == entity;
      if (!one->is_total || is_other)
        continue;
      add_binding (mapping, target, c, field);
      return 1;
    }
  return 0;
}

static guint
bind_total (EpcMapping *mapping, GPtrArray *facts, guint target)
{
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & EPC_FIELD_TOTAL) && entity->fields[i].type == EPC_TYPE_INTEGER)
      return bind_total_to (mapping, facts, target, &entity->fields[i]);
  return 0;
}

/* Columns of their own give parts of a total, such as women and men. */
static gboolean
has_parts (const EpcMapping *mapping, guint target)
{
  guint n = 0;

  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      n += binding->target == target && (binding->field->flags & EPC_FIELD_PART) && binding->field->type == EPC_TYPE_INTEGER;
    }
  return n >= 2;
}

guint
epc_wide_lay_sums (EpcMapping *mapping, GPtrArray *facts, guint target)
{
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;
  g_autoptr (GArray) bands = NULL;
  guint n = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!(field->flags & EPC_FIELD_PART) || field->type != EPC_TYPE_INTEGER || epc_wide_is_bound (mapping, target, field))
        continue;
      if (bands == NULL)
        {
          bands = bands_of (mapping, facts, FALSE);
          settle_adults (bands);
        }
      if (bands->len == 0)
        return 0;
      EpcWideWords words;
      epc_wide_words_read (field->label, &words);
      gboolean is_any = words.from < 0;
      GArray *columns = words.sex == 0 || !words.is_people ? NULL : tile (bands, words.sex, MAX (words.from, 0), is_any ? EPC_AGE_MAX : words.to);
      if (columns == NULL && is_any && words.sex != 0 && words.is_people)
        columns = alone (bands, words.sex);
      epc_wide_words_clear (&words);
      if (columns == NULL)
        continue;
      n += columns->len;
      epc_wide_add_sum (mapping, facts->len, &(const EpcWideSum) { target, field, columns, EPC_WIDE_SUM, FALSE });
    }
  return n > 0 || has_parts (mapping, target) ? n + bind_total (mapping, facts, target) : 0;
}

void
epc_wide_drop (EpcMapping *mapping, guint target)
{
  EpcWide *wide = mapping->wide;

  if (wide == NULL)
    return;
  while (wide->sums->len > 0 && ((const EpcWideSum *) g_ptr_array_index (wide->sums, wide->sums->len - 1))->target >= target)
    g_ptr_array_set_size (wide->sums, (int) wide->sums->len - 1);
  g_hash_table_remove_all (wide->used);
  for (guint i = 0; i < wide->sums->len; i++)
    epc_wide_use (wide, ((const EpcWideSum *) g_ptr_array_index (wide->sums, i))->columns);
  for (guint i = 0; i < wide->groups->len; i++)
    epc_wide_use (wide, ((const EpcWideGroup *) g_ptr_array_index (wide->groups, i))->columns);
}

/* --- columns that become rows --- */

/* The code of @field for the sex or the ages of @words; NULL: there is none. */
static const EpcCode *
code_of (const EpcField *field, const EpcWideWords *words, gboolean is_sex)
{
  const EpcCodeList *list = epc_code_list_find (field->codes);

  for (guint i = 0; list != NULL && i < list->n_codes; i++)
    {
      EpcWideWords own;
      epc_wide_words_read (list->codes[i].label, &own);
      gboolean is_same = is_sex ? own.sex != 0 && own.sex == words->sex : own.from >= 0 && own.from == words->from && own.to == words->to;
      epc_wide_words_clear (&own);
      if (is_same)
        return &list->codes[i];
    }
  return NULL;
}

/* A field of the key that a column's header, and not its cells, may say. */
static const EpcField *
key_of_codes (const EpcMapping *mapping, const char *part)
{
  const EpcEntity *main = g_array_index (mapping->targets, EpcTarget, 0).entity;

  for (guint i = 0; i < main->n_fields; i++)
    {
      const EpcField *field = &main->fields[i];
      if ((field->flags & EPC_FIELD_KEY) && (field->type == EPC_TYPE_CODE || field->type == EPC_TYPE_CODES)
          && strstr (field->codes, part) != NULL && !epc_wide_is_bound (mapping, 0, field))
        return field;
    }
  return NULL;
}

static const EpcField *
count_of (const EpcEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == EPC_TYPE_INTEGER && !(entity->fields[i].flags & EPC_FIELD_KEY)
        && (entity->fields[i].flags & (EPC_FIELD_TOTAL | EPC_FIELD_REQUIRED)))
      return &entity->fields[i];
  return NULL;
}

static void
add_to_group (GPtrArray *groups, const char *first, const char *second, guint column)
{
  for (guint i = 0; i < groups->len; i++)
    {
      EpcWideGroup *group = g_ptr_array_index (groups, i);
      if (group->texts[0] == first && group->texts[1] == second)
        {
          g_array_append_val (group->columns, column);
          return;
        }
    }
  EpcWideGroup *group = g_new0 (EpcWideGroup, 1);
  group->texts[0] = first;
  group->texts[1] = second;
  group->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (group->columns, column);
  g_ptr_array_add (groups, group);
}

/* People by sex and age where both are in the key; people by reason (or by status), over all years, where that is. */
static GPtrArray *
groups_of (GArray *bands, const EpcField *sex, const EpcField *age, const EpcField *reason)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  const EpcCodeList *reasons = reason != NULL ? epc_code_list_find (reason->codes) : NULL;

  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);
      const EpcWideWords *words = &band->words;
      if (sex != NULL && age != NULL && words->sex != 0 && words->from >= 0 && words->is_people && words->year == 0)
        {
          const EpcCode *one = code_of (sex, words, TRUE), *other = code_of (age, words, FALSE);
          if (one != NULL && other != NULL)
            add_to_group (groups, one->key, other->key, band->column);
        }
      else if (reasons != NULL && words->sex == 0 && words->from < 0)
        {
          const EpcCode *code = epc_code_list_match (reasons, band->header);
          if (code == NULL && *words->rest != '\0')
            code = epc_code_list_match (reasons, words->rest);
          if (code != NULL)
            add_to_group (groups, code->key, NULL, band->column);
        }
    }
  return groups;
}

/* Women and men of all ages. */
static GPtrArray *
groups_of_sex (GArray *bands, const EpcField *sex)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);
      const EpcCode *code = band->words.sex != 0 && band->words.from < 0 && band->words.is_people && band->words.year == 0
                                ? code_of (sex, &band->words, TRUE) : NULL;
      if (code != NULL)
        add_to_group (groups, code->key, NULL, band->column);
    }
  return groups;
}

/* A row that says households too, or who they are, is one row: what it counts besides @count would stand in each of many. */
static gboolean
counts_more (const EpcMapping *mapping, const EpcField *count)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target == 0 && binding->field != count && binding->field->type == EPC_TYPE_INTEGER && !(binding->field->flags & EPC_FIELD_KEY))
        return TRUE;
    }
  return FALSE;
}

/* The date that each record needs, or is dated by, which the headers of months may say. */
static const EpcField *
date_of_months (const EpcMapping *mapping)
{
  const EpcEntity *main = g_array_index (mapping->targets, EpcTarget, 0).entity;
  const EpcField *own = main->date != NULL ? epc_entity_field (main, main->date) : NULL;

  for (guint i = 0; i < main->n_fields; i++)
    if (main->fields[i].type == EPC_TYPE_DATE && (main->fields[i].flags & EPC_FIELD_REQUIRED) && !epc_wide_is_bound (mapping, 0, &main->fields[i]))
      return &main->fields[i];
  return own != NULL && own->type == EPC_TYPE_DATE && !epc_wide_is_bound (mapping, 0, own) ? own : NULL;
}

static GPtrArray *
groups_of_months (GArray *bands)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);
      const char *month = epc_wide_month (band->header);
      if (month != NULL)
        add_to_group (groups, month, NULL, band->column);
    }
  return groups;
}

/* Takes over @groups. Returns how many columns they are of. */
static guint
lay_groups (EpcMapping *mapping, guint width, GPtrArray *groups, const EpcField *first, const EpcField *second, const EpcField *count)
{
  EpcWide *wide = epc_wide_of (mapping, width);
  guint n = 0;

  wide->dims[0] = first;
  wide->dims[1] = second;
  wide->n_dims = second != NULL ? 2 : 1;
  wide->count = count;
  for (guint i = 0; i < groups->len; i++)
    {
      epc_wide_use (wide, ((const EpcWideGroup *) g_ptr_array_index (groups, i))->columns);
      n += ((const EpcWideGroup *) g_ptr_array_index (groups, i))->columns->len;
    }
  g_clear_pointer (&wide->groups, g_ptr_array_unref);
  wide->groups = groups;
  return n;
}

/* By sex, or by sex and age (@age may be NULL), with the total beside them. */
static guint
lay_people (EpcMapping *mapping, GPtrArray *facts, GPtrArray *groups, const EpcField *sex, const EpcField *age, const EpcField *count)
{
  guint n = lay_groups (mapping, facts->len, groups, sex, age, count);

  return n + bind_total_to (mapping, facts, 0, count);
}

/* A column a month. */
static guint
lay_months (EpcMapping *mapping, GPtrArray *facts, const EpcField *count)
{
  const EpcField *date = date_of_months (mapping);

  if (date == NULL || epc_wide_is_bound (mapping, 0, count) || counts_more (mapping, count))
    return 0;
  g_autoptr (GArray) bands = bands_of (mapping, facts, TRUE);
  g_autoptr (GPtrArray) groups = groups_of_months (bands);
  return groups->len >= 2 ? lay_groups (mapping, facts->len, g_steal_pointer (&groups), date, NULL, count) : 0;
}

/* A column an item; or "Entrada, Salida" (@are_moves): a row of a store's book is one movement, or two. */
static guint
lay_items (EpcMapping *mapping, GPtrArray *facts, gboolean are_moves)
{
  EpcWideItems found = { NULL };
  guint n = 0;

  if (are_moves ? epc_wide_find_moves (mapping, facts, &found) : epc_wide_find_items (mapping, facts, &found))
    {
      GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
      for (guint i = 0; i < found.columns->len; i++)
        {
          const char *name = g_ptr_array_index (found.names, i);
          add_to_group (groups, name, NULL, g_array_index (found.columns, guint, i));
          ((EpcWideGroup *) g_ptr_array_index (groups, groups->len - 1))->is_negative = are_moves && g_str_equal (name, "dispatch");
        }
      n = lay_groups (mapping, facts->len, groups, found.item, NULL, found.count);
      mapping->wide->is_carried = !are_moves;
    }
  epc_wide_items_clear (&found);
  return n;
}

guint
epc_wide_lay_rows (EpcMapping *mapping, GPtrArray *facts)
{
  const EpcEntity *main = g_array_index (mapping->targets, EpcTarget, 0).entity;
  const EpcField *sex = key_of_codes (mapping, "sex"), *age = key_of_codes (mapping, "age"), *reason = key_of_codes (mapping, "reason");
  const EpcField *status = reason == NULL ? key_of_codes (mapping, "protection_status") : NULL;
  const EpcField *direction = key_of_codes (mapping, "direction");
  const EpcField *count = count_of (main);
  guint n = count != NULL ? lay_months (mapping, facts, count) : 0;

  n = n > 0 ? n : lay_items (mapping, facts, FALSE);
  n = n > 0 ? n : lay_items (mapping, facts, TRUE);
  reason = reason != NULL ? reason : status != NULL ? status : direction;
  if (n > 0 || count == NULL || ((sex == NULL || age == NULL) && reason == NULL))
    return n;
  if (reason != NULL && counts_more (mapping, count))
    return 0;
  g_autoptr (GArray) bands = bands_of (mapping, facts, status != NULL);
  settle_adults (bands);
  g_autoptr (GPtrArray) groups = groups_of (bands, sex, age, reason);
  if (groups->len == 0 && sex != NULL)
    {
      g_autoptr (GPtrArray) of_sex = groups_of_sex (bands, sex);
      return of_sex->len < 2 ? 0 : lay_people (mapping, facts, g_steal_pointer (&of_sex), sex, NULL, count);
    }
  /* One column called "Refugees" says whom it counts; one called "Conflict" may be anything. */
  if (groups->len < (status != NULL ? 1 : 2))
    return 0;
  gboolean is_reason = ((const EpcWideGroup *) g_ptr_array_index (groups, 0))->texts[1] == NULL;
  for (guint i = 0; i < groups->len; i++)
    if ((((const EpcWideGroup *) g_ptr_array_index (groups, i))->texts[1] == NULL) != is_reason)
      return 0;
  if (is_reason)
    return lay_groups (mapping, facts->len, g_steal_pointer (&groups), reason, NULL, count);
  return lay_people (mapping, facts, g_steal_pointer (&groups), sex, age, count);
}

/* --- as columns behind those of the sheet --- */

static void
describe (EpcMapping *mapping, guint target, guint index, const EpcField *field)
{
  EpcColumn *column = g_new0 (EpcColumn, 1);

  column->index = index;
  column->header = g_strconcat ("=", field->key, NULL);
  column->role = EPC_COLUMN_FIELD;
  column->match = EPC_MATCH_LABEL;
  column->entity = g_array_index (mapping->targets, EpcTarget, target).entity;
  column->field = field;
  g_ptr_array_add (mapping->columns, column);
}

void
epc_wide_describe (EpcMapping *mapping, GPtrArray *facts)
{
  EpcWide *wide = mapping->wide;
  guint at = facts->len;

  if (wide == NULL)
    return;
  for (guint i = 0; i < wide->sums->len; i++)
    {
      const EpcWideSum *sum = g_ptr_array_index (wide->sums, i);
      describe (mapping, sum->target, at++, sum->field);
    }
  if (wide->groups->len == 0)
    return;
  for (guint i = 0; i < wide->n_dims; i++)
    {
      add_binding (mapping, 0, at, wide->dims[i]);
      describe (mapping, 0, at++, wide->dims[i]);
    }
  /* What the sheet gives as a total stays with the rows as far as the columns do not tell it. */
  for (guint i = mapping->bindings->len; i > 0; i--)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i - 1);
      if (binding->target != 0 || binding->field != wide->count)
        continue;
      wide->total = binding->column;
      g_array_remove_index (mapping->bindings, i - 1);
    }
  add_binding (mapping, 0, at, wide->count);
  describe (mapping, 0, at, wide->count);
}

static gboolean
has_column (const GArray *columns, guint column)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, guint, i) == column)
      return TRUE;
  return FALSE;
}

gboolean
epc_wide_uses (const EpcWide *wide, guint column, guint source)
{
  if (wide == NULL || column < wide->width || column - wide->width >= wide->sums->len)
    return FALSE;
  return has_column (((const EpcWideSum *) g_ptr_array_index (wide->sums, column - wide->width))->columns, source);
}

gboolean
epc_wide_gives (const EpcWide *wide, const EpcField *field)
{
  return wide != NULL && wide->groups->len > 0
         && (field == wide->count || field == wide->dims[0] || (wide->n_dims > 1 && field == wide->dims[1]));
}

gboolean
epc_wide_is_made (const EpcWide *wide, guint column)
{
  return wide != NULL && column >= wide->width;
}

static void
append_label (GString *out, const EpcField *field)
{
  g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", epc_language_text (epc_language_get (NULL), field->label));
}

char *
epc_wide_tells (const EpcWide *wide, guint column)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < wide->sums->len; i++)
    {
      const EpcWideSum *sum = g_ptr_array_index (wide->sums, i);
      if (has_column (sum->columns, column))
        append_label (out, sum->field);
    }
  for (guint i = 0; i < wide->groups->len; i++)
    {
      if (!has_column (((const EpcWideGroup *) g_ptr_array_index (wide->groups, i))->columns, column))
        continue;
      append_label (out, wide->dims[0]);
      if (wide->n_dims > 1)
        append_label (out, wide->dims[1]);
      append_label (out, wide->count);
      /* Translators: "Date, People: a row of its own". The column of a sheet becomes rows. */
      return g_strdup_printf (_ ("%s: a row of its own"), out->str);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
