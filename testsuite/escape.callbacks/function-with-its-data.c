/* Where ways come together, each function is called with the data that it was
   set with.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-m=1 -fplugin-arg-escape-ignore=leak,pathleak" } */

#include <stdlib.h>

struct task
{
  void (*run) (void *);
  void *data;
};

static void *kept;

static void
use (void *p) /* { dg-note "'p' does not escape" } */
{
  *(char *) p = 1;
}

static void
keep (void *p) /* { dg-note "leaking param: 'p'" } */
{
  kept = p;
}

void
struct_set_anew (int c)
{
  void *used = malloc (1); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  struct task t = { use, used };
  if (c)
    t = (struct task) { keep, malloc (2) }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  t.run (t.data);
  free (used);
}

void
two_variables (int c)
{
  void *used = malloc (1); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  void (*run) (void *) = use;
  void *data = used;
  if (c)
    {
      run = keep;
      data = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
    }
  run (data);
  free (used);
}

/* But not what was set apart, or was set anew behind.  */

void
set_apart (int c, int d)
{
  void *data = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  struct task t = { use, data };
  if (c)
    t.run = keep;
  if (d)
    t.data = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  t.run (t.data);
}

void
set_behind (int c)
{
  void *used = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  struct task t = { use, NULL };
  if (c)
    t = (struct task) { keep, NULL };
  t.data = used;
  t.run (t.data);
}

void
round_by_round (int n)
{
  void *first = malloc (1); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  struct task t = { use, first };
  while (n--)
    {
      t.run (t.data);
      t.run = keep;
      t.data = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
    }
  free (first);
}

void
one_round_late (int n)
{
  struct task t = { use, NULL };
  while (n--)
    {
      t.run (t.data);
      t.run = keep;
      t.run (t.data);
      t.data = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
    }
}
