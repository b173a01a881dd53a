/* What a callee makes only for certain arguments is not made where they are
   others.  zlib forgets its error message by setting none.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

struct stream
{
  char *text;
};

static void
set_error (struct stream *s, int code, const char *text)
{
  free (s->text);
  s->text = NULL;
  if (!text || code == 3)
    return;
  s->text = strdup (text); /* { dg-bogus "escape:heap" } */
}

static void
forget (struct stream *s, const char *why)
{
  set_error (s, 0, why); /* { dg-bogus "escape:heap" } */
}

void
reset (struct stream *s)
{
  set_error (s, 0, NULL); /* { dg-bogus "escape:heap" } */
  forget (s, NULL);       /* { dg-bogus "escape:heap" } */
  set_error (s, 3, "");   /* { dg-bogus "escape:heap" } */
}

void
fail (struct stream *s)
{
  set_error (s, 1, "failed"); /* { dg-warning {'set_error\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
fail_because (struct stream *s)
{
  forget (s, "why"); /* { dg-warning {'forget\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

/* A flag of which only some bits are looked at.  */

static void
byte_is_one (struct stream *s, int flag)
{
  if ((char) flag == 1)
    s->text = malloc (1);
}

static void
low_byte_is_one (struct stream *s, int flag)
{
  byte_is_one (s, (unsigned char) flag);
}

static void
is_all_ones (struct stream *s, int flag)
{
  if ((unsigned) flag == 0xffffffff)
    s->text = malloc (2);
}

void
other_bits (struct stream *s)
{
  byte_is_one (s, 0x101);     /* { dg-warning {'byte_is_one\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  low_byte_is_one (s, 0x101); /* { dg-warning {'low_byte_is_one\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  is_all_ones (s, -1);        /* { dg-warning {'is_all_ones\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  byte_is_one (s, 2);         /* { dg-bogus "escape:heap" } */
}
