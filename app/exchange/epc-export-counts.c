/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which numbers of a kind of record count people, and which of them add up to others in each row: a total and its parts, those of one sex and
 * their ages, some of the people (with a disability, pregnant) and the others of whom nothing is said. A household has at least one
 * person, so that the households of few people stay hidden with them.
 */
#include "epc-export-private.h"

#include <string.h>

/* A ticket of a referral desk is a person, and a figure of whatever source may count people or houses: its measure tells, and is the office's to add to. */
static gboolean
counts_people (const EpcEntity *entity, const EpcField *field)
{
  return field->type == EPC_TYPE_INTEGER
         && (g_strcmp0 (field->unit, "people") == 0 || g_strcmp0 (field->unit, "referrals") == 0
             || (g_str_equal (entity->key, "figure") && g_str_equal (epc_field_group (field), "value")));
}

static gboolean
counts_households (const EpcField *field)
{
  return field->type == EPC_TYPE_INTEGER && g_strcmp0 (field->unit, "households") == 0;
}

gboolean
epc_suppression_may_hide (const EpcEntity *entity, const EpcField *field)
{
  return counts_people (entity, field) || counts_households (field) || epc_shares_is_one (field);
}

gboolean
epc_suppression_follows_sites (const EpcEntity *entity)
{
  return epc_shares_ask_elsewhere (entity);
}

int
epc_count_part_position (const EpcCountPart *part, const char *key)
{
  for (guint i = 0; i < part->counts->len; i++)
    if (g_str_equal (part->entity->fields[g_array_index (part->counts, guint, i)].key, key))
      return (int) i;
  return -1;
}

static void
add_member (EpcCountSum *sum, int position)
{
  if (position >= 0 && sum->n_members < G_N_ELEMENTS (sum->members))
    sum->members[sum->n_members++] = (guint) position;
}

static gboolean
is_part_of (const EpcField *field, const EpcField *total, gboolean is_sub, char sex)
{
  return (field->flags & EPC_FIELD_PART) && !!(field->flags & EPC_FIELD_SUBPART) == is_sub
         && g_str_equal (epc_field_group (field), epc_field_group (total)) && (sex == 0 || epc_field_sex (field) == sex);
}

static void
add_parts (EpcCountPart *part, EpcCountSum *sum, const EpcField *total, gboolean is_sub, char sex)
{
  for (guint i = 0; i < part->entity->n_fields; i++)
    if (is_part_of (&part->entity->fields[i], total, is_sub, sex))
      add_member (sum, epc_count_part_position (part, part->entity->fields[i].key));
}

/* The same people told in another way stand in a group named after that of the total: reached_by_group tells reached anew. */
static void
add_other_ways (EpcCountPart *part, const EpcField *total)
{
  g_autofree char *prefix = g_strconcat (epc_field_group (total), "_by_", NULL);
  EpcCountSum sum = { .n_members = 0 };

  add_member (&sum, epc_count_part_position (part, total->key));
  sum.n_left = sum.n_members;
  for (guint i = 0; i < part->entity->n_fields; i++)
    if (g_str_has_prefix (epc_field_group (&part->entity->fields[i]), prefix))
      add_member (&sum, epc_count_part_position (part, part->entity->fields[i].key));
  if (sum.n_left == 1 && sum.n_members > 1)
    g_array_append_val (part->sums, sum);
}

/* The total is its parts, and the parts of its parts; the parts of one sex are the ages of that sex. */
static void
add_sums (EpcCountPart *part, const EpcField *total)
{
  static const char sexes[] = { 'f', 'm' };

  for (guint is_sub = 0; is_sub < 2; is_sub++)
    {
      EpcCountSum sum = { .n_members = 0 };
      add_member (&sum, epc_count_part_position (part, total->key));
      sum.n_left = sum.n_members;
      add_parts (part, &sum, total, is_sub, 0);
      if (sum.n_left == 1 && sum.n_members > 1)
        g_array_append_val (part->sums, sum);
    }
  add_other_ways (part, total);
  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    {
      EpcCountSum sum = { .n_members = 0 };
      add_parts (part, &sum, total, FALSE, sexes[i]);
      sum.n_left = sum.n_members;
      add_parts (part, &sum, total, TRUE, sexes[i]);
      if (sum.n_left > 0 && sum.n_members > sum.n_left + 1)
        g_array_append_val (part->sums, sum);
    }
}

/* Fields that count some of the people of a total: whoever takes one from the other knows how many are none of these. */
static gboolean
counts_some (const EpcField *field)
{
  static const char *const keys[] = { "breastfeeding", "chronic_illness", "committee_youth", "elderly", "over_60", "pregnant", "pregnant_lactating",
                                      "unaccompanied_children", "under_18", "under_five", NULL };

  return g_str_has_prefix (field->key, "disab") || strstr (field->key, "_disab") != NULL || g_strv_contains (keys, field->key);
}

/* The total whose name the field begins with ("attended_disability", "direct_disability"), or that of its group; else the first of the kind. */
static const EpcField *
total_of (const EpcEntity *entity, const EpcField *field)
{
  const EpcField *first = NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *total = &entity->fields[i];
      g_autofree char *prefix = g_strconcat (epc_field_group (total), "_", NULL);
      if (!(total->flags & EPC_FIELD_TOTAL))
        continue;
      if (g_str_has_prefix (field->key, prefix) || g_str_equal (epc_field_group (field), epc_field_group (total)))
        return total;
      if (first == NULL)
        first = total;
    }
  /* Flows count people in one number alone. */
  return first != NULL ? first : epc_entity_field (entity, "n");
}

static void
add_some (EpcCountPart *part, const EpcField *whole, const EpcField *field)
{
  EpcCountSum sum = { .n_members = 0 };

  if (whole == NULL || whole == field)
    return;
  add_member (&sum, epc_count_part_position (part, whole->key));
  sum.n_left = sum.n_members;
  add_member (&sum, epc_count_part_position (part, field->key));
  if (sum.n_left == 1 && sum.n_members == 2)
    g_array_append_val (part->sums, sum);
}

static void
add_all_some (EpcCountPart *part)
{
  const EpcEntity *entity = part->entity;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!counts_people (entity, field) || !counts_some (field))
        continue;
      add_some (part, total_of (entity, field), field);
      if (g_str_has_prefix (field->key, "pregnant") || g_str_equal (field->key, "breastfeeding"))
        add_some (part, epc_entity_field (entity, "females"), field);
    }
}

/* The people of whom @field counts the households: "idp_hh" of "idp_ind"; else the first total, as of the households led by a child. */
static int
people_of (const EpcCountPart *part, const EpcField *field)
{
  static const char *const endings[][2] = { { "_hh", "_ind" }, { "hh", "ind" } };
  const EpcEntity *entity = part->entity;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (field->key, endings[i][0]) && (i == 0 || g_str_equal (field->key, endings[i][0])))
      {
        g_autofree char *stem = g_strndup (field->key, strlen (field->key) - strlen (endings[i][0]));
        g_autofree char *key = g_strconcat (stem, endings[i][1], NULL);
        int found = epc_count_part_position (part, key);
        if (found >= 0)
          return found;
      }
  if (g_str_has_prefix (field->key, "hh_"))
    {
      g_autofree char *key = g_strconcat (field->key + strlen ("hh_"), "_ind", NULL);
      int found = epc_count_part_position (part, key);
      if (found >= 0)
        return found;
    }
  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & EPC_FIELD_TOTAL) && epc_count_part_position (part, entity->fields[i].key) >= 0)
      return epc_count_part_position (part, entity->fields[i].key);
  return -1;
}

void
epc_count_part_free (EpcCountPart *part)
{
  g_array_unref (part->counts);
  g_array_unref (part->people);
  g_array_unref (part->leaves);
  g_array_unref (part->filled);
  g_array_unref (part->sums);
  g_array_unref (part->uids);
  g_free (part->order);
  epc_row_sums_free (part->rows);
  g_free (part);
}

static void
add_count (EpcCountPart *part, guint position, int people, const gboolean *is_column)
{
  g_array_append_val (part->counts, position);
  g_array_append_val (part->people, people);
  g_array_append_val (part->leaves, is_column[position]);
}

EpcCountPart *
epc_count_part_new (EpcStore *store, const EpcEntity *entity, const gboolean *is_column)
{
  EpcCountPart *part = g_new0 (EpcCountPart, 1);

  part->entity = entity;
  part->counts = g_array_new (FALSE, FALSE, sizeof (guint));
  part->people = g_array_new (FALSE, FALSE, sizeof (int));
  part->leaves = g_array_new (FALSE, FALSE, sizeof (gboolean));
  part->filled = g_array_new (FALSE, TRUE, sizeof (gboolean));
  part->sums = g_array_new (FALSE, FALSE, sizeof (EpcCountSum));
  part->uids = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  for (guint i = 0; i < entity->n_fields; i++)
    if (counts_people (entity, &entity->fields[i]) && epc_field_is_stored (&entity->fields[i]) && !epc_kin_withholds_field (entity, &entity->fields[i]))
      add_count (part, i, -1, is_column);
  for (guint i = 0; i < entity->n_fields; i++)
    if (counts_households (&entity->fields[i]) && epc_field_is_stored (&entity->fields[i]) && people_of (part, &entity->fields[i]) >= 0)
      add_count (part, i, people_of (part, &entity->fields[i]), is_column);
  g_array_set_size (part->filled, part->counts->len);
  if (part->counts->len == 0)
    {
      epc_count_part_free (part);
      return NULL;
    }
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & EPC_FIELD_TOTAL)
      add_sums (part, &entity->fields[i]);
  add_all_some (part);
  part->rows = epc_row_sums_new (store, entity);
  return part;
}

EpcCellMark
epc_count_part_mark (const EpcCountPart *part, const gint32 *values, guint count)
{
  int people = g_array_index (part->people, int, count);
  gboolean is_of_few = people >= 0 && values[people] > 0 && values[people] < EPC_LEAST_SHOWN && values[count] > 0;

  if (people < 0 ? values[count] > 0 && values[count] < EPC_LEAST_SHOWN : is_of_few && values[count] < EPC_LEAST_SHOWN)
    return EPC_CELL_SMALL;
  if (is_of_few)
    return EPC_CELL_SILENT;
  return g_array_index (part->leaves, gboolean, count) ? EPC_CELL_SHOWN : EPC_CELL_ABSENT;
}
