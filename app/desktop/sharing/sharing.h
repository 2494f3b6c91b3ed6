/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Packages in the window: giving, looking before taking in, deciding, and what the other offices have.
 */
#pragma once

#include "desktop/sections.h"
#include "desktop/window.h"
#include "exchange/epc-package.h"

G_BEGIN_DECLS

/* Asks for whom and how much, shows what will leave and how large it is, then for the file. @office: chosen beforehand, as
 * EpcPackageWish names it; NULL: whoever opens it. */
void epc_share_start (EpcWindow *window, EpcSession *session, const char *office);

/* Asks for a file, then does as epc_receive_file(). */
void epc_receive_start (EpcWindow *window, EpcSession *session);
/* A package opens its review; a receipt is noted; a key is shown to be compared. What is none of these is said in a sentence. */
void epc_receive_file (EpcWindow *window, EpcSession *session, GFile *file);
/* The review of @package: who signed it and what it would bring, before anything is written. @came NULL: it goes on from one that has not
 * come, as @why_not says. Both are taken. */
void epc_receive_page_open (EpcWindow *window, EpcSession *session, EpcPackage *package, EpcCame *came, const char *why_not,
                            const char *file_name);

/* The key of this workspace as words and square code, to be compared and exported. */
void epc_key_dialog_present (EpcWindow *window, EpcSession *session);
/* The key of another office, to be compared and then trusted. @head is copied from. */
void epc_key_dialog_ask (EpcWindow *window, EpcSession *session, const EpcPackageHead *head);

/* Asks where, then writes what this workspace has, for whoever gave it. */
void epc_receipt_save (EpcWindow *window, EpcSession *session);

/* The section: what waits for a decision, and the offices with what they have. */
GtkWidget *epc_sharing_page_new (const EpcSection *section, EpcSession *session);

G_END_DECLS
