/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-export-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-paths.h"

#define SECRET_SIZE 32
#define LEAST_SHIFT 200.0 /* metres */
#define MOST_SHIFT 500.0
#define METRES_PER_DEGREE 111320.0 /* of latitude, WGS84 mean */

struct _EpcAudienceRules
{
  EpcStore *store;
  EpcAudience audience;
  gboolean sites_are_confidential;
  guint8 secret[SECRET_SIZE];
  gboolean has_secret;
  EpcSiteSecrets *secrets; /* NULL for the office */
  GHashTable *targets; /* uid text of a record that others refer to → its sensitivity + 1 */
};

static const char *const keys[] = { "office", "partners", "public" };

gboolean
epc_audience_parse (const char *text, EpcAudience *audience, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (text, keys[i]) == 0)
      {
        *audience = (EpcAudience) i;
        return TRUE;
      }
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("There is no audience “%s”. Accepted: office, partners, public."), text);
  return FALSE;
}

const char *
epc_audience_key (EpcAudience audience)
{
  return keys[audience];
}

const char *
epc_audience_label (EpcAudience audience)
{
  static const char *const labels[] = { N_ ("Office"), N_ ("Partners"), N_ ("Public") };

  return _ (labels[audience]);
}

/* What the office says; where it says nothing, what the register of countries says (field "confidential_sites", with its
 * source): both are records that the office may change. */
static gboolean
ask_office (EpcStore *store)
{
  const EpcEntity *offices = epc_entity_find ("office"), *places = epc_entity_find ("place");
  EpcUid uid = epc_store_office (store);
  g_autoptr (EpcRecord) office = epc_store_get (store, offices, &uid, NULL);
  const char *told = office != NULL ? epc_record_text (office, "is_confidential_sites") : NULL;

  if (told != NULL || epc_store_country (store) == NULL)
    return g_strcmp0 (told, "yes") == 0;
  g_autoptr (EpcRecord) country = epc_store_find (store, places, epc_store_country (store), NULL);
  return country != NULL && g_strcmp0 (epc_record_text (country, "confidential_sites"), "yes") == 0;
}

EpcAudienceRules *
epc_audience_rules_new (EpcStore *store, EpcAudience audience)
{
  EpcAudienceRules *rules = g_new0 (EpcAudienceRules, 1);

  rules->store = g_object_ref (store);
  rules->audience = audience;
  rules->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rules->sites_are_confidential = audience != EPC_AUDIENCE_OFFICE && ask_office (store);
  if (audience != EPC_AUDIENCE_OFFICE)
    rules->secrets = epc_site_secrets_new (store, rules->sites_are_confidential);
  return rules;
}

void
epc_audience_rules_free (EpcAudienceRules *rules)
{
  if (rules == NULL)
    return;
  g_object_unref (rules->store);
  g_hash_table_unref (rules->targets);
  epc_site_secrets_free (rules->secrets);
  g_free (rules);
}

static gboolean
is_guarded (const EpcAudienceRules *rules, const EpcEntity *entity)
{
  return rules->sites_are_confidential && (entity->flags & EPC_ENTITY_CONFIDENTIAL);
}

static EpcSensitivity
most_sensitive (EpcAudience audience)
{
  switch (audience)
    {
    case EPC_AUDIENCE_OFFICE:
      return EPC_SENSITIVITY_CONFIDENTIAL;
    case EPC_AUDIENCE_PARTNERS:
      return EPC_SENSITIVITY_RESTRICTED;
    case EPC_AUDIENCE_PUBLIC:
    default:
      return EPC_SENSITIVITY_PUBLIC;
    }
}

gboolean
epc_audience_allows_entity (const EpcAudienceRules *rules, const EpcEntity *entity)
{
  return rules->audience == EPC_AUDIENCE_OFFICE || !(entity->flags & (EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL));
}

const char *
epc_audience_why_not (const EpcAudienceRules *rules, const EpcEntity *entity, const EpcField *field)
{
  if (field->sensitivity > most_sensitive (rules->audience))
    return field->sensitivity == EPC_SENSITIVITY_STRICT         ? _ ("strictly confidential")
           : field->sensitivity == EPC_SENSITIVITY_CONFIDENTIAL ? _ ("confidential")
                                                                : _ ("restricted");
  if (rules->audience == EPC_AUDIENCE_OFFICE)
    return NULL;
  if (!epc_audience_allows_entity (rules, entity))
    return _ ("kept by the program itself");
  /* Names and telephones stay inside; a file is known by its hash, and says nothing to others. */
  if (field->flags & EPC_FIELD_PERSON)
    return _ ("names a person or how to reach one");
  if (epc_kin_withholds_field (entity, field))
    return _ ("with the counts of the site it tells who came and left");
  if (field->type == EPC_TYPE_FILE)
    return _ ("a file of this office");
  const EpcEntity *target = field->type == EPC_TYPE_REFERENCE ? epc_entity_find (field->target) : NULL;
  return target != NULL && is_guarded (rules, target) ? _ ("names a site, and site lists are confidential here") : NULL;
}

gboolean
epc_audience_allows_field (const EpcAudienceRules *rules, const EpcEntity *entity, const EpcField *field)
{
  return epc_audience_why_not (rules, entity, field) == NULL;
}

gboolean
epc_audience_allows_identity (const EpcAudienceRules *rules, const EpcEntity *entity)
{
  return rules->audience != EPC_AUDIENCE_PUBLIC && !is_guarded (rules, entity) && epc_audience_allows_entity (rules, entity);
}

static EpcSensitivity
sensitivity_of (const EpcAudienceRules *rules, const EpcRecord *record)
{
  EpcSensitivity own = epc_record_meta ((EpcRecord *) record)->sensitivity;

  return is_guarded (rules, epc_record_entity (record)) ? MAX (own, EPC_SENSITIVITY_CONFIDENTIAL) : own;
}

gboolean
epc_audience_allows_record (const EpcAudienceRules *rules, const EpcRecord *record)
{
  return epc_record_meta ((EpcRecord *) record)->sensitivity < EPC_SENSITIVITY_STRICT
         && (rules->audience == EPC_AUDIENCE_OFFICE || !epc_kin_withholds_record (record));
}

/* --- positions --- */

/* The secret lies in the user's folder, never in a workspace: a copied workspace cannot be used to move positions back. */
static gboolean
load_secret (EpcAudienceRules *rules)
{
  g_autofree char *path = epc_path_user ("position-secret");
  g_autofree char *bytes = NULL;
  gsize length;

  if (rules->has_secret)
    return TRUE;
  if (g_file_get_contents (path, &bytes, &length, NULL) && length == SECRET_SIZE)
    memcpy (rules->secret, bytes, SECRET_SIZE);
  else
    {
      for (guint i = 0; i < SECRET_SIZE; i += 4)
        {
          guint32 random = epc_clock_random ();
          memcpy (rules->secret + i, &random, 4);
        }
      if (!g_file_set_contents_full (path, (const char *) rules->secret, SECRET_SIZE, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
        return FALSE;
    }
  rules->has_secret = TRUE;
  return TRUE;
}

/* @of: whose position it is. All records about one site move alike: else the mean of many would find it again. */
static void
move_position (EpcAudienceRules *rules, EpcRecord *record, const EpcUid *of, const EpcField *latitude, const EpcField *longitude)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  guint32 turn, far;
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, rules->secret, SECRET_SIZE);

  g_hmac_update (hmac, of->bytes, 16);
  g_hmac_get_digest (hmac, digest, &length);
  memcpy (&turn, digest, 4);
  memcpy (&far, digest + 4, 4);
  double angle = turn / 4294967296.0 * 2 * G_PI;
  double metres = LEAST_SHIFT + far / 4294967296.0 * (MOST_SHIFT - LEAST_SHIFT);
  double north = epc_record_decimal (record, latitude->key), east = epc_record_decimal (record, longitude->key);
  double across = MAX (0.01, cos (north * G_PI / 180));
  /* Five decimals are a metre: more would pretend. */
  epc_record_set_decimal (record, latitude->key, round ((north + cos (angle) * metres / METRES_PER_DEGREE) * 1e5) / 1e5);
  epc_record_set_decimal (record, longitude->key, round ((east + sin (angle) * metres / METRES_PER_DEGREE / across) * 1e5) / 1e5);
}

static const EpcField *
field_of_type (const EpcEntity *entity, EpcFieldType type)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == type)
      return &entity->fields[i];
  return NULL;
}

static gboolean
take_out (EpcRecord *record, const EpcField *field)
{
  if (field == NULL || epc_record_is_empty (record, field->key))
    return FALSE;
  epc_record_empty (record, field->key);
  return TRUE;
}

/* How sensitive the record is that @field names, where its kind may be confidential (a site); public otherwise. */
static EpcSensitivity
sensitivity_of_target (EpcAudienceRules *rules, const EpcRecord *record, const EpcField *field)
{
  const EpcEntity *target = field->type == EPC_TYPE_REFERENCE ? epc_entity_find (field->target) : NULL;
  const EpcUid *uid
      = target != NULL && (target->flags & EPC_ENTITY_CONFIDENTIAL) ? epc_record_reference (record, field->key) : NULL;
  char key[EPC_UID_TEXT_SIZE];

  if (uid == NULL)
    return EPC_SENSITIVITY_PUBLIC;
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (rules->targets, epc_uid_to_text (uid, key)));
  if (known == 0)
    {
      g_autoptr (EpcRecord) named = epc_store_get (rules->store, target, uid, NULL);
      known = named != NULL ? sensitivity_of (rules, named) + 1 : EPC_SENSITIVITY_PUBLIC + 1;
      g_hash_table_insert (rules->targets, g_strdup (key), GUINT_TO_POINTER (known));
    }
  return (EpcSensitivity) (known - 1);
}

/* What is said about a site is as sensitive as the site; *@of becomes the site. A reference to a confidential one is taken out:
 * its code is as good as its name. */
static EpcSensitivity
look_at_targets (EpcAudienceRules *rules, EpcRecord *record, EpcUid *of, gboolean *changed)
{
  const EpcEntity *entity = epc_record_entity (record);
  EpcSensitivity most = EPC_SENSITIVITY_PUBLIC;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      EpcSensitivity own = sensitivity_of_target (rules, record, &entity->fields[i]);
      if (own > most)
        {
          most = own;
          *of = *epc_record_reference (record, entity->fields[i].key);
        }
      if (own >= EPC_SENSITIVITY_CONFIDENTIAL)
        *changed |= take_out (record, &entity->fields[i]);
    }
  return most;
}

gboolean
epc_audience_hides_identity (const EpcAudienceRules *rules, const EpcRecord *record)
{
  return rules->audience != EPC_AUDIENCE_OFFICE && sensitivity_of (rules, record) >= EPC_SENSITIVITY_CONFIDENTIAL;
}

/* An outline says where as well as a point does. */
static gboolean
take_out_outlines (EpcRecord *record, const EpcEntity *entity)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & EPC_FIELD_GEOMETRY)
      changed |= take_out (record, &entity->fields[i]);
  return changed;
}

gboolean
epc_audience_reads_texts (const EpcAudienceRules *rules, const EpcEntity *entity)
{
  return rules->secrets != NULL && !(entity->flags & EPC_ENTITY_COUNT) && epc_site_secrets_any (rules->secrets);
}

/* What people wrote names a site as well as its own record does. */
static gboolean
take_out_texts (const EpcAudienceRules *rules, EpcRecord *record, const EpcEntity *entity)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < entity->n_fields && epc_audience_reads_texts (rules, entity); i++)
    {
      const EpcField *field = &entity->fields[i];
      const EpcValue *value = epc_record_value (record, i);
      if ((field->type == EPC_TYPE_TEXT || field->type == EPC_TYPE_LONG_TEXT) && value->kind == EPC_VALUE_TEXT
          && epc_site_secrets_in (rules->secrets, value->text))
        changed |= take_out (record, field);
    }
  return changed;
}

gboolean
epc_audience_trim_record (EpcAudienceRules *rules, EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcField *latitude = field_of_type (entity, EPC_TYPE_LATITUDE), *longitude = field_of_type (entity, EPC_TYPE_LONGITUDE);
  EpcUid of = *epc_record_uid (record);
  gboolean changed = FALSE;

  if (rules->audience == EPC_AUDIENCE_OFFICE)
    return FALSE;
  changed = take_out_texts (rules, record, entity);
  EpcSensitivity own = sensitivity_of (rules, record), named = look_at_targets (rules, record, &of, &changed);
  EpcSensitivity sensitivity = MAX (own, named);
  if (sensitivity == EPC_SENSITIVITY_PUBLIC)
    return changed;
  changed |= take_out_outlines (record, entity);
  if (sensitivity >= EPC_SENSITIVITY_CONFIDENTIAL)
    {
      static const char *const telling[] = { "name",          "other_name",    "ssid",          "place_name", "neighbourhood",
                                             "location_name", "location_ssid", "location_text", "address" };
      changed |= take_out (record, latitude);
      changed |= take_out (record, longitude);
      for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
        {
          const EpcField *field = epc_entity_field (entity, telling[i]);
          if (field != NULL && epc_field_is_stored (field))
            changed |= take_out (record, field);
        }
      return changed;
    }
  if (latitude == NULL || longitude == NULL || epc_record_is_empty (record, latitude->key)
      || epc_record_is_empty (record, longitude->key))
    return changed;
  if (load_secret (rules))
    move_position (rules, record, &of, latitude, longitude);
  else
    {
      take_out (record, latitude);
      take_out (record, longitude);
    }
  return TRUE;
}
