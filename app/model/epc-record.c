/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-record.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"

struct _EpcRecord
{
  GObject parent_instance;
  const EpcEntity *entity;
  EpcValue *values;
  EpcUid uid;
  gint64 row;
  char *code;
  EpcRecordMeta meta;
};

G_DEFINE_FINAL_TYPE (EpcRecord, epc_record, G_TYPE_OBJECT)

static guint changed_signal;

static void
epc_record_finalize (GObject *object)
{
  EpcRecord *self = EPC_RECORD (object);

  for (guint i = 0; i < self->entity->n_fields; i++)
    epc_value_clear (&self->values[i]);
  g_free (self->values);
  g_free (self->code);
  g_free (self->meta.created_by);
  g_free (self->meta.changed_by);
  g_free (self->meta.extra);
  G_OBJECT_CLASS (epc_record_parent_class)->finalize (object);
}

static void
epc_record_class_init (EpcRecordClass *class)
{
  G_OBJECT_CLASS (class)->finalize = epc_record_finalize;
  changed_signal = g_signal_new ("changed", EPC_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
epc_record_init (EpcRecord *self)
{
}

EpcRecord *
epc_record_new (const EpcEntity *entity)
{
  EpcRecord *self = g_object_new (EPC_TYPE_RECORD, NULL);

  self->entity = entity;
  self->values = g_new0 (EpcValue, MAX (entity->n_fields, 1));
  return self;
}

EpcRecord *
epc_record_copy (EpcRecord *record)
{
  EpcRecord *copy = epc_record_new (record->entity);

  for (guint i = 0; i < record->entity->n_fields; i++)
    epc_value_copy (&copy->values[i], &record->values[i]);
  copy->uid = record->uid;
  copy->row = record->row;
  copy->code = g_strdup (record->code);
  copy->meta = record->meta;
  copy->meta.created_by = g_strdup (record->meta.created_by);
  copy->meta.changed_by = g_strdup (record->meta.changed_by);
  copy->meta.extra = g_strdup (record->meta.extra);
  return copy;
}

const EpcEntity *
epc_record_entity (const EpcRecord *record)
{
  return record->entity;
}

const EpcUid *
epc_record_uid (const EpcRecord *record)
{
  return &record->uid;
}

void
epc_record_set_uid (EpcRecord *record, const EpcUid *uid)
{
  record->uid = *uid;
}

gint64
epc_record_row (const EpcRecord *record)
{
  return record->row;
}

void
epc_record_set_row (EpcRecord *record, gint64 row)
{
  record->row = row;
}

const char *
epc_record_code (const EpcRecord *record)
{
  return record->code;
}

void
epc_record_set_code (EpcRecord *record, const char *code)
{
  epc_set_text (&record->code, code);
}

EpcRecordMeta *
epc_record_meta (EpcRecord *record)
{
  return &record->meta;
}

const EpcValue *
epc_record_value (const EpcRecord *record, guint index)
{
  g_return_val_if_fail (index < record->entity->n_fields, NULL);
  return &record->values[index];
}

void
epc_record_take_value (EpcRecord *record, guint index, EpcValue *value)
{
  g_return_if_fail (index < record->entity->n_fields);
  epc_value_clear (&record->values[index]);
  record->values[index] = *value;
  value->kind = EPC_VALUE_EMPTY;
  value->integer = 0;
}

static EpcValue *
value_of (const EpcRecord *record, const char *key)
{
  int index = epc_entity_field_index (record->entity, key);

  if (index < 0)
    {
      g_critical ("%s has no field %s", record->entity->key, key);
      return NULL;
    }
  return &record->values[index];
}

static char *
computed (const EpcRecord *record, const char *key)
{
  const EpcField *field = epc_entity_field (record->entity, key);

  return field != NULL && field->type == EPC_TYPE_COMPUTED && field->compute != NULL ? field->compute (record) : NULL;
}

gboolean
epc_record_is_empty (const EpcRecord *record, const char *key)
{
  const EpcValue *value = value_of (record, key);

  if (value != NULL && record->entity->fields[value - record->values].type == EPC_TYPE_COMPUTED)
    {
      g_autofree char *text = computed (record, key);
      return text == NULL;
    }
  return value == NULL || value->kind == EPC_VALUE_EMPTY;
}

const char *
epc_record_text (const EpcRecord *record, const char *key)
{
  const EpcValue *value = value_of (record, key);

  return value != NULL && value->kind == EPC_VALUE_TEXT ? value->text : NULL;
}

gboolean
epc_record_is (const EpcRecord *record, const char *key, const char *text)
{
  return g_strcmp0 (epc_record_text (record, key), text) == 0;
}

gint64
epc_record_integer (const EpcRecord *record, const char *key)
{
  const EpcValue *value = value_of (record, key);

  return value != NULL && value->kind == EPC_VALUE_INTEGER ? value->integer : 0;
}

double
epc_record_decimal (const EpcRecord *record, const char *key)
{
  const EpcValue *value = value_of (record, key);

  if (value != NULL && value->kind == EPC_VALUE_DECIMAL)
    return value->decimal;
  return value != NULL && value->kind == EPC_VALUE_INTEGER ? (double) value->integer : NAN;
}

const EpcUid *
epc_record_reference (const EpcRecord *record, const char *key)
{
  const EpcValue *value = value_of (record, key);

  return value != NULL && value->kind == EPC_VALUE_UID ? &value->uid : NULL;
}

void
epc_record_set_text (EpcRecord *record, const char *key, const char *text)
{
  EpcValue *value = value_of (record, key);

  if (value != NULL)
    epc_value_set_text (value, text);
}

void
epc_record_set_integer (EpcRecord *record, const char *key, gint64 integer)
{
  EpcValue *value = value_of (record, key);

  if (value != NULL)
    epc_value_set_integer (value, integer);
}

void
epc_record_set_decimal (EpcRecord *record, const char *key, double decimal)
{
  EpcValue *value = value_of (record, key);

  if (value != NULL)
    epc_value_set_decimal (value, decimal);
}

void
epc_record_set_reference (EpcRecord *record, const char *key, const EpcUid *uid)
{
  EpcValue *value = value_of (record, key);

  if (value != NULL)
    epc_value_set_uid (value, uid);
}

void
epc_record_empty (EpcRecord *record, const char *key)
{
  EpcValue *value = value_of (record, key);

  if (value != NULL)
    epc_value_clear (value);
}

gboolean
epc_record_parse (EpcRecord *record, const char *key, const char *text, GError **error)
{
  const EpcField *field = epc_entity_require_field (record->entity, key, error);
  g_auto (EpcValue) value = EPC_VALUE_INIT;

  if (field == NULL || !epc_value_parse (field, text, &value, error))
    return FALSE;
  epc_record_take_value (record, (guint) (field - record->entity->fields), &value);
  return TRUE;
}

char *
epc_record_to_text (const EpcRecord *record, const char *key)
{
  const EpcField *field = epc_entity_field (record->entity, key);

  g_return_val_if_fail (field != NULL, NULL);
  if (field->type == EPC_TYPE_COMPUTED)
    return computed (record, key);
  return epc_value_to_text (field, value_of (record, key));
}

char *
epc_record_to_display (const EpcRecord *record, const char *key, const char *language)
{
  const EpcField *field = epc_entity_field (record->entity, key);

  g_return_val_if_fail (field != NULL, NULL);
  if (field->type == EPC_TYPE_COMPUTED)
    {
      g_autofree char *text = computed (record, key);
      g_auto (EpcValue) value = EPC_VALUE_INIT;
      EpcField plain = *field;
      plain.type = field->computed_type;
      if (text == NULL || !epc_value_parse (&plain, text, &value, NULL))
        return g_strdup ("");
      return epc_value_to_display (&plain, &value, language);
    }
  return epc_value_to_display (field, value_of (record, key), language);
}

char *
epc_record_title (const EpcRecord *record)
{
  GString *title = g_string_new (NULL);

  if (record->entity->title != NULL)
    {
      g_auto (GStrv) keys = g_strsplit (record->entity->title, " ", -1);
      for (char **key = keys; *key != NULL; key++)
        {
          g_autofree char *part = epc_record_to_display (record, *key, NULL);
          if (part != NULL && *part != '\0')
            g_string_append_printf (title, "%s%s", title->len > 0 ? " · " : "", part);
        }
    }
  if (title->len == 0 && record->code != NULL)
    g_string_append (title, record->code);
  if (title->len == 0)
    {
      char text[EPC_UID_TEXT_SIZE];
      g_string_append (title, epc_uid_to_text (&record->uid, text));
    }
  return g_string_free (title, FALSE);
}

/* TRUE when @text is as epc_text_normalise() would leave it, seen at a glance: millions of keys are made in an import. */
static gboolean
is_normal (const char *text)
{
  gboolean space = TRUE;

  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    {
      if (*p >= 0x80 || *p < 0x20 || (*p == ' ' && space))
        return FALSE;
      space = *p == ' ';
    }
  return !space;
}

gboolean
epc_field_leaves_key (const EpcField *field, const EpcValue *value)
{
  return (field->flags & EPC_FIELD_LATE) && value->kind == EPC_VALUE_EMPTY;
}

gboolean
epc_entity_write_key (const EpcEntity *entity, const EpcValue *values, GString *out)
{
  gboolean has_key = FALSE;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!(field->flags & EPC_FIELD_KEY) || epc_field_leaves_key (field, &values[i]))
        continue;
      if (has_key)
        g_string_append_c (out, '\x1f');
      has_key = TRUE;
      if (field->flags & EPC_FIELD_LATE)
        g_string_append_printf (out, "%s=", field->key);
      if (values[i].kind == EPC_VALUE_EMPTY)
        continue;
      if (values[i].kind == EPC_VALUE_TEXT && is_normal (values[i].text))
        {
          g_string_append (out, values[i].text);
          continue;
        }
      g_autofree char *text = epc_value_to_text (field, &values[i]);
      g_autofree char *normal = text != NULL ? epc_text_normalise (text) : NULL;
      if (normal != NULL)
        g_string_append (out, normal);
    }
  return has_key;
}

char *
epc_record_natural_key (const EpcRecord *record, gsize *length)
{
  GString *key = g_string_new (NULL);

  if (!epc_entity_write_key (record->entity, record->values, key))
    {
      g_string_free (key, TRUE);
      return NULL;
    }
  if (length != NULL)
    *length = key->len;
  return g_string_free (key, FALSE);
}

EpcUid
epc_record_make_uid (const EpcRecord *record)
{
  gsize length;
  g_autofree char *key = epc_record_natural_key (record, &length);

  return key != NULL ? epc_uid_from_key (record->entity->key, key, length) : epc_uid_new ();
}
