/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the pages of one window share. The view state lies in one GSettings dictionary, keyed by the workspace's path, so
 * that it never travels with the file.
 */
#include "epc-session.h"

#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

struct _EpcSession
{
  GObject parent_instance;
  EpcStore *store;
  GSettings *settings;
  EpcUid crisis;
  gboolean has_crisis;
  gint64 saved;
  gulong changed_handler;
};

enum { SIGNAL_CRISIS_CHANGED, SIGNAL_SAVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcSession, epc_session, G_TYPE_OBJECT)

static void
on_store_changed (EpcStore *store, EpcChange *change, EpcSession *self)
{
  if (!change->is_foreign)
    self->saved = epc_clock_now ();
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
}

static void
epc_session_dispose (GObject *object)
{
  EpcSession *self = EPC_SESSION (object);

  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_handler, self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (epc_session_parent_class)->dispose (object);
}

static void
epc_session_class_init (EpcSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_session_dispose;
  signals[SIGNAL_CRISIS_CHANGED]
      = g_signal_new ("crisis-changed", EPC_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVED] = g_signal_new ("saved", EPC_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
epc_session_init (EpcSession *self)
{
}

static void
recall_crisis (EpcSession *self)
{
  g_autofree char *text = epc_session_view_state (self, "crisis");
  const EpcEntity *entity = epc_entity_find ("crisis");
  EpcUid uid;

  if (text == NULL || entity == NULL || !epc_uid_from_text (text, &uid))
    return;
  g_autoptr (EpcRecord) record = epc_store_get (self->store, entity, &uid, NULL);
  if (record != NULL && !epc_record_meta (record)->is_deleted)
    {
      self->crisis = uid;
      self->has_crisis = TRUE;
    }
}

EpcSession *
epc_session_new (EpcStore *store, GSettings *settings)
{
  EpcSession *self = g_object_new (EPC_TYPE_SESSION, NULL);

  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  self->changed_handler = g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  recall_crisis (self);
  return self;
}

EpcStore *
epc_session_store (EpcSession *self)
{
  return self->store;
}

GSettings *
epc_session_settings (EpcSession *self)
{
  return self->settings;
}

const EpcUid *
epc_session_crisis (EpcSession *self)
{
  return self->has_crisis ? &self->crisis : NULL;
}

void
epc_session_set_crisis (EpcSession *self, const EpcUid *crisis)
{
  char text[EPC_UID_TEXT_SIZE] = "";

  if (crisis == NULL ? !self->has_crisis : self->has_crisis && epc_uid_equal (crisis, &self->crisis))
    return;
  self->has_crisis = crisis != NULL;
  if (crisis != NULL)
    {
      self->crisis = *crisis;
      epc_uid_to_text (crisis, text);
    }
  epc_session_set_view_state (self, "crisis", text);
  g_signal_emit (self, signals[SIGNAL_CRISIS_CHANGED], 0);
}

char *
epc_session_crisis_title (EpcSession *self)
{
  return self->has_crisis ? epc_store_title (self->store, epc_entity_find ("crisis"), &self->crisis) : g_strdup (_ ("All crises"));
}

typedef enum
{
  REAL,
  SAMPLE,
  DRILL,
} Reality;

static Reality
reality (EpcSession *self)
{
  g_autofree char *sample = epc_store_setting (self->store, "workspace.is_sample");
  g_autoptr (EpcRecord) record = NULL;

  if (g_strcmp0 (sample, "yes") == 0)
    return SAMPLE;
  if (self->has_crisis)
    record = epc_store_get (self->store, epc_entity_find ("crisis"), &self->crisis, NULL);
  return record != NULL && g_strcmp0 (epc_record_text (record, "is_drill"), "yes") == 0 ? DRILL : REAL;
}

const char *
epc_session_unreal_text (EpcSession *self)
{
  const char *const texts[] = { NULL, _ ("SAMPLE – nothing here is real"), _ ("DRILL – nothing here is real") };

  return texts[reality (self)];
}

const char *
epc_session_watermark (EpcSession *self)
{
  const char *const words[] = { NULL, _ ("SAMPLE"), _ ("DRILL") };

  return words[reality (self)];
}

char *
epc_session_office_title (EpcSession *self)
{
  EpcUid office = epc_store_office (self->store);
  const EpcEntity *entity = epc_entity_find ("office");

  return entity != NULL && !epc_uid_is_nil (&office) ? epc_store_title (self->store, entity, &office)
                                                     : g_path_get_basename (epc_store_path (self->store));
}

const EpcField *
epc_session_crisis_field (const EpcEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == EPC_TYPE_REFERENCE && g_strcmp0 (entity->fields[i].target, "crisis") == 0)
      return &entity->fields[i];
  return NULL;
}

/* --- how pages were left --- */

static char *
state_key (EpcSession *self, const char *key)
{
  return g_strdup_printf ("%s|%s", epc_store_path (self->store), key);
}

char *
epc_session_view_state (EpcSession *self, const char *key)
{
  g_autoptr (GVariant) states = g_settings_get_value (self->settings, "view-states");
  g_autofree char *full = state_key (self, key);
  char *value = NULL;

  if (g_variant_lookup (states, full, "s", &value) && *value == '\0')
    g_clear_pointer (&value, g_free);
  return value;
}

void
epc_session_set_view_state (EpcSession *self, const char *key, const char *value)
{
  g_autoptr (GVariant) states = g_settings_get_value (self->settings, "view-states");
  g_autofree char *full = state_key (self, key);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name, *text;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, states);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &text))
    if (!g_str_equal (name, full))
      g_variant_builder_add (&builder, "{ss}", name, text);
  if (value != NULL && *value != '\0')
    g_variant_builder_add (&builder, "{ss}", full, value);
  g_settings_set_value (self->settings, "view-states", g_variant_builder_end (&builder));
}

typedef struct
{
  EpcSession *session; /* weak: the pane outlives no session, but its last notify may come late */
  char *key;
} KeptPosition;

static void
kept_position_free (gpointer data, GClosure *closure)
{
  KeptPosition *kept = data;

  g_clear_weak_pointer (&kept->session);
  g_free (kept->key);
  g_free (kept);
}

static void
on_position (GObject *paned, GParamSpec *pspec, KeptPosition *kept)
{
  gboolean is_set = FALSE;
  int position;

  if (kept->session == NULL || kept->session->store == NULL)
    return;
  g_object_get (paned, "position-set", &is_set, "position", &position, NULL);
  if (is_set)
    {
      g_autofree char *text = g_strdup_printf ("%d", position);

      epc_session_set_view_state (kept->session, kept->key, text);
    }
}

void
epc_session_keep_position (EpcSession *self, GObject *paned, const char *key, int position)
{
  g_autofree char *text = epc_session_view_state (self, key);
  KeptPosition *kept = g_new0 (KeptPosition, 1);

  g_object_set (paned, "position", text != NULL ? atoi (text) : position, NULL);
  g_set_weak_pointer (&kept->session, self);
  kept->key = g_strdup (key);
  g_signal_connect_data (paned, "notify::position", G_CALLBACK (on_position), kept, kept_position_free, 0);
}

/* --- saved --- */

gint64
epc_session_saved (EpcSession *self)
{
  return self->saved;
}

char *
epc_session_saved_text (EpcSession *self)
{
  if (epc_store_is_reader (self->store))
    return g_strdup (_ ("Reader: changed by packages only"));
  if (epc_store_is_read_only (self->store))
    return g_strdup (_ ("Read-only"));
  if (self->saved == 0)
    return g_strdup (_ ("Everything is saved"));
  g_autofree char *moment = epc_moment_from_unix (self->saved, NULL);
  g_autoptr (GDateTime) local = epc_moment_in_zone (moment, epc_store_zone (self->store));
  if (local == NULL)
    return g_strdup (_ ("Saved"));
  g_autofree char *time = g_date_time_format (local, "%H:%M");
  /* Translators: %s is a time of day such as 14:32 */
  return g_strdup_printf (_ ("Saved %s"), time);
}

char *
epc_session_moment_text (EpcStore *store, gint64 wall)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (epc_store_zone (store));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);

  return epc_language_moment (epc_language_get (NULL), local);
}
