/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An office with the real window, for the tests of sharing: what is typed, shared, reviewed and merged in it.
 */
#pragma once

#include "desktop-support.h"

#include "exchange/epc-export.h"

extern EpcApplication *application;
extern gboolean wants_recovery; /* of the next package that is sealed */

typedef struct
{
  const char *title;
  EpcStore *store;
  EpcWindow *window;
  char *folder;
} Office;

typedef struct
{
  Office *office;
  EpcUid uid;
  const char *name; /* NULL: gone */
} Named;

void open_office (Office *office, const char *title, const char *country);
void close_office (Office *office);
void office_look_at (Office *office);
char *bytes_of (Office *office, gsize *length);
gboolean hold_the_same (Office *a, Office *b);
guint n_waiting (Office *office);
gboolean is_named (gpointer data);
gboolean is_nothing_pushed (gpointer window);
void type_name (Office *office, const EpcUid *uid, const char *name);
void delete_site (Office *office, const EpcUid *uid);
GtkWindow *window_of_type (GType type);
GtkWindow *await_window (GType type);
gboolean can_be_pressed (gpointer button);
gboolean is_written (gpointer path);
void answer_file_dialog (const char *path);
char *office_share (Office *office, const char *name, const char *passphrase);
gboolean is_page_pushed (gpointer window);
GtkWidget *office_review (Office *office, const char *path);
void collect_blue (GtkWidget *widget, gpointer data);
void office_merge (Office *office, const char *path, gboolean is_known);
