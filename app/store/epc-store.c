/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The object: what is open, its readers, its signals. Opening and creating are in epc-open.c.
 */
#include "epc-store-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define IDLE_READERS 3

G_DEFINE_FINAL_TYPE (EpcStore, epc_store, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_NOTICE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
epc_store_dispose (GObject *object)
{
  epc_store_close (EPC_STORE (object));
  G_OBJECT_CLASS (epc_store_parent_class)->dispose (object);
}

static void
epc_store_finalize (GObject *object)
{
  EpcStore *self = EPC_STORE (object);

  g_free (self->path);
  g_free (self->lock_path);
  g_free (self->step_label);
  g_free (self->replica_path);
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->idle_readers);
  g_hash_table_unref (self->titles);
  g_hash_table_unref (self->place_names);
  g_clear_pointer (&self->batches, g_hash_table_unref);
  g_object_unref (self->closing);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (epc_store_parent_class)->finalize (object);
}

static void
epc_store_class_init (EpcStoreClass *class)
{
  G_OBJECT_CLASS (class)->dispose = epc_store_dispose;
  G_OBJECT_CLASS (class)->finalize = epc_store_finalize;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", EPC_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", EPC_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                         G_TYPE_STRING, G_TYPE_STRING);
}

static void
epc_store_init (EpcStore *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->idle_readers = g_ptr_array_new ();
  self->notices = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->place_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->closing = g_cancellable_new ();
  self->author = (char *) g_intern_string (g_get_user_name ());
}

/* --- readers --- */

EpcReader
epc_reader_take (EpcStore *store, GCancellable *cancellable, GError **error)
{
  EpcReader reader = { store, NULL };

  if (epc_store_is_writer_thread (store))
    {
      if (store->transaction == NULL || epc_put_write_held (store->transaction, error))
        reader.db = store->writer;
      return reader;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return reader;
  g_mutex_lock (&store->lock);
  if (store->is_closed)
    /* Not a fault: whoever still waits for an answer waits for nobody. */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The workspace is closed."));
  else if (store->idle_readers->len > 0)
    reader.db = g_ptr_array_steal_index_fast (store->idle_readers, store->idle_readers->len - 1);
  gboolean is_closed = store->is_closed;
  g_mutex_unlock (&store->lock);
  if (reader.db == NULL && !is_closed)
    reader.db = epc_sqlite_open (store->path, store->is_immutable ? EPC_SQLITE_IMMUTABLE : EPC_SQLITE_READER, error);
  if (reader.db != NULL)
    epc_sqlite_set_cancellable (reader.db, cancellable);
  return reader;
}

void
epc_reader_give (EpcReader *reader)
{
  EpcSqlite *surplus = NULL;

  if (reader->db == NULL || reader->db == reader->store->writer)
    return;
  epc_sqlite_set_cancellable (reader->db, NULL);
  epc_sqlite_shrink (reader->db);
  g_mutex_lock (&reader->store->lock);
  if (reader->store->is_closed || reader->store->idle_readers->len >= IDLE_READERS)
    surplus = reader->db;
  else
    g_ptr_array_add (reader->store->idle_readers, reader->db);
  g_mutex_unlock (&reader->store->lock);
  reader->db = NULL;
  epc_sqlite_close (surplus);
}

/* --- signals --- */

typedef struct
{
  GWeakRef store;
  EpcChange change;
  char *kind, *sentence; /* of a notice; NULL: a change */
} Emission;

static gboolean
emit (gpointer data)
{
  Emission *emission = data;
  g_autoptr (EpcStore) store = g_weak_ref_get (&emission->store);

  if (store == NULL)
    return G_SOURCE_REMOVE;
  if (emission->kind != NULL)
    g_signal_emit (store, signals[SIGNAL_NOTICE], 0, emission->kind, emission->sentence);
  else
    g_signal_emit (store, signals[SIGNAL_CHANGED], 0, &emission->change);
  return G_SOURCE_REMOVE;
}

static void
emission_free (gpointer data)
{
  Emission *emission = data;

  g_weak_ref_clear (&emission->store);
  g_clear_pointer (&emission->change.inserted, g_array_unref);
  g_clear_pointer (&emission->change.updated, g_array_unref);
  g_clear_pointer (&emission->change.deleted, g_array_unref);
  g_free (emission->kind);
  g_free (emission->sentence);
  g_free (emission);
}

/* Never called at once, even on the right thread: nobody is told of a change from inside his own call. */
static void
emit_later (EpcStore *store, Emission *emission)
{
  GSource *source = g_idle_source_new ();

  g_weak_ref_init (&emission->store, store);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit, emission, emission_free);
  g_source_set_static_name (source, "epc-store-signal");
  g_source_attach (source, store->context);
  g_source_unref (source);
}

void
epc_store_emit_changed (EpcStore *store, const EpcEntity *entity, GArray *inserted, GArray *updated, GArray *deleted,
                        gboolean is_foreign)
{
  Emission *emission = g_new0 (Emission, 1);

  emission->change = (EpcChange){ entity, inserted, updated, deleted, is_foreign };
  emit_later (store, emission);
}

void
epc_store_add_notice (EpcStore *store, const char *kind, char *sentence)
{
  Emission *emission = g_new0 (Emission, 1);

  emission->kind = g_strdup (kind);
  emission->sentence = g_strdup (sentence);
  g_mutex_lock (&store->lock);
  g_ptr_array_add (store->notices, sentence);
  g_mutex_unlock (&store->lock);
  emit_later (store, emission);
}

const char *const *
epc_store_notices (EpcStore *store)
{
  return (const char *const *) store->notices->pdata;
}

void
epc_store_forget (EpcStore *store)
{
  g_mutex_lock (&store->lock);
  g_hash_table_remove_all (store->titles);
  g_hash_table_remove_all (store->place_names);
  g_mutex_unlock (&store->lock);
}

/* --- closing and plain facts --- */

void
epc_store_close (EpcStore *store)
{
  g_return_if_fail (EPC_IS_STORE (store));
  if (store->is_closed)
    return;
  epc_own_codes_forget (store);
  g_cancellable_cancel (store->closing);
  g_clear_pointer (&store->background, g_thread_join);
  g_mutex_lock (&store->lock);
  store->is_closed = TRUE;
  while (store->idle_readers->len > 0)
    epc_sqlite_close (g_ptr_array_steal_index_fast (store->idle_readers, store->idle_readers->len - 1));
  g_mutex_unlock (&store->lock);
  epc_writer_stop (store);
  g_clear_pointer (&store->writer, epc_sqlite_close);
  if (store->lock_path != NULL)
    epc_files_unlock (store->lock_path);
  g_clear_pointer (&store->lock_path, g_free);
}

const char *
epc_store_path (EpcStore *store)
{
  return store->path;
}

gboolean
epc_store_is_read_only (EpcStore *store)
{
  return store->is_read_only || store->is_reader;
}

gboolean
epc_store_is_reader (EpcStore *store)
{
  return store->is_reader;
}

void
epc_store_set_author (EpcStore *store, const char *author)
{
  g_mutex_lock (&store->lock);
  /* The old text stays alive for those who were given it: authors are few. */
  store->author = (char *) g_intern_string (author != NULL && *author != '\0' ? author : g_get_user_name ());
  g_mutex_unlock (&store->lock);
}

const char *
epc_store_author (EpcStore *store)
{
  return store->author;
}

const char *
epc_store_country (EpcStore *store)
{
  return store->country != NULL ? store->country : "";
}

EpcUid
epc_store_office (EpcStore *store)
{
  return store->office;
}

const char *
epc_store_zone (EpcStore *store)
{
  return store->zone != NULL ? store->zone : "UTC";
}

char *
epc_store_replica (EpcStore *store)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < sizeof store->replica.bytes; i++)
    g_string_append_printf (out, "%02x", store->replica.bytes[i]);
  return g_string_free (out, FALSE);
}
