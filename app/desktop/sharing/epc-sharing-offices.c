/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sender's list: which office has what, what was sent and not yet answered, what came, what is kept aside.
 */
#include <adwaita.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-session.h"
#include "desktop/widgets/epc-dialog-row.h"
#include "desktop/widgets/epc-state.h"
#include "epc-sharing-parts.h"

static GtkWidget *
add_group (GtkBox *box, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_widget_add_css_class (group, "dense");
  gtk_box_append (box, group);
  return group;
}

static const char *
name_of (const char *name)
{
  return name != NULL ? name : _ ("An office without a name");
}

static void
add_peer (GtkWidget *group, EpcStore *store, const EpcPeer *peer, gint64 lacks)
{
  g_autofree char *heard = epc_session_moment_text (store, peer->heard), *n = epc_language_integer (epc_language_get (NULL), lacks);
  g_autofree char *replica = epc_replica_to_hex (&peer->replica);
  /* Translators: when an office was heard of, and the first digits of its workspace */
  g_autofree char *note = g_strdup_printf (_ ("Heard of on %s · workspace %.8s"), heard, replica);
  g_autofree char *state = lacks == 0 ? g_strdup (_ ("Has everything"))
                                      : g_strdup_printf (ngettext_ ("%s change since", "%s changes since", (gulong) lacks), n);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *share = gtk_button_new_with_label (_ ("Share…"));
  GtkWidget *row;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (share), "sharing.share");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (share), "s", replica);
  gtk_widget_set_valign (share, GTK_ALIGN_CENTER);
  row = epc_dialog_row_add (group, name_of (peer->name), note, share, FALSE);
  gtk_box_append (GTK_BOX (box), epc_state_new (lacks == 0 ? "ok" : "watch", state, "plain"));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
}

static GtkWidget *
add_plain (GtkWidget *group, const char *title, const char *note, const char *kind, const char *state)
{
  GtkWidget *row = adw_action_row_new (), *word = epc_state_new (kind, state, "plain");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  gtk_widget_set_valign (word, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), word);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
add_parcel (GtkWidget *group, EpcStore *store, const EpcParcel *parcel, GPtrArray *peers)
{
  g_autofree char *at = epc_session_moment_text (store, parcel->at), *size = g_format_size ((guint64) parcel->size),
                  *n = epc_language_integer (epc_language_get (NULL), parcel->n_entries);
  g_autofree char *changes = g_strdup_printf (ngettext_ ("%s change", "%s changes", (gulong) parcel->n_entries), n);
  const char *whom = parcel->name != NULL ? parcel->name : parcel->is_sent ? _ ("for whoever opens it") : name_of (NULL);
  g_autofree char *note = g_strjoin (" · ", at, whom, changes, size, NULL);
  guint n_have = parcel->is_sent ? epc_parcel_n_have (parcel, peers) : 0;

  if (!parcel->is_sent)
    add_plain (group, parcel->file, note, "info", _ ("Received"));
  else if (n_have == 0)
    add_plain (group, parcel->file, note, "pending", _ ("Sent, not yet answered"));
  else if (!epc_uid_is_nil (&parcel->peer))
    add_plain (group, parcel->file, note, "ok", _ ("Arrived"));
  else
    {
      g_autofree char *have = epc_language_integer (epc_language_get (NULL), n_have), *all = epc_language_integer (epc_language_get (NULL), peers->len);
      /* Translators: numbers of offices */
      g_autofree char *state = g_strdup_printf (_ ("Arrived at %s of %s"), have, all);
      add_plain (group, parcel->file, note, n_have == peers->len ? "ok" : "half", state);
    }
}

void
epc_sharing_offices_fill (GtkBox *box, EpcStore *store, const EpcSharingData *data)
{
  GtkWidget *child, *group;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  group = add_group (box, _ ("Offices"), data->peers->len == 0 ? _ ("None was heard of yet. Share a package, or receive one.") : NULL);
  for (guint i = 0; i < data->peers->len; i++)
    add_peer (group, store, g_ptr_array_index (data->peers, i), g_array_index (data->lacks, gint64, i));
  if (data->asides->len > 0)
    group = add_group (box, _ ("Kept aside"), _ ("Each goes on from a package that has not come. When that is merged these follow by themselves."));
  for (guint i = 0; i < data->asides->len; i++)
    {
      const EpcAside *aside = g_ptr_array_index (data->asides, i);
      g_autofree char *at = epc_session_moment_text (store, aside->at), *note = g_strjoin (" · ", at, name_of (aside->name), NULL);
      add_plain (group, aside->file, note, "watch", _ ("Waits for the one before it"));
    }
  if (data->parcels->len > 0)
    group = add_group (box, _ ("Packages"), NULL);
  for (guint i = 0; i < data->parcels->len; i++)
    add_parcel (group, store, g_ptr_array_index (data->parcels, i), data->peers);
}
