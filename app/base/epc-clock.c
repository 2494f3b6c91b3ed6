/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-clock.h"

#include <string.h>

static GMutex clock_lock;
static gint64 held_moment;
static gboolean environment_read;
static GRand *held_random;

static void
hold_locked (gint64 microseconds)
{
  held_moment = microseconds;
  g_clear_pointer (&held_random, g_rand_free);
  if (microseconds != 0)
    held_random = g_rand_new_with_seed ((guint32) (microseconds / G_USEC_PER_SEC));
}

static void
read_environment_locked (void)
{
  const char *text = g_getenv ("EPC_CLOCK");

  environment_read = TRUE;
  if (text == NULL || *text == '\0')
    return;
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, NULL);
  if (moment != NULL)
    hold_locked (g_date_time_to_unix (moment) * G_USEC_PER_SEC);
}

gint64
epc_clock_now (void)
{
  g_mutex_lock (&clock_lock);
  if (!environment_read)
    read_environment_locked ();
  gint64 now = held_moment != 0 ? held_moment : g_get_real_time ();
  g_mutex_unlock (&clock_lock);
  return now;
}

void
epc_clock_hold (gint64 microseconds)
{
  g_mutex_lock (&clock_lock);
  environment_read = TRUE;
  hold_locked (microseconds);
  g_mutex_unlock (&clock_lock);
}

gboolean
epc_clock_is_fixed (void)
{
  epc_clock_now ();
  g_mutex_lock (&clock_lock);
  gboolean fixed = held_moment != 0;
  g_mutex_unlock (&clock_lock);
  return fixed;
}

static guint32
random_locked (void)
{
  static GRand *system_random;

  if (held_random != NULL)
    return g_rand_int (held_random);
  if (system_random == NULL)
    system_random = g_rand_new ();
  return g_rand_int (system_random);
}

guint32
epc_clock_random (void)
{
  g_mutex_lock (&clock_lock);
  guint32 value = random_locked ();
  g_mutex_unlock (&clock_lock);
  return value;
}

void
epc_clock_identity (gint64 *now, gboolean *is_fixed, guint32 random[2])
{
  g_mutex_lock (&clock_lock);
  if (!environment_read)
    read_environment_locked ();
  *is_fixed = held_moment != 0;
  *now = *is_fixed ? held_moment : g_get_real_time ();
  random[0] = random_locked ();
  random[1] = random_locked ();
  g_mutex_unlock (&clock_lock);
}

EpcStamp
epc_stamp_next (gint64 wall, EpcStamp replaced)
{
  EpcStamp stamp = (wall / 1000) << 16;

  return stamp > replaced ? stamp : replaced + 1;
}

gint64
epc_stamp_milliseconds (EpcStamp stamp)
{
  return stamp >> 16;
}
