/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From one row of cells to the records that it gives. What is as in the row before is not looked at again: in files of counts
 * most columns repeat.
 */
#include "epc-import-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-text.h"
#include "epc-form-source.h"
#include "epc-mapping-private.h"

const EpcValue *
epc_target_values (const EpcTargetState *target)
{
  return epc_record_value (target->record, 0);
}

void
epc_target_set (EpcTargetState *target, guint field, const EpcValue *borrowed)
{
  const EpcValue *held = epc_record_value (target->record, field);
  EpcValue own = *borrowed;

  if (borrowed->kind == held->kind)
    switch (borrowed->kind)
      {
      case EPC_VALUE_EMPTY:
        return;
      case EPC_VALUE_INTEGER:
        if (borrowed->integer == held->integer)
          return;
        break;
      case EPC_VALUE_DECIMAL:
        if (borrowed->decimal == held->decimal)
          return;
        break;
      case EPC_VALUE_TEXT:
        if (strcmp (borrowed->text, held->text) == 0)
          return;
        break;
      case EPC_VALUE_UID:
        if (epc_uid_equal (&borrowed->uid, &held->uid))
          return;
        break;
      default:
        break;
      }
  if (own.kind == EPC_VALUE_TEXT)
    own.text = g_strdup (own.text);
  epc_record_take_value (target->record, field, &own);
  target->changed[field] = TRUE;
  target->touched = TRUE;
}

static void
set_initial (EpcTargetState *target, guint field, gboolean is_initial)
{
  if (target->is_initial[field] == is_initial)
    return;
  target->is_initial[field] = is_initial;
  target->changed[field] = TRUE;
}

void
epc_target_set_default (EpcTargetState *target, guint field)
{
  epc_target_set (target, field, &target->defaults[field]);
  set_initial (target, field, target->default_is_initial[field]);
}

/* --- cells --- */

static const EpcCell empty_cell = { .kind = EPC_CELL_EMPTY, .text = "" };

static inline const EpcCell *
cell_at (const EpcImport *import, guint column)
{
  return column < import->row.n_cells ? &import->row.cells[column] : &empty_cell;
}

const EpcCell *
epc_import_cell (const EpcImport *import, guint column)
{
  return cell_at (import, column);
}

/* Places of the row: where, from, to. */
static void
find_places (EpcImport *import)
{
  for (guint s = 0; s < 3; s++)
    {
      GArray *columns = import->place_columns[s];
      GString *memo = import->place_memo[s];
      EpcPlaceCells cells
          = { .is_about_origin = s > 0, .home = s > 0 && import->found[0] != NULL ? import->found[0]->country : NULL };
      gsize at = 0;
      gboolean is_same = memo->len > 0;
      if (columns->len == 0)
        continue;
      for (guint i = 0; i < columns->len; i++)
        {
          guint index = g_array_index (columns, guint, i);
          const EpcColumn *column = g_ptr_array_index (import->mapping->columns, index);
          const EpcCell *cell = cell_at (import, index);
          const char *text = cell->kind != EPC_CELL_EMPTY ? cell->text : "";
          const char **slot = column->is_code ? &cells.codes[column->place_level] : &cells.names[column->place_level];
          if (*slot == NULL || **slot == '\0')
            *slot = text;
          gsize length = cell->kind != EPC_CELL_EMPTY ? cell->length + 1 : 1;
          is_same = is_same && at + length <= memo->len && memcmp (memo->str + at, text, length) == 0;
          at += length;
        }
      if (is_same && at == memo->len && import->place_home[s] == cells.home)
        continue;
      import->place_home[s] = cells.home;
      g_string_truncate (memo, 0);
      for (guint i = 0; i < columns->len; i++)
        {
          const EpcCell *cell = cell_at (import, g_array_index (columns, guint, i));
          const char *text = cell->kind != EPC_CELL_EMPTY ? cell->text : "";
          g_string_append_len (memo, text, (gssize) strlen (text) + 1);
        }
      import->found[s] = epc_place_matcher_find (import->places, &cells, memo->str, memo->len);
    }
}

/* Where the place was written: the cell that nothing answers to. */
static void
warn_doubt (EpcImport *import, guint column, const EpcPlaceFound *found)
{
  epc_import_warn_cell (import, "place_unknown", found->written, column, found->lost, found->doubt, NULL);
}

static void
warn_places (EpcImport *import)
{
  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_fills; i++)
      {
        const EpcFill *fill = &import->targets[t].fills[i];
        if (fill->found != NULL && fill->found->doubt != NULL)
          warn_doubt (import, fill->column, fill->found);
      }
  for (guint s = 0; s < 3; s++)
    if (import->found[s] != NULL && import->found[s]->doubt != NULL)
      warn_doubt (import, epc_import_place_column (import, s, import->found[s]->lost_level, FALSE), import->found[s]);
}

guint
epc_import_place_column (const EpcImport *import, guint set, int level, gboolean is_code)
{
  for (guint i = 0; import->place_columns[set] != NULL && i < import->place_columns[set]->len; i++)
    {
      guint index = g_array_index (import->place_columns[set], guint, i);
      const EpcColumn *column = g_ptr_array_index (import->mapping->columns, index);
      if (column->place_level == level && column->is_code == is_code)
        return index;
    }
  return G_MAXUINT;
}

static void
fill_place (EpcImport *import, EpcTargetState *target, const EpcFill *fill)
{
  const EpcPlaceFound *found = import->found[fill->place_set];
  EpcValue value = EPC_VALUE_INIT;
  const char *text = NULL;

  if (found != NULL && fill->place_part == EPC_PLACE_LEVEL)
    {
      value.kind = found->level >= 0 ? EPC_VALUE_INTEGER : EPC_VALUE_EMPTY;
      value.integer = found->level;
      epc_target_set (target, fill->field, &value);
      set_initial (target, fill->field, FALSE);
      return;
    }
  if (found != NULL)
    switch (fill->place_part)
      {
      case EPC_PLACE_CODE:
        text = found->pcode;
        /* Records of the country as a whole were made before their kind could tell places in it. */
        if ((fill->facts->flags & EPC_FIELD_LATE) && g_strcmp0 (found->pcode, found->country) == 0)
          text = NULL;
        break;
      case EPC_PLACE_COUNTRY:
        text = found->country;
        break;
      case EPC_PLACE_WRITTEN:
        text = found->written;
        break;
      case EPC_PLACE_WRITTEN_IF_UNKNOWN:
        text = found->pcode == NULL || found->doubt != NULL ? found->written : NULL;
        break;
      case EPC_PLACE_LEVEL:
      case EPC_PLACE_OWN_LEVEL:
      case EPC_PLACE_OWN_PARENT:
      case EPC_PLACE_OWN_COUNTRY:
      default:
        break;
      }
  if (text == NULL)
    {
      epc_target_set_default (target, fill->field);
      return;
    }
  value.kind = EPC_VALUE_TEXT;
  value.text = (char *) text;
  epc_target_set (target, fill->field, &value);
  /* The area above a name that nothing answers to is no news about a record that is there. */
  set_initial (target, fill->field, fill->place_part == EPC_PLACE_CODE && found->doubt != NULL);
}

const EpcTargetState *
epc_import_parent_of (const EpcImport *import, const EpcTargetState *target, guint field)
{
  for (guint i = 0; i < target->n_links; i++)
    if (target->links[i].field == field)
      return &import->targets[target->links[i].target];
  return NULL;
}

static gboolean
read_reference (EpcImport *import, EpcTargetState *target, EpcFill *fill, const EpcCell *cell, EpcValue *value, GError **error)
{
  const EpcTargetState *parent = epc_import_parent_of (import, target, fill->field);

  /* The row itself makes the record that is meant, unless the cell names one of a workspace. */
  if (parent != NULL && parent->is_there && !epc_references_is_explicit (fill->references, cell->text))
    {
      value->kind = EPC_VALUE_UID;
      value->uid = parent->uid;
      return TRUE;
    }
  if (!epc_references_find (fill->references, cell->text, &value->uid, error))
    return FALSE;
  value->kind = EPC_VALUE_UID;
  return TRUE;
}

/* "UNK" and "XXX" of ISO 3166 and of visas, "UKN", "STA" and "XXA" of UNHCR: of which country, nobody knows, or of none. */
static gboolean
is_no_country (const char *text)
{
  static const char *const words[] = { "unk", "ukn", "xxx", "xxa", "sta", "unknown", "unknown other", "various", "various unknown", "stateless",
                                       "desconocido", "sin especificar", "apatrida", "inconnu", "non specifie", "apatride", "desconhecido" };
  g_autofree char *folded = strlen (text) <= 24 ? epc_text_fold (text) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (folded, words[i]))
      return TRUE;
  return FALSE;
}

/* A name that no place answers to waits in the review queue, and the area above it is taken: the country of the row. A country,
 * and what a list of places says of itself, must be known. */
static gboolean
read_place (EpcImport *import, EpcTargetState *target, EpcFill *fill, const EpcCell *cell, EpcValue *value, GError **error)
{
  gboolean is_gazetteer = g_str_equal (target->entity->key, "place");
  const char *pcode = epc_place_matcher_resolve (import->places, cell->text, is_gazetteer);

  gboolean is_country = g_str_has_suffix (fill->facts->key, "country");
  gboolean may_be_none = is_country && !(fill->facts->flags & EPC_FIELD_REQUIRED);

  fill->found = NULL;
  if (pcode == NULL && !epc_cell_says_nothing (cell->text) && !(may_be_none && is_no_country (cell->text)))
    {
      guint8 set = epc_place_set_of (fill->facts);
      EpcPlaceCells cells = { .any = cell->text,
                              .home = import->found[0] != NULL ? import->found[0]->country : NULL,
                              .is_about_origin = set > 0 };
      if (!is_gazetteer && !is_country)
        {
          fill->found = epc_place_matcher_find (import->places, &cells, cell->text, cell->length + 1);
          pcode = fill->found->pcode;
        }
      if (fill->found == NULL || (pcode == NULL && (fill->facts->flags & EPC_FIELD_REQUIRED)))
        {
          g_set_error (
              error, EPC_ERROR, EPC_ERROR_INVALID,
              _ ("%s: no place “%s” is known. Accepted: a P-code, an ISO 3166 country code, or the name of a known place."),
              epc_language_text (epc_language_get (NULL), fill->facts->label), cell->text);
          return FALSE;
        }
    }
  value->kind = pcode != NULL ? EPC_VALUE_TEXT : EPC_VALUE_EMPTY;
  value->text = (char *) pcode;
  return TRUE;
}

static gboolean
read_cell (EpcImport *import, EpcTargetState *target, EpcFill *fill, const EpcCell *cell, EpcValue *value, GError **error)
{
  if (cell->kind == EPC_CELL_GEOMETRY)
    return epc_import_read_shape (import, fill, cell, value, error);
  if (fill->facts->flags & EPC_FIELD_GEOMETRY)
    return TRUE; /* a shape is no text */
  if (fill->references != NULL)
    return read_reference (import, target, fill, cell, value, error);
  if (target != &import->targets[0] && !target->is_parent && epc_mapping_is_what_it_is (fill->facts)
      && !epc_cell_says_nothing (cell->text) && epc_import_read_list (import, target, fill->field, cell->text))
    {
      epc_import_take_listed (target, 0);
      fill->has_memo = FALSE;
      *value = (EpcValue) { .kind = EPC_VALUE_TEXT, .text = (char *) g_array_index (target->listed, EpcListed, 0).code };
      return TRUE;
    }
  if (fill->facts->type != EPC_TYPE_PLACE)
    return epc_cell_reader_read (fill->reader, cell, value, error);
  return read_place (import, target, fill, cell, value, error);
}

/* A longitude west of 90° W in the column of latitudes can only be read for what it is together with its neighbour. */
static gboolean
is_wild_latitude (const EpcFill *fill, const EpcCell *cell, EpcValue *value)
{
  if (fill->facts->type != EPC_TYPE_LATITUDE || cell->length > 40)
    return FALSE;
  g_autofree char *text = g_strdelimit (g_strdup (cell->text), ",", '.');
  char *end;
  double number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(fabs (number) > 90 && fabs (number) <= 180))
    return FALSE;
  value->kind = EPC_VALUE_DECIMAL;
  value->decimal = number;
  return TRUE;
}

static void
tell_of_words (EpcImport *import, const EpcFill *fill, const EpcCell *cell)
{
  g_autofree char *number = epc_cell_number_in_words (cell->text);
  g_autofree char *message = g_strdup_printf (_("“%s” is a number in words: %s was taken."), cell->text, number);

  epc_import_warn_cell (import, "number_in_words", fill->facts->key, fill->column, cell->text, message, NULL);
}

/* What a stock list says of an item beside its name is no reason to leave the stock out; nor is a word that is none of a list of codes a reason
 * to leave out what else the row says, nor a site that nobody registered where a place was enough. @has_alike: something known is called nearly so. */
static gboolean
may_be_left_out (const EpcTargetState *target, const EpcField *field, gboolean has_alike)
{
  if (field->flags & EPC_FIELD_REQUIRED)
    return FALSE;
  if (field->type == EPC_TYPE_REFERENCE && g_str_equal (field->target, "site") && !has_alike && !(field->flags & EPC_FIELD_KEY))
    return TRUE;
  return target->name != NULL
         || (!(field->flags & EPC_FIELD_KEY) && (field->type == EPC_TYPE_CODE || field->type == EPC_TYPE_CODES || field->type == EPC_TYPE_YES_NO));
}

static void
fill_cell (EpcImport *import, EpcTargetState *target, EpcFill *fill)
{
  const EpcCell *cell = cell_at (import, fill->column);
  EpcValue value = EPC_VALUE_INIT;
  g_autoptr (GError) cause = NULL;

  /* Two shapes of one kind look alike in words. */
  if (fill->has_memo && fill->references == NULL && cell->kind != EPC_CELL_GEOMETRY && cell->length == fill->memo->len
      && memcmp (cell->text, fill->memo->str, cell->length) == 0)
    return;
  const EpcTargetState *parent = cell->kind == EPC_CELL_EMPTY ? epc_import_parent_of (import, target, fill->field) : NULL;
  /* Nothing is said by this name: the record that the row gives otherwise stays linked. */
  if (parent != NULL && parent->is_there)
    {
      fill->has_memo = FALSE;
      return;
    }
  if (cell->kind == EPC_CELL_EMPTY)
    fill->found = NULL;
  else if (is_wild_latitude (fill, cell, &value))
    ; /* judged with its longitude */
  else if (!read_cell (import, target, fill, cell, &value, &cause))
    {
      g_autofree char *suggestion = fill->references != NULL ? epc_references_suggest (fill->references, cell->text)
                                    : fill->reader != NULL   ? epc_cell_reader_suggest (fill->reader, cell->text) : NULL;
      fill->has_memo = FALSE;
      if (may_be_left_out (target, fill->facts, suggestion != NULL))
        {
          epc_import_leave_out (import, target, fill->facts, fill->column, cell->text, cause->message, suggestion);
          epc_target_set_default (target, fill->field);
          return;
        }
      epc_import_reject (import, "value", import->row.number, fill->column, cell->text, cause->message, suggestion);
      return;
    }
  gboolean is_listed = target->listed != NULL && target->listed->len > 0 && target->listed_field == fill->field;
  if (fill->reader != NULL && cell->kind == EPC_CELL_TEXT && epc_cell_reader_was_in_words (fill->reader))
    tell_of_words (import, fill, cell);
  /* A column that is there and says nothing says nothing; only what a record cannot be without is filled in. */
  gboolean has_default = !target->default_is_initial[fill->field] || (fill->facts->flags & EPC_FIELD_REQUIRED);
  if (value.kind == EPC_VALUE_EMPTY && has_default)
    epc_target_set_default (target, fill->field);
  else
    {
      epc_target_set (target, fill->field, &value);
      set_initial (target, fill->field, fill->found != NULL);
    }
  fill->has_memo = cell->kind != EPC_CELL_GEOMETRY && !is_listed;
  g_string_truncate (fill->memo, 0);
  g_string_append_len (fill->memo, cell->text, cell->length);
}

/* --- identity --- */

static void
write_key_part (const EpcTargetState *target, guint k)
{
  const EpcField *field = &target->entity->fields[target->keys[k]];
  const EpcValue *value = epc_record_value (target->record, target->keys[k]);
  GString *part = target->key_parts[k];
  char text[EPC_NUMBER_SIZE];

  g_string_truncate (part, 0);
  if (value->kind == EPC_VALUE_EMPTY)
    return;
  if (value->kind == EPC_VALUE_INTEGER && field->type == EPC_TYPE_INTEGER)
    g_string_append (part, epc_number_write_integer (value->integer, text));
  else if (value->kind == EPC_VALUE_UID)
    g_string_append (part, epc_uid_to_text (&value->uid, text));
  else
    {
      g_autofree char *canonical = epc_value_to_text (field, value);
      g_autofree char *normal = epc_text_normalise (canonical);
      g_string_append (part, normal);
    }
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

/* As epc_record_natural_key() writes it, but only the parts that changed anew. */
void
epc_target_make_uid (EpcTargetState *target)
{
  static GPrivate key_of_thread = G_PRIVATE_INIT (free_string);
  GString *key = g_private_get (&key_of_thread);

  if (key == NULL)
    {
      key = g_string_new (NULL);
      g_private_set (&key_of_thread, key);
    }
  g_string_truncate (key, 0);
  for (guint k = 0; k < target->n_keys; k++)
    {
      /* needs_check is set as long as the record was never seen whole. */
      if (target->changed[target->keys[k]] || target->is_parent || target->needs_check)
        write_key_part (target, k);
      if (epc_field_leaves_key (&target->entity->fields[target->keys[k]], epc_record_value (target->record, target->keys[k])))
        continue;
      if (k > 0)
        g_string_append_c (key, '\x1f');
      if (target->entity->fields[target->keys[k]].flags & EPC_FIELD_LATE)
        g_string_append_printf (key, "%s=", target->entity->fields[target->keys[k]].key);
      g_string_append_len (key, target->key_parts[k]->str, (gssize) target->key_parts[k]->len);
    }
  target->uid = epc_uid_from_key (target->entity->key, key->str, key->len);
}

void
epc_import_fill_target (EpcImport *import, EpcTargetState *target)
{
  for (guint i = 0; i < target->n_links; i++)
    {
      const EpcTargetState *to = &import->targets[target->links[i].target];
      EpcValue value = EPC_VALUE_INIT;
      if (to->is_there)
        {
          value.kind = EPC_VALUE_UID;
          value.uid = to->uid;
        }
      epc_target_set (target, target->links[i].field, &value);
    }
  for (guint i = 0; i < target->n_fills; i++)
    if (target->fills[i].column == G_MAXUINT && target->fills[i].place_part < EPC_PLACE_OWN_LEVEL)
      fill_place (import, target, &target->fills[i]);
    else if (target->fills[i].column != G_MAXUINT)
      fill_cell (import, target, &target->fills[i]);
}

/* The column that alone is the key of the main record; G_MAXUINT: there is none. */
static guint
key_column (const EpcImport *import)
{
  const EpcTargetState *main = &import->targets[0];

  for (guint i = 0; i < main->n_fills && main->n_keys == 1; i++)
    if (main->fills[i].field == main->keys[0] && main->fills[i].facts->type == EPC_TYPE_TEXT)
      return main->fills[i].column;
  return G_MAXUINT;
}

gboolean
epc_import_refers_to_itself (const EpcImport *import)
{
  if (import->identity_code == G_MAXUINT && import->identity_uid == G_MAXUINT && key_column (import) == G_MAXUINT)
    return FALSE;
  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_fills; i++)
      if (import->targets[t].fills[i].references != NULL
          && g_str_equal (import->targets[t].fills[i].facts->target, import->targets[0].entity->key))
        return TRUE;
  return FALSE;
}

void
epc_import_note_identity (EpcImport *import)
{
  EpcTargetState *main = &import->targets[0];
  const EpcCell *code = cell_at (import, import->identity_code), *told = cell_at (import, import->identity_uid);
  const EpcCell *key = cell_at (import, key_column (import));
  EpcUid uid;

  if (told->kind != EPC_CELL_EMPTY)
    {
      if (!epc_uid_from_text (told->text, &uid))
        return;
    }
  else if (key->kind != EPC_CELL_EMPTY)
    {
      g_autofree char *normal = epc_text_normalise (epc_cell_without_guard (key->text));
      uid = epc_uid_from_key (main->entity->key, normal, strlen (normal));
    }
  else if (code->kind == EPC_CELL_EMPTY || main->existing == NULL)
    return;
  else if (!epc_existing_find_code (main->existing, code->text, &uid))
    uid = epc_uid_new ();
  if (import->own_codes == NULL)
    import->own_codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (code->kind != EPC_CELL_EMPTY)
    g_hash_table_replace (import->own_codes, g_strdup (code->text), g_memdup2 (&uid, sizeof uid));
  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; i < import->targets[t].n_fills; i++)
      {
        const EpcFill *fill = &import->targets[t].fills[i];
        if (fill->references == NULL || !g_str_equal (fill->facts->target, main->entity->key))
          continue;
        if (told->kind != EPC_CELL_EMPTY)
          epc_references_tell (fill->references, told->text, &uid);
        if (code->kind != EPC_CELL_EMPTY)
          epc_references_tell (fill->references, code->text, &uid);
        if (key->kind != EPC_CELL_EMPTY)
          epc_references_tell (fill->references, key->text, &uid);
      }
}

/* Another spelling is no new name. */
static void
keep_name (EpcTargetState *target)
{
  int name = epc_entity_field_index (target->entity, "name");

  for (guint i = 0; i < target->n_fills; i++)
    if ((int) target->fills[i].field == name)
      {
        set_initial (target, (guint) name, TRUE);
        target->fills[i].has_memo = FALSE;
      }
}

/* The identity of a record without a key, from what its row says of itself, of the records of the workspace, or a new one. An answer to a
 * form is the record that it made before. */
static void
identify_keyless (EpcImport *import, EpcTargetState *target, const char *code)
{
  const char *answer = import->source == import->merged ? epc_form_source_identity (import->answers) : NULL;
  EpcUid made = answer != NULL ? epc_uid_from_key (target->entity->key, answer, strlen (answer)) : epc_uid_new ();

  target->is_like_another = target->is_repeated = FALSE;
  if (answer != NULL && code == NULL && epc_existing_take (target->existing, &made))
    target->uid = made;
  else if (!epc_existing_match (target->existing, target->record, target->is_initial, code, &target->uid))
    {
      target->uid = made;
      target->is_like_another = code == NULL && epc_existing_is_like_another (target->existing, target->record);
      if (target == &import->targets[0] && code == NULL && answer == NULL)
        epc_import_series_identify (import, target);
    }
}

/* The main record's identity: told by the file, made from its key, or that of a record that is there. */
static const char *
identify_main (EpcImport *import, EpcTargetState *main)
{
  const EpcCell *code = cell_at (import, import->identity_code);
  const EpcCell *uid = cell_at (import, import->identity_uid);
  main->is_like_another = FALSE;
  const char *told = code->kind != EPC_CELL_EMPTY ? code->text : NULL;

  if (uid->kind != EPC_CELL_EMPTY)
    {
      if (!epc_uid_from_text (uid->text, &main->uid))
        epc_import_reject (
            import, "identity", import->row.number, import->identity_uid, uid->text,
            _ ("This is no identity. Accepted: 36 characters such as 01920000-0000-7000-8000-000000000000, or nothing."), NULL);
      return told;
    }
  const EpcUid *own = told != NULL && import->own_codes != NULL ? g_hash_table_lookup (import->own_codes, told) : NULL;
  if (main->has_key)
    epc_target_make_uid (main);
  else if (own != NULL)
    main->uid = *own;
  else
    {
      identify_keyless (import, main, told);
      if (epc_existing_is_by_alias (main->existing))
        keep_name (main);
    }
  return told;
}

/* The others that the cell lists. */
static gboolean
spool_listed (EpcImport *import, guint t, GError **error)
{
  EpcTargetState *target = &import->targets[t];

  for (guint i = 1; target->listed != NULL && i < target->listed->len; i++)
    {
      epc_import_take_listed (target, i);
      epc_target_make_uid (target);
      if (!epc_spool_add (import->spool, t, import->row.number, &target->uid, NULL, epc_target_values (target), target->is_initial, target->changed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
spool_row (EpcImport *import, const char *code, GError **error)
{
  for (guint t = 0; t < import->n_targets; t++)
    {
      EpcTargetState *target = &import->targets[t];
      if (target->is_parent)
        epc_import_register_parent (import, target);
      else if (target->is_there
               && !epc_spool_add (import->spool, t, import->row.number, &target->uid, t == 0 ? code : NULL,
                                  epc_target_values (target), target->is_initial, target->changed, error))
        return FALSE;
      else if (target->is_there && !spool_listed (import, t, error))
        return FALSE;
      else if (target->is_there)
        {
          epc_import_note_waiting (import, target);
          epc_import_tell_places (import, target);
        }
      target->touched = FALSE;
      target->needs_check = FALSE;
    }
  return TRUE;
}

static gboolean
child_says_something (const EpcTargetState *target)
{
  /* A language that an expert speaks says enough without its level. */
  for (guint i = 0; i < target->n_fills; i++)
    if ((!(target->fills[i].facts->flags & EPC_FIELD_KEY) || epc_mapping_is_what_it_is (target->fills[i].facts)) && target->fills[i].column != G_MAXUINT
        && epc_record_value (target->record, target->fills[i].field)->kind != EPC_VALUE_EMPTY)
      return TRUE;
  return FALSE;
}

/* The cell holds what a formula left when it failed: nothing is taken from it. */
static void
tell_error_cell (EpcImport *import, guint column, const char *note)
{
  gboolean is_unworked = g_str_equal (note, "=");

  epc_import_warn_cell (import, "error_cell", note, column, is_unworked ? NULL : note,
                        is_unworked ? _ ("The cell holds a formula whose result is not in the file: nothing was taken from it.")
                                    : _ ("The cell holds the error of a formula, not a value: nothing was taken from it."),
                        _ ("Open the file in a spreadsheet, mend the formula, or write the value itself, and import again."));
}

/* Those of the columns that something is taken from. */
static void
tell_error_cells (EpcImport *import)
{
  for (guint i = 0; i < import->row.n_cells && i < import->mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (import->mapping->columns, i);
      if (import->row.cells[i].kind == EPC_CELL_EMPTY && import->row.cells[i].note != NULL
          && (column->role == EPC_COLUMN_FIELD || column->role == EPC_COLUMN_PLACE || column->role == EPC_COLUMN_IDENTITY))
        tell_error_cell (import, i, import->row.cells[i].note);
    }
}

EpcFill *
epc_target_fill (const EpcTargetState *target, guint field)
{
  for (guint i = 0; i < target->n_fills; i++)
    if (target->fills[i].field == field)
      return &target->fills[i];
  return NULL;
}

static void
fill_children (EpcImport *import)
{
  for (guint t = 1; t < import->n_targets; t++)
    {
      EpcTargetState *child = &import->targets[t];
      if (child->is_parent)
        continue;
      if (child->listed != NULL)
        g_array_set_size (child->listed, 0);
      epc_import_fill_target (import, child);
      child->is_there = child_says_something (child);
      if (!child->is_there)
        continue;
      if (child->has_key)
        epc_target_make_uid (child);
      else
        identify_keyless (import, child, NULL);
      epc_import_check (import, child);
    }
}

gboolean
epc_import_row (EpcImport *import, GError **error)
{
  EpcTargetState *main = &import->targets[0];
  const char *code;

  guint n_corrections = import->corrections->len;

  import->row_errors = 0;
  tell_error_cells (import);
  find_places (import);
  epc_import_fill_parents (import);
  main->is_there = TRUE;
  if (import->apart_counts != NULL)
    epc_import_clear_apart (main);
  epc_import_fill_target (import, main);
  if (g_str_equal (main->entity->key, "place"))
    epc_import_complete_place (import, main);
  epc_import_fill_instead (import, main);
  code = identify_main (import, main);
  if (import->identity_version != G_MAXUINT)
    epc_import_settle_filled (import);
  epc_key_set_prefetch (import->keys, &main->uid);
  epc_import_check (import, main);
  fill_children (import);
  gboolean is_of_series = epc_import_series_settle (import, main);
  if (import->row_errors == 0 && epc_import_is_first (import, main, is_of_series))
    {
      epc_import_series_note (import);
      warn_places (import);
      epc_import_compare_row (import);
      epc_import_settle_left_out (import, n_corrections);
      return spool_row (import, code, error);
    }
  if (import->row_errors > 0)
    import->report->rejected++;
  g_array_set_size (import->corrections, n_corrections);
  /* What a refused row left in the records is not what the spool or the register holds. */
  for (guint t = 0; t < import->n_targets; t++)
    import->targets[t].touched = import->targets[t].needs_check = TRUE;
  return TRUE;
}
