/* Who has it then is not the function: unseen code, a static, the process that
   ends.  */
/* { dg-do compile } */

#include <stdint.h>
#include <stdlib.h>

void take (void *p);
void look (const void *p);

static char *last;

int
taken (int c)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  if (c)
    {
      take (p);
      return 0;
    }
  free (p);
  return 1;
}

int
looked_at (int c)
{
  char *p = calloc (1, 8); /* { dg-warning {'calloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  if (c)
    {
      look (p);
      return 0;
    }
  free (p);
  return 1;
}

int
stored (int c)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (c)
    {
      last = p;
      return 0;
    }
  free (p);
  return 1;
}

int
exits (int c)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (c)
    exit (1);
  if (c > 1)
    abort ();
  free (p);
  return 1;
}

int
main (int argc, char **argv)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  (void)argv;
  if (argc > 1)
    return 1;
  free (p);
  return last != NULL;
}

/* Nothing is at a place that has one digit only.  */

static char digits[40];
static int n_digits;

static void
write_number (uintptr_t u)
{
  if (u >= 10)
    write_number (u / 10);
  digits[n_digits++] = '0' + u % 10;
}

void
written_in_digits (void)
{
  char *p = malloc (8); /* { dg-bogus "escape:" } */
  write_number ((uintptr_t) p);
}
