/* A constructor with several steps: on the error path it frees what it has, on
   the good one all of it leaves.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct image
{
  unsigned char *pixels;
  int *palette;
};

struct image *
image_new (int w, int h)
{
  struct image *i = malloc (sizeof *i); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int *scratch = calloc (w, sizeof *scratch); /* { dg-bogus "escape:heap" } */
  if (!i || !scratch)
    goto fail;
  i->palette = 0;
  i->pixels = calloc (w, h); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!i->pixels)
    goto fail;
  i->palette = malloc (256 * sizeof (int)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!i->palette)
    goto fail_pixels;
  free (scratch);
  return i;

fail_pixels:
  free (i->pixels);
fail:
  free (scratch);
  free (i);
  return 0;
}
