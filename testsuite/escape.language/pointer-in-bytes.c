/* A pointer moves byte by byte or word by word: it is one still where its bytes
   are together again, and where others can put them together.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -fplugin-arg-escape-ignore=stack" } */

#include <stddef.h>
#include <stdint.h>

int *global;
unsigned char global_bytes[16];
uint16_t global_shorts[4];

static void
copy_bytes (void *to, const void *from, size_t n) /* { dg-note {'to' does not escape} } */
        /* { dg-note {'from' does not escape} "" { target *-*-* } .-1 } */
{
  unsigned char *d = to;
  const unsigned char *s = from;
  while (n--)
    *d++ = *s++;
}

static void
copy_shorts (uint16_t *to, const uint16_t *from) /* { dg-note {'to' does not escape} } */
        /* { dg-note {'from' does not escape} "" { target *-*-* } .-1 } */
{
  for (int i = 0; i < 4; i++)
    to[i] = from[i];
}

static unsigned char
get_byte (const void *from, int i) /* { dg-note {'from' does not escape} } */
{
  return ((const unsigned char *) from)[i];
}

static void
put_byte (void *to, int i, unsigned char byte) /* { dg-note {'to' does not escape} } */
{
  ((unsigned char *) to)[i] = byte;
}

void
to_global (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  int *p = &i, *q; /* { dg-note {'p' does not escape} } */
        /* { dg-note {'q' does not escape} "" { target *-*-* } .-1 } */
  copy_bytes (&q, &p, sizeof p);
  global = q;
}

void
to_local (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  int *p = &i, *q; /* { dg-note {'p' does not escape} } */
        /* { dg-note {'q' does not escape} "" { target *-*-* } .-1 } */
  copy_bytes (&q, &p, sizeof p);
  *q = 1;
}

void
to_global_bytes (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  int *p = &i; /* { dg-note {'p' does not escape} } */
  copy_bytes (global_bytes, &p, sizeof p);
}

void
shorts_to_global (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  int *p = &i; /* { dg-note {'p' does not escape} } */
  copy_shorts (global_shorts, (uint16_t *) &p);
}

void
shorts_to_local (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  int *p = &i, *q; /* { dg-note {'p' does not escape} } */
        /* { dg-note {'q' does not escape} "" { target *-*-* } .-1 } */
  copy_shorts ((uint16_t *) &q, (uint16_t *) &p);
  *q = 1;
}

void
fetched (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  int *p = &i, *q; /* { dg-note {'p' does not escape} } */
        /* { dg-note {'q' does not escape} "" { target *-*-* } .-1 } */
  for (int k = 0; k < (int) sizeof p; k++)
    ((char *) &q)[k] = get_byte (&p, k);
  global = q;
}

void
fetched_and_added (int *sum) /* { dg-note {'sum' does not escape} } */
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  char text[4] = { 1, 2, 3, 4 }; /* { dg-note {'text' does not escape} } */
  int *p = &i;
  for (int k = 0; k < 4; k++)
    *sum += get_byte (text, k) * *p;
}

void
put (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  int *p = &i; /* { dg-note {'p' does not escape} } */
  for (int k = 0; k < (int) sizeof p; k++)
    put_byte (&global, k, ((char *) &p)[k]);
}

void
put_and_dropped (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  int *p = &i, *q; /* { dg-note {'p' does not escape} } */
        /* { dg-note {'q' does not escape} "" { target *-*-* } .-1 } */
  for (int k = 0; k < (int) sizeof p; k++)
    put_byte (&q, k, ((char *) &p)[k]);
  *q = 1;
}

/* Fewer bits than a byte's are no piece.  */

int
slot_of (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  return (uintptr_t) &i % 16;
}
