/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Filling forms of the real window as somebody does at the keyboard: a value typed, pasted, or chosen with the arrows in every kind of field.
 */
#pragma once

#include "desktop-support.h"
#include "desktop/widgets/epc-field-row.h"
#include "desktop/widgets/epc-record-form.h"

/* The keys go to the window that has the X focus; there is no window manager, so it is given to it. */
void play_focus (GtkWindow *window);
/* Goes to the list of @entity ("own": the section's own page) and returns what is shown there. */
GtkWidget *play_go (EpcWindow *window, const char *tab, const char *section, const char *entity);
/* Types @text where the focus is; what the keyboard of the tests has no key for comes by Ctrl+V. */
void play_text (const char *text);
/* Puts @value (canonical text of the field; dates as people write them) into the row and goes on with Tab. */
void play_row (EpcFieldRow *row, const char *value);
/* The row of @field below @widget; NULL: there is none. */
EpcFieldRow *play_find_row (GtkWidget *widget, const char *field);
/* Space on a button found by its label, which is waited for. */
void play_button (GtkWidget *below, const char *label);
/* The form of a new record of @entity, by Ctrl+N on its list. */
EpcRecordForm *play_new (EpcWindow *window, const char *entity);
/* The form of a record, as the search everywhere opens it: the row in its list, then F2. */
EpcRecordForm *play_open (EpcWindow *window, const char *entity, const EpcUid *uid);
/* Escape leaves the form, which is saved by then; fails with what the form says against it. */
void play_leave (EpcWindow *window, EpcRecordForm *form);
