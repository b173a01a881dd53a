/* A pointer that is handed on in two halves, each too small for it, and put
   together by the callee.  Small numbers that are not are none.  */
/* { dg-do compile { target lp64 } } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdint.h>

int *global;

static void
join (uint32_t low, uint32_t high)
{
  global = (int *) (uintptr_t) (low | (uint64_t) high << 32);
}

static void
join_by_sum (uint32_t low, uint32_t high)
{
  global = (int *) (uintptr_t) (high * UINT64_C (0x100000000) + low);
}

static void
pass_on (int unused, uint32_t low, uint32_t high)
{
  if (unused)
    join (low, high);
}

struct halves
{
  uint32_t low, high;
};

static void
join_members (struct halves *h) /* { dg-note {'h' does not escape} } */
{
  join_by_sum (h->low, h->high);
}

static void
hash (uint32_t low, uint32_t high)
{
  static int table[16];
  table[(low ^ high) % 16]++;
}

void
split (void)
{
  int i = 0;			      /* { dg-note {'i' is passed to unknown code} } */
  uintptr_t p = (uintptr_t) &i;
  join ((uint32_t) p, (uint32_t) (p >> 32));
}

void
split_and_added (void)
{
  int i = 0;			      /* { dg-note {'i' is passed to unknown code} } */
  uintptr_t p = (uintptr_t) &i;
  join_by_sum ((uint32_t) p, (uint32_t) (p >> 32));
}

void
passed_on (void)
{
  int i = 0;			      /* { dg-note {'i' is passed to unknown code} } */
  uintptr_t p = (uintptr_t) &i;
  pass_on (1, (uint32_t) p, (uint32_t) (p >> 32));
}

void
in_members (void)
{
  int i = 0;			      /* { dg-note {'i' is passed to unknown code} } */
  uintptr_t p = (uintptr_t) &i;
  struct halves h = { (uint32_t) p, (uint32_t) (p >> 32) };  /* { dg-note {'h' does not escape} } */
  join_members (&h);
}

void
hashed (void)
{
  int i = 0;			      /* { dg-note {'i' does not escape} } */
  uintptr_t p = (uintptr_t) &i;
  hash ((uint32_t) p, (uint32_t) (p >> 32));
}

/* The same with results.  */

static uint32_t
low (int *p) /* { dg-note {'p' does not escape} } */
{
  return (uint32_t) (uintptr_t) p;
}

static uint32_t
high (int *p) /* { dg-note {'p' does not escape} } */
{
  return (uint32_t) ((uintptr_t) p >> 32);
}

void
from_results (void)
{
  int i = 0;			      /* { dg-note {'i' is passed to unknown code} } */
  join (low (&i), high (&i));
}

int
as_numbers (void)
{
  int i = 0;			      /* { dg-note {'i' does not escape} } */
  return (low (&i) ^ high (&i)) % 16;
}
