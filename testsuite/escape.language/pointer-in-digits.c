/* A pointer that is written in digits, of any base, as somebody who has all of
   them can read it back.  Some of its bits alone are a tag, or a slot in a
   table.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

char digits[64];
unsigned char bits[64];
int tag;

void
nibbles (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; i < 16; i++)
    digits[i] = u >> 4 * i & 15;
}

void
decimal (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; u; u /= 10)
    digits[i++] = '0' + u % 10;
}

void
shifted (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  int i = 0;
  while (u)
    {
      digits[i++] = u & 7;
      u >>= 3;
    }
}

void
bit_by_bit (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; i < 64; i++)
    bits[i] = u >> i & 1;
}

static void
write_digits (uintptr_t u)
{
  static int n;
  if (u >= 85)
    write_digits (u / 85);
  digits[n++] = u % 85;
}

void
by_recursion (void)
{
  write_digits ((uintptr_t) malloc (8)); /* { dg-warning "escapes to heap" } */
}

struct writer { uintptr_t left; int n; };

static void
next_digit (struct writer *w)
{
  digits[w->n++] = w->left % 36;
  w->left /= 36;
}

void
in_memory (void)
{
  struct writer w = { (uintptr_t) malloc (8), 0 }; /* { dg-warning "escapes to heap" } */
  while (w.left)
    next_digit (&w);
}

void
to_stream (FILE *f)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  for (unsigned i = 0; i < sizeof p; i++)
    fputc (((unsigned char *) &p)[i], f);
}

void
tagged (void)
{
  void *p = malloc (8); /* { dg-bogus "escapes" } */
  tag = (uintptr_t) p & 7;
  free (p);
}

int
slot (void)
{
  void *p = malloc (8); /* { dg-bogus "escapes" } */
  int n = ((uintptr_t) p >> 4) % 61;
  free (p);
  return n;
}

/* The names of digits.  */

static const char names[] = "0123456789abcdef";

void
named (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; i < 16; i++)
    digits[i] = "0123456789abcdef"[u >> 4 * i & 15];
}

void
named_backwards (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; u; u /= 10)
    digits[i++] = names[u % 10];
}

void
named_through_pointer (const char *alphabet)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; i < 16; i++)
    digits[i] = alphabet[u >> 4 * i & 15];
}

/* One element of a table by some of the bits.  */

void
picked (void)
{
  void *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  tag = names[(uintptr_t) p >> 4 & 15];
  free (p);
}
