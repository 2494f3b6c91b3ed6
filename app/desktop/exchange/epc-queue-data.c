/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-queue-data.h"

#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"

G_DEFINE_FINAL_TYPE (EpcQueueLine, epc_queue_line, G_TYPE_OBJECT)

static void
choice_free (gpointer data)
{
  EpcQueueChoice *choice = data;

  g_free (choice->reference);
  g_free (choice->title);
  g_free (choice->code);
  g_free (choice->reason);
  g_free (choice);
}

static void
epc_queue_line_finalize (GObject *object)
{
  EpcQueueLine *self = EPC_QUEUE_LINE (object);

  g_free (self->reference);
  g_free (self->title);
  g_free (self->note);
  g_ptr_array_unref (self->choices);
  G_OBJECT_CLASS (epc_queue_line_parent_class)->finalize (object);
}

static void
epc_queue_line_class_init (EpcQueueLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_queue_line_finalize;
}

static void
epc_queue_line_init (EpcQueueLine *self)
{
  self->choices = g_ptr_array_new_with_free_func (choice_free);
}

/* --- words --- */

static char *
reason_of (const EpcDoubtProposal *proposal)
{
  const EpcLanguage *language = epc_language_get (NULL);
  GString *text = g_string_new (NULL);

  if (proposal->likeness >= 0.995)
    g_string_append (text, _ ("the same name"));
  else
    {
      g_autofree char *percent = epc_language_percent (language, proposal->likeness * 100, 0);
      /* Translators: %s is "83 %" */
      g_string_append_printf (text, _ ("names %s alike"), percent);
    }
  if (!isnan (proposal->km))
    {
      g_autofree char *km = epc_language_decimal (language, proposal->km, 1);
      g_string_append (text, " · ");
      /* Translators: %s is a number of kilometres */
      g_string_append_printf (text, _ ("%s km away"), km);
    }
  if (proposal->inside >= 0)
    g_string_append_printf (text, " · %s", proposal->inside == 1 ? _ ("coordinates lie inside") : _ ("coordinates lie outside"));
  if (proposal->made_by != NULL)
    {
      g_string_append (text, " · ");
      /* Translators: %s is a person */
      g_string_append_printf (text, _ ("made by %s"), proposal->made_by);
    }
  return g_string_free (text, FALSE);
}

static EpcQueueChoice *
choice_new (EpcStore *store, const EpcDoubtProposal *proposal)
{
  EpcQueueChoice *choice = g_new0 (EpcQueueChoice, 1);
  g_autofree char *within = proposal->within != NULL ? epc_store_place_name (store, proposal->within) : NULL;

  choice->reference = g_strdup (proposal->reference);
  choice->code = g_strdup (proposal->code);
  choice->title = within != NULL ? g_strdup_printf ("%s, %s", proposal->name, within) : g_strdup (proposal->name);
  choice->reason = reason_of (proposal);
  return choice;
}

static EpcQueueLine *
waiting_new (EpcStore *store, const EpcDoubt *doubt)
{
  EpcQueueLine *line = g_object_new (EPC_TYPE_QUEUE_LINE, NULL);
  char uid[EPC_UID_TEXT_SIZE];
  g_autofree char *within = doubt->within != NULL ? epc_store_place_name (store, doubt->within) : NULL;
  g_autofree char *rows = epc_language_integer (epc_language_get (NULL), doubt->rows);
  g_autofree char *wait = doubt->is_made_apart ? g_strdup (_ ("may be the same as what another office made"))
                                               : g_strdup_printf (ngettext_ ("%s row waits", "%s rows wait", doubt->rows), rows);
  /* Translators: %s is a person */
  g_autofree char *made = doubt->made_by != NULL ? g_strdup_printf (_ ("made by %s"), doubt->made_by) : NULL;

  line->reference = g_strdup (epc_uid_to_text (&doubt->uid, uid));
  line->entity = epc_entity_find (doubt->entity);
  line->is_made_apart = doubt->is_made_apart;
  line->is_place = g_str_equal (doubt->entity, "place") && !doubt->is_made_apart;
  line->title = g_strdup (doubt->written);
  line->note = g_strjoin (" · ", line->entity != NULL ? _ (line->entity->label) : doubt->entity, wait, within != NULL ? within : made,
                           within != NULL ? made : NULL, NULL);
  for (guint i = 0; i < doubt->proposals->len; i++)
    g_ptr_array_add (line->choices, choice_new (store, g_ptr_array_index (doubt->proposals, i)));
  return line;
}

static EpcQueueLine *
joined_new (const EpcJoined *joined)
{
  EpcQueueLine *line = g_object_new (EPC_TYPE_QUEUE_LINE, NULL);
  g_autofree char *date = joined->decided_on != NULL ? epc_language_date (epc_language_get (NULL), joined->decided_on, FALSE) : NULL;

  line->entity = joined->entity;
  line->kept = joined->kept;
  line->other = joined->other;
  /* Translators: two records that were made one: the one that went, the one that stayed */
  line->title = g_strdup_printf (_ ("%s is %s"), joined->other_title, joined->kept_title);
  line->note = g_strjoin (" · ", _ (joined->entity->label), joined->decided_by != NULL ? joined->decided_by : date,
                          joined->decided_by != NULL ? date : NULL, NULL);
  return line;
}

/* --- reading --- */

EpcQueueData *
epc_queue_data_read (EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) doubts = epc_queue_list (store, FALSE, error);
  g_autoptr (GPtrArray) pairs = doubts != NULL ? epc_queue_joined (store, error) : NULL;

  if (pairs == NULL)
    return NULL;
  EpcQueueData *data = g_new0 (EpcQueueData, 1);
  data->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  data->joined = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < doubts->len; i++)
    g_ptr_array_add (data->waiting, waiting_new (store, g_ptr_array_index (doubts, i)));
  for (guint i = 0; i < pairs->len; i++)
    g_ptr_array_add (data->joined, joined_new (g_ptr_array_index (pairs, i)));
  return data;
}

void
epc_queue_data_free (EpcQueueData *data)
{
  if (data == NULL)
    return;
  g_ptr_array_unref (data->waiting);
  g_ptr_array_unref (data->joined);
  g_free (data);
}
