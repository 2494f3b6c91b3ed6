/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an import puts right on its own, and the cleaning log of it: as the file had it, as it was taken, why, and by whom.
 */
#include "epc-import-private.h"

#include <math.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-number.h"
#include "model/epc-rules.h"

void
epc_correction_clear (gpointer data)
{
  EpcCorrection *correction = data;

  g_free (correction->old_text);
  g_free (correction->new_text);
  g_free (correction->reason);
  g_free (correction->cell);
}

/* --- positions --- */

static const EpcPlaceKnown *
boxed_area (EpcImport *import, const char *pcode)
{
  EpcPlaceIndex *index = epc_place_matcher_index (import->places);
  const EpcPlaceKnown *known = pcode != NULL ? epc_place_index_code (index, pcode) : NULL;

  for (guint depth = 0; known != NULL && depth < 8; depth++)
    {
      if (!isnan (known->west) && !isnan (known->south) && !isnan (known->east) && !isnan (known->north))
        return known;
      known = epc_place_index_code (index, known->parent != NULL ? known->parent : known->country != NULL ? known->country : "");
    }
  return NULL;
}

static void
correct (EpcImport *import, EpcTargetState *target, int field, double old, double now, EpcPositionFault fault)
{
  EpcFill *fill = epc_target_fill (target, (guint) field);
  char old_text[EPC_NUMBER_SIZE], new_text[EPC_NUMBER_SIZE];
  EpcValue value = { .kind = EPC_VALUE_DECIMAL, .decimal = now };

  if (old == now)
    return;
  epc_number_write_decimal (old, old_text);
  epc_number_write_decimal (now, new_text);
  epc_target_set (target, (guint) field, &value);
  /* What the record holds is no longer what the cell says: the next row reads its cell anew. */
  if (fill != NULL)
    fill->has_memo = FALSE;
  epc_import_correct (import, target, &target->entity->fields[field],
                      fault == EPC_POSITION_SWAPPED ? "swapped_position" : "sign_lost", fill != NULL ? fill->column : G_MAXUINT,
                      old_text, new_text,
                      fault == EPC_POSITION_SWAPPED
                          ? _ ("Latitude and longitude were swapped: only the other way round do they lie in the area of the row.")
                          : _ ("The minus of south or west was missing: only with it does the position lie in the area of the row."));
}

/* A workspace holds this very position for the record, this one or that which wrote the row under the record's identity: whoever put it
 * there meant it, and both are to hold the same. */
static gboolean
is_held (EpcImport *import, const EpcTargetState *target, double latitude, double longitude)
{
  if (!target->is_parent && epc_import_cell (import, import->identity_uid)->kind != EPC_CELL_EMPTY)
    return TRUE;
  g_autoptr (EpcRecord) stored = epc_store_get (import->store, target->entity, &target->uid, NULL);

  return stored != NULL && !epc_record_meta (stored)->is_deleted && epc_record_decimal (stored, "latitude") == latitude
         && epc_record_decimal (stored, "longitude") == longitude;
}

void
epc_import_judge_position (EpcImport *import, EpcTargetState *target)
{
  if (target->latitude < 0)
    return;
  const EpcValue *values = epc_target_values (target);
  const EpcValue *y = &values[target->latitude], *x = &values[target->longitude];
  if (y->kind != EPC_VALUE_DECIMAL || x->kind != EPC_VALUE_DECIMAL || (y->decimal == 0 && x->decimal == 0))
    return;
  if (!target->changed[target->latitude] && !target->changed[target->longitude] && !target->needs_check)
    return;
  const char *place = target->place >= 0 && values[target->place].kind == EPC_VALUE_TEXT ? values[target->place].text : NULL;
  if (place == NULL && import->found[0] != NULL && import->found[0]->country != NULL)
    place = import->found[0]->country;
  /* A storm or an earthquake belongs to no place: it may be anywhere, and what looks like a lost sign is another continent. */
  else if (place == NULL && target->place >= 0)
    place = epc_store_country (import->store);
  const EpcPlaceKnown *area = place != NULL ? boxed_area (import, place) : NULL;
  double old[2] = { y->decimal, x->decimal }, now[2] = { y->decimal, x->decimal };
  EpcPositionFault fault = EPC_POSITION_FINE;
  if (area != NULL)
    {
      const EpcPositionBox box = { area->west, area->south, area->east, area->north, area->level };
      fault = epc_position_judge (&now[0], &now[1], &box);
    }
  if (fault > EPC_POSITION_FINE && fault < EPC_POSITION_OUTSIDE && is_held (import, target, old[0], old[1]))
    fault = EPC_POSITION_OUTSIDE;
  EpcFill *fill = epc_target_fill (target, (guint) target->latitude);
  if (fault == EPC_POSITION_SWAPPED || fault == EPC_POSITION_SIGN_LOST)
    {
      correct (import, target, target->latitude, old[0], now[0], fault);
      correct (import, target, target->longitude, old[1], now[1], fault);
      return;
    }
  char text[EPC_NUMBER_SIZE];
  epc_number_write_decimal (old[0], text);
  if (fabs (old[0]) > 90)
    {
      g_autofree char *reason = g_strdup_printf (_ ("%s is no latitude: −90 to 90 degrees are."), text);
      if (fill != NULL)
        fill->has_memo = FALSE;
      epc_import_reject (import, "range", import->row.number, fill != NULL ? fill->column : G_MAXUINT, text, reason, NULL);
    }
  else if (fault == EPC_POSITION_OUTSIDE)
    {
      g_autofree char *message = g_strdup_printf (_ ("The position lies outside %s. Check it, or the place."),
                                                  area->name != NULL ? area->name : area->pcode);
      epc_import_warn_cell (import, "position_outside", area->pcode, fill != NULL ? fill->column : G_MAXUINT, text, message, NULL);
    }
}

/* --- places --- */

static void
tell_note (EpcImport *import, const EpcTargetState *target, const EpcFill *fill, const EpcPlaceNote *note, guint column)
{
  if (note->is_correction)
    epc_import_correct (import, target, fill->facts, note->rule, column, note->old_text, note->new_text, note->message);
  else
    epc_import_warn_cell (import, note->rule, note->old_text, column, note->old_text, note->message, NULL);
}

void
epc_import_tell_places (EpcImport *import, const EpcTargetState *target)
{
  for (guint i = 0; i < target->n_fills; i++)
    {
      const EpcFill *fill = &target->fills[i];
      if (fill->column != G_MAXUINT || fill->place_part != EPC_PLACE_CODE)
        continue;
      const EpcPlaceFound *found = import->found[fill->place_set];
      for (guint n = 0; found != NULL && found->notes != NULL && n < found->notes->len; n++)
        {
          const EpcPlaceNote *note = g_ptr_array_index (found->notes, n);
          tell_note (import, target, fill, note, epc_import_place_column (import, fill->place_set, note->level, note->is_code));
        }
    }
}

/* --- the cleaning log --- */

gboolean
epc_import_put_corrections (EpcImport *import, EpcTransaction *transaction, GError **error)
{
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (import->store));
  char uid[EPC_UID_TEXT_SIZE];

  epc_transaction_put_code (transaction, NULL);
  epc_transaction_put_initial (transaction, NULL);
  for (guint i = 0; i < import->corrections->len; i++)
    {
      const EpcCorrection *correction = &g_array_index (import->corrections, EpcCorrection, i);
      g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("correction"));
      if (correction->awaits != NULL || g_hash_table_contains (import->late, GUINT_TO_POINTER ((guint) correction->row)))
        continue;
      epc_record_set_text (record, "entity", correction->entity->key);
      epc_record_set_text (record, "record", epc_uid_to_text (&correction->uid, uid));
      epc_record_set_text (record, "field", correction->field->key);
      epc_record_set_text (record, "old_value", correction->old_text);
      epc_record_set_text (record, "new_value", correction->new_text);
      EpcUid own = epc_record_make_uid (record);
      /* It was put right before, in an earlier import of the same file. */
      if (epc_transaction_exists (transaction, epc_record_entity (record), &own))
        {
          g_autoptr (EpcRecord) there = epc_transaction_get (transaction, epc_record_entity (record), &own, error);
          if (there == NULL)
            return FALSE;
          if (!epc_record_meta (there)->is_deleted)
            continue;
        }
      epc_record_set_text (record, "rule", correction->rule);
      epc_record_set_text (record, "reason", correction->reason);
      epc_record_set_text (record, "file_name", import->report->file_name);
      epc_record_set_text (record, "sheet", import->report->sheet);
      epc_record_set_text (record, "cell", correction->cell);
      epc_record_set_text (record, "author", epc_store_author (import->store));
      epc_record_set_text (record, "corrected_at", now);
      if (!epc_transaction_put (transaction, epc_record_entity (record), epc_record_value (record, 0), &own, FALSE, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}
