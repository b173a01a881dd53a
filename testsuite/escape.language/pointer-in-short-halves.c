/* Where a pointer has 32 bits, its halves have 16: handed on in them and put
   together by the callee, it arrives.  */
/* { dg-do compile { target ilp32 } } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdint.h>

int *global;

static void
join (uint16_t low, uint16_t high)
{
  global = (int *) (low | (uintptr_t) high << 16);
}

static void
hash (uint16_t low, uint16_t high)
{
  static int table[16];
  table[(low ^ high) % 16]++;
}

void
split (void)
{
  int i = 0;			      /* { dg-note {'i' is passed to unknown code} } */
  uintptr_t p = (uintptr_t) &i;
  join ((uint16_t) p, (uint16_t) (p >> 16));
}

void
hashed (void)
{
  int i = 0;			      /* { dg-note {'i' does not escape} } */
  uintptr_t p = (uintptr_t) &i;
  hash ((uint16_t) p, (uint16_t) (p >> 16));
}

/* And 64-bit numbers hold one, and more.  */

static void
keep_high (uint64_t both)
{
  global = (int *) (uintptr_t) (both >> 32);
}

void
packed (void)
{
  int i = 0;			      /* { dg-note {'i' is passed to unknown code} } */
  keep_high ((uint64_t) (uintptr_t) &i << 32);
}
