/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the window share: the real application without its main loop, a workspace in a folder of its own,
 * waiting for a condition, walking the widgets.
 */
#pragma once

#include "desktop/application.h"
#include "desktop/widgets/epc-alert.h"
#include "desktop/window.h"

/* gtk_test_init, the application registered (styles and keys in place), warnings fatal. */
EpcApplication *test_start (int *argc, char ***argv);
/* A new workspace of @country in a fresh folder, with @n_sites sites of one crisis when it is above 0. */
EpcStore *test_workspace (const char *country, guint n_sites);
/* A presented window with @store open (NULL: none); waits until it is drawn. */
EpcWindow *test_window (EpcApplication *application, EpcStore *store);
/* Closes it and asserts that nothing keeps it alive. */
void test_window_gone (EpcWindow *window);

typedef gboolean (*TestCondition) (gpointer data);
/* Runs the main loop until @condition holds; fails the test after 90 s, which is a loaded machine under a sanitiser. */
void test_wait (TestCondition condition, gpointer data, const char *what);
/* Runs the main loop until nothing is left to do now, at least @milliseconds (not counting what a busy machine takes away). */
void test_settle (guint milliseconds);
/* Runs the main loop until nothing has happened for a third of a second (at most 10 s): pages that load have loaded. */
void test_quiet (void);

typedef void (*TestVisit) (GtkWidget *widget, gpointer data);
void test_walk (GtkWidget *widget, TestVisit visit, gpointer data);
/* The first descendant of @type (a label: with this text when @text is not NULL). */
GtkWidget *test_find (GtkWidget *widget, GType type, const char *text);
/* The same, waited for: pages fill themselves in their own time, and under a sanitiser that is a long one. */
GtkWidget *test_await (GtkWidget *widget, GType type, const char *text);
/* The window of @type on screen beside the main one, waited for. */
GtkWidget *test_dialog (GType type, const char *what);
/* What a program writes; NULL-terminated words. Free with g_free(). */
char *test_output (const char *const *words);
/* Draws the window as it is into a PNG. */
void test_picture (GtkWidget *window, const char *path);

/* One record made through the store's one door: pairs of field and canonical text, NULL-terminated. Its uid is returned. */
EpcUid test_add (EpcStore *store, const char *entity, ...) G_GNUC_NULL_TERMINATED;

/* The question or message on screen (epc-alert.h), a window of its own or not; NULL: none. */
EpcAlert *test_alert (void);
/* It, waited for, with the focus. */
EpcAlert *test_await_alert (const char *what);

/* Keys as from a keyboard, through xdotool, to the window that test_focus_window() gave the focus to (by its title: there is
 * no window manager). ASCII only. */
void test_focus_window (const char *title);
void test_press (const char *key);  /* "Tab", "shift+Tab", "ctrl+a" */
void test_type (const char *text);
void test_press_times (const char *key, guint n);
/* All that stands in the entry with the focus is typed over, and Tab leaves it. */
void test_retype (const char *text);
/* A click of the first button at a point of @widget. */
void test_click (GtkWidget *widget, double x, double y);
