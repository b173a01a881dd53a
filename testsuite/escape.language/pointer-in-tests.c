/* A pointer whose bits or digits are asked for one by one: who has the answers has
   the pointer.  A bit or two of it are a tag.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdint.h>
#include <stdlib.h>

unsigned char bits[64];
char digits[64];
int tag;

void
compared (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; i < 64; i++)
    bits[i] = (u & (uintptr_t) 1 << i) != 0;
}

void
chosen (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; i < 64; i++)
    digits[i] = u >> i & 1 ? '1' : '0';
}

uintptr_t
built_again (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t r = 0;
  for (uintptr_t bit = 1; bit; bit <<= 1)
    if (u & bit)
      r += bit;
  return r;
}

static _Bool
is_set (uintptr_t u, int i)
{
  return u & (uintptr_t) 1 << i;
}

void
asked_of_callee (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; i < 64; i++)
    bits[i] = is_set ((uintptr_t) p, i);
}

static char
digit (unsigned d)
{
  switch (d)
    {
    case 0:
      return 'a';
    case 1:
      return 'b';
    case 2:
      return 'c';
    default:
      return 'd';
    }
}

void
named_by_callee (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (int i = 0; i < 32; i++, u >>= 2)
    digits[i] = digit (u & 3);
}

void
aligned (void)
{
  void *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  tag = ((uintptr_t) p & 7) != 0;
  free (p);
}

void
flags (unsigned long set)
{
  void *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  for (int i = 0; p && i < 64; i++)
    tag += (set & 1ul << i) != 0;
  free (p);
}

/* A callee says each digit that it is asked for.  */

static int
nth_bit (void *p, int n)
{
  return (uintptr_t) p >> n & 1;
}

static int
has_bit (uintptr_t u, int n)
{
  return (u & (uintptr_t) 1 << n) != 0;
}

void *
asked_bit_by_bit (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t u = 0;
  for (unsigned i = 0; i < 8 * sizeof u; i++)
    if (nth_bit (p, i))
      u |= (uintptr_t) 1 << i;
  return (void *) u;
}

uintptr_t
asked_whether (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t u = 0;
  for (unsigned i = 0; i < 8 * sizeof u; i++)
    if (has_bit ((uintptr_t) p, i))
      u |= (uintptr_t) 1 << i;
  return u;
}

static int
is_aligned (void *p)
{
  return ((uintptr_t) p & 15) == 0;
}

int
asked_once (void)
{
  void *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  int n = is_aligned (p);
  free (p);
  return n;
}
