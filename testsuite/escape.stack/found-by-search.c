/* Who finds an address, number by number, or goes the way that leads to it, has it:
   that is not shown, and told of in a note.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdint.h>

static void *kept, *shown;
static char base[8];

static uintptr_t
find (uintptr_t u)
{
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if (u <= middle)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

void
digit_by_digit (void)
{
  char c; /* { dg-message "'c' is passed to unknown code" } */
  uintptr_t u = 0;
  for (int k = 8 * sizeof u - 4; k >= 0; k -= 4)
    {
      u <<= 4;
      while (u != (uintptr_t) &c >> k)
        u++;
    }
  kept = (void *) u;
}

void
of_what_was_shown (void)
{
  char c; /* { dg-message "address of local 'c' escapes its frame" } */
  shown = &c;
  void *p = shown;
  shown = 0;
  uintptr_t u = 0;
  for (int k = 8 * sizeof u - 4; k >= 0; k -= 4)
    {
      u <<= 4;
      while (u != (uintptr_t) p >> k)
        u++;
    }
  kept = (void *) u;
}

void
by_callee (void)
{
  char c; /* { dg-message "'c' is passed to unknown code" } */
  kept = (void *) find ((uintptr_t) &c);
}

static void
set_way (long *way,   /* { dg-message "'way' does not escape" } */
         char *to,    /* { dg-message "'to' does not escape" } */
         char *from)  /* { dg-message "'from' does not escape" } */
{
  *way = to - from;
}

void
by_difference (void)
{
  char c; /* { dg-message "'c' is passed to unknown code" } */
  long way; /* { dg-message "'way' does not escape" } */
  set_way (&way, &c, base);
  kept = base + way;
}

void *
look (void)
{
  return shown ? shown : kept;
}
