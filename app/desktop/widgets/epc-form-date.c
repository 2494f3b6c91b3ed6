/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a date and of a moment. In the date entry + and − go a day on and back, H is today, Alt+Down or F4 opens the
 * calendar. A moment is a date and a time of the office's zone.
 */
#include "epc-form-rows.h"

#include <stdio.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"

/* --- the entry --- */

static gboolean
entry_date (GtkWidget *entry, char *iso)
{
  return epc_date_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), EPC_DATE_ORDER_DAY_FIRST, iso);
}

static void
show_days (GtkWidget *entry, gint64 days)
{
  int year, month, day;
  char text[32];

  epc_date_from_days (days, &year, &month, &day);
  g_snprintf (text, sizeof text, "%02d/%02d/%04d", day, month, year);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
}

/* In the zone of the office; where the entry stands in no form, in UTC. */
static gint64
today (GtkWidget *entry)
{
  GtkWidget *row = gtk_widget_get_ancestor (entry, EPC_TYPE_FIELD_ROW);
  char iso[EPC_DATE_SIZE];
  int year, month, day;

  epc_date_today_in (row != NULL ? epc_store_zone (epc_field_row_store (EPC_FIELD_ROW (row))) : NULL, iso);
  epc_date_split (iso, &year, &month, &day);
  return epc_date_days (year, month, day);
}

static gint64
days_of (const char *iso)
{
  int year, month, day;

  return epc_date_split (iso, &year, &month, &day) ? epc_date_days (year, month, day) : 0;
}

static void
on_day_chosen (GtkCalendar *calendar, GtkWidget *entry)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  show_days (entry, epc_date_days (g_date_time_get_year (date), g_date_time_get_month (date), g_date_time_get_day_of_month (date)));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER)));
  gtk_widget_grab_focus (entry);
}

static void
on_popover_closed (GtkPopover *popover, GtkWidget *entry)
{
  gtk_widget_unparent (GTK_WIDGET (popover));
}

static void
open_calendar (GtkWidget *entry)
{
  GtkWidget *popover = gtk_popover_new (), *calendar = gtk_calendar_new ();
  char iso[EPC_DATE_SIZE];
  int year, month, day;
  g_autoptr (GDateTime) date = NULL;

  if (!gtk_editable_get_editable (GTK_EDITABLE (entry)))
    {
      g_object_ref_sink (popover);
      g_object_unref (popover);
      g_object_ref_sink (calendar);
      g_object_unref (calendar);
      return;
    }
  epc_date_from_days (entry_date (entry, iso) ? days_of (iso) : today (entry), &year, &month, &day);
  date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  gtk_calendar_select_day (GTK_CALENDAR (calendar), date);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (on_day_chosen), entry);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_widget_set_parent (popover, gtk_widget_get_parent (entry));
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed), entry);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static gboolean
on_date_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GtkWidget *entry)
{
  char iso[EPC_DATE_SIZE];
  gboolean is_date = entry_date (entry, iso), is_blank = epc_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if ((key == GDK_KEY_Down && (state & GDK_ALT_MASK)) || key == GDK_KEY_F4)
    {
      open_calendar (entry);
      return TRUE;
    }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || !gtk_editable_get_editable (GTK_EDITABLE (entry)) || !(is_date || is_blank))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      show_days (entry, is_date ? days_of (iso) + 1 : today (entry));
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      /* In "30-6" the minus parts day and month: what is typed so far is no date yet, and it is not taken. */
      show_days (entry, is_date ? days_of (iso) - 1 : today (entry));
      return TRUE;
    case GDK_KEY_h:
    case GDK_KEY_H:
      show_days (entry, today (entry));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_calendar_icon (GtkEntry *entry, GtkEntryIconPosition position, gpointer data)
{
  open_calendar (GTK_WIDGET (entry));
}

GtkWidget *
epc_date_entry_new (void)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("DD/MM/YYYY"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (entry), GTK_ENTRY_ICON_SECONDARY, "x-office-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (entry), GTK_ENTRY_ICON_SECONDARY, _("Calendar (F4) · + − day on, back · H today"));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_date_key), entry);
  g_signal_connect (entry, "icon-press", G_CALLBACK (on_calendar_icon), NULL);
  gtk_widget_add_controller (entry, keys);
  return entry;
}

static void
show_iso (GtkWidget *entry, const char *iso)
{
  if (iso != NULL && *iso != '\0')
    show_days (entry, days_of (iso));
  else
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static gboolean
refuse_date (const char *text, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is not a date of the calendar. Type it as DD/MM/YYYY."), text);
  return FALSE;
}

/* --- a date --- */

struct _EpcFormDate
{
  EpcFieldRow parent_instance;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (EpcFormDate, epc_form_date, EPC_TYPE_FIELD_ROW)

static void
build_date (EpcFieldRow *row)
{
  EpcFormDate *self = EPC_FORM_DATE (row);
  /* The calendar's popover hangs at the entry's parent. */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->entry = epc_date_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (GTK_BOX (box), self->entry);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (epc_field_row_edited), row);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (epc_field_row_done), row);
  epc_field_row_set_control (row, box, self->entry);
}

static void
load_date (EpcFieldRow *row, EpcRecord *record)
{
  show_iso (EPC_FORM_DATE (row)->entry, epc_record_text (record, epc_field_row_field (row)->key));
}

static gboolean
read_date (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (EPC_FORM_DATE (row)->entry));
  char iso[EPC_DATE_SIZE];

  if (epc_text_is_blank (text))
    return epc_field_row_parse (row, record, NULL, error);
  if (!epc_date_parse (text, EPC_DATE_ORDER_DAY_FIRST, iso))
    return refuse_date (text, error);
  return epc_field_row_parse (row, record, iso, error);
}

static void
set_date_editable (EpcFieldRow *row, gboolean is_editable)
{
  gtk_editable_set_editable (GTK_EDITABLE (EPC_FORM_DATE (row)->entry), is_editable);
}

static void
epc_form_date_class_init (EpcFormDateClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  row_class->build = build_date;
  row_class->load = load_date;
  row_class->read = read_date;
  row_class->set_editable = set_date_editable;
}

static void
epc_form_date_init (EpcFormDate *self)
{
}

/* --- a moment --- */

struct _EpcFormMoment
{
  EpcFieldRow parent_instance;
  GtkWidget *date, *time;
};

G_DEFINE_FINAL_TYPE (EpcFormMoment, epc_form_moment, EPC_TYPE_FIELD_ROW)

static void
build_moment (EpcFieldRow *row)
{
  EpcFormMoment *self = EPC_FORM_MOMENT (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *zone = epc_store_zone (epc_field_row_store (row)), *city = strrchr (zone, '/');
  g_autofree char *name = g_strdelimit (g_strdup (city != NULL ? city + 1 : zone), "_", ' ');
  g_autofree char *label = g_strdup_printf (_("%s, time"), _(epc_field_row_field (row)->label));

  self->date = epc_date_entry_new ();
  self->time = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->time), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->time), 5);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->time), "00:00");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_hexpand (self->date, TRUE);
  gtk_box_append (GTK_BOX (box), self->date);
  gtk_box_append (GTK_BOX (box), self->time);
  g_signal_connect_swapped (self->date, "changed", G_CALLBACK (epc_field_row_edited), row);
  g_signal_connect_swapped (self->time, "changed", G_CALLBACK (epc_field_row_edited), row);
  g_signal_connect_swapped (self->date, "activate", G_CALLBACK (gtk_widget_grab_focus), self->time);
  g_signal_connect_swapped (self->time, "activate", G_CALLBACK (epc_field_row_done), row);
  epc_field_row_set_control (row, box, self->date);
  epc_field_row_set_unit (row, name);
}

static void
load_moment (EpcFieldRow *row, EpcRecord *record)
{
  EpcFormMoment *self = EPC_FORM_MOMENT (row);
  const char *moment = epc_record_text (record, epc_field_row_field (row)->key);
  g_autoptr (GDateTime) local
      = moment != NULL ? epc_moment_in_zone (moment, epc_store_zone (epc_field_row_store (row))) : NULL;
  g_autofree char *iso = local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%H:%M") : NULL;

  show_iso (self->date, iso);
  gtk_editable_set_text (GTK_EDITABLE (self->time), time != NULL ? time : "");
}

/* "8", "8:30", "0830", "8.30 h". */
static gboolean
parse_time (const char *text, int *hour, int *minute)
{
  int n = 0;
  char part;

  *hour = *minute = 0;
  if (epc_text_is_blank (text))
    return TRUE;
  if (sscanf (text, " %2d%c%2d%n", hour, &part, minute, &n) == 3 && strchr (":.h ", part) != NULL)
    return *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60;
  *minute = 0;
  if (strspn (text, "0123456789") == strlen (text) && (strlen (text) == 4 || strlen (text) == 3))
    {
      int number = atoi (text);

      *hour = number / 100;
      *minute = number % 100;
      return *hour < 24 && *minute < 60;
    }
  return sscanf (text, " %2d%n", hour, &n) == 1 && text[n] == '\0' && *hour >= 0 && *hour < 24;
}

static gboolean
read_moment (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  EpcFormMoment *self = EPC_FORM_MOMENT (row);
  const char *date = gtk_editable_get_text (GTK_EDITABLE (self->date)), *time = gtk_editable_get_text (GTK_EDITABLE (self->time));
  char iso[EPC_DATE_SIZE];
  int hour, minute;
  g_autofree char *local = NULL, *moment = NULL;

  if (epc_text_is_blank (date) && epc_text_is_blank (time))
    return epc_field_row_parse (row, record, NULL, error);
  if (!epc_date_parse (date, EPC_DATE_ORDER_DAY_FIRST, iso))
    return refuse_date (date, error);
  if (!parse_time (time, &hour, &minute))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is not a time of day. Type it as 14:30."), time);
      return FALSE;
    }
  local = g_strdup_printf ("%sT%02d:%02d:00", iso, hour, minute);
  moment = epc_moment_parse (local, EPC_DATE_ORDER_DAY_FIRST, epc_store_zone (epc_field_row_store (row)));
  if (moment == NULL)
    return refuse_date (date, error);
  return epc_field_row_parse (row, record, moment, error);
}

static void
set_moment_editable (EpcFieldRow *row, gboolean is_editable)
{
  gtk_editable_set_editable (GTK_EDITABLE (EPC_FORM_MOMENT (row)->date), is_editable);
  gtk_editable_set_editable (GTK_EDITABLE (EPC_FORM_MOMENT (row)->time), is_editable);
}

static void
epc_form_moment_class_init (EpcFormMomentClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  row_class->build = build_moment;
  row_class->load = load_moment;
  row_class->read = read_moment;
  row_class->set_editable = set_moment_editable;
}

static void
epc_form_moment_init (EpcFormMoment *self)
{
}
