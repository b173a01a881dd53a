/* Function pointers in a static struct that the unit sets once, or to one of two:
   calls go there and nowhere else.  What was set to something else, or has its
   address handed on, can be anything.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

struct operations
{
  void (*keep) (void *);
  void (*look) (void *);
  void (*hook) (void *);
  int count;
};

static void *kept;

static void
do_keep (void *p)
{
  kept = p;
}

static void
do_look (void *p)
{
  *(volatile char *) p;
}

static void
do_free (void *p)
{
  free (p);
}

static struct operations operations;

void
init (void (*hook) (void *), int twice)
{
  operations = (struct operations) { 0 };
  operations.keep = do_keep;
  operations.look = do_look;
  if (twice)
    operations.look = do_free;
  operations.hook = hook;
  operations.count++;
}

static void __attribute__ ((unused))
never_called (void (*f) (void *))
{
  operations.look = f;
}

void
look (void)
{
  char *p = malloc (1); /* { dg-bogus "escape:heap" } */
  operations.look (p);
}

void
keep (void)
{
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  operations.keep (p);
}

void
hook (void)
{
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  operations.hook (p);
}

static struct operations shown = { do_keep, do_look, NULL, 0 };
extern void change (struct operations *);

void
anything (void)
{
  change (&shown);
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  shown.look (p);
}

void
set_in_same_function (void)
{
  static void (*hook) (void *);
  if (!hook)
    hook = do_look;
  char *p = malloc (1); /* { dg-bogus "escape:heap" } */
  hook (p);
  free (p);
}
