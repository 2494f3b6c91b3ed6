/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* Below this nothing is won that a bad connection would notice. */
#define LEAST_BYTES (300 * 1024)
/* A camera's picture has no more; what claims to have is not opened. */
#define MOST_PIXELS (120 * 1000 * 1000)
#define QUALITY "82"

static gboolean
is_jpeg (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return size > LEAST_BYTES && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff;
}

/* Asked before anything is decoded: the decoder itself makes it smaller, which is faster and takes less memory. */
static void
on_size (GdkPixbufLoader *loader, int width, int height, gboolean *is_photo)
{
  int side = MAX (width, height);

  *is_photo = width > 0 && height > 0 && (gint64) width * height <= MOST_PIXELS;
  if (*is_photo && side > EPC_PHOTO_SIDE)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) ((gint64) width * EPC_PHOTO_SIDE / side)), MAX (1, (int) ((gint64) height * EPC_PHOTO_SIDE / side)));
  else if (!*is_photo)
    gdk_pixbuf_loader_set_size (loader, 1, 1);
}

/* Upright; NULL: it is no picture. */
static GdkPixbuf *
read_photo (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("jpeg", NULL);
  gboolean is_photo = FALSE;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size), &is_photo);
  gboolean is_read = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  is_read = gdk_pixbuf_loader_close (loader, NULL) && is_read && is_photo;
  GdkPixbuf *picture = is_read ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  return picture != NULL ? gdk_pixbuf_apply_embedded_orientation (picture) : NULL;
}

GBytes *
epc_photo_shrink (GBytes *bytes)
{
  g_autoptr (GdkPixbuf) picture = is_jpeg (bytes) ? read_photo (bytes) : NULL;
  g_autofree char *data = NULL;
  gsize size;

  if (picture == NULL || !gdk_pixbuf_save_to_buffer (picture, &data, &size, "jpeg", NULL, "quality", QUALITY, NULL) || size >= g_bytes_get_size (bytes))
    return g_bytes_ref (bytes);
  return g_bytes_new_take (g_steal_pointer (&data), size);
}
