/* What was asked of memory before unseen code ran may be asked again behind it:
   as a rule it is what it was.  So with some bits of a word; but other bits are
   another question.  */
/* { dg-do compile } */

#include <stdlib.h>

#define CREATE 1
#define RENAME 4
#define ANY (CREATE | RENAME)

extern void copy (int);
extern void rename_to (const char *);

struct archive { unsigned flags; int fd; };

void
some_bits (struct archive *a)
{
  char *name = NULL;
  if (a->flags & RENAME)
    name = malloc (30); /* { dg-bogus "escape:pathleak" } */
  copy (a->fd);
  if (a->flags & RENAME)
    free (name);
}

void
whole_word (struct archive *a)
{
  char *name = NULL;
  if (a->fd)
    name = malloc (30); /* { dg-bogus "escape:pathleak" } */
  copy (a->fd);
  if (a->fd)
    free (name);
}

void
one_of_several_bits (struct archive *a)
{
  char *name = NULL;
  if (a->flags & ANY)
    name = malloc (30); /* { dg-bogus "escape:pathleak" } */
  copy (a->fd);
  if (a->flags & ANY)
    free (name);
}

void
other_bits (struct archive *a)
{
  char *name = malloc (30); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!name)
    return;
  if (a->flags & CREATE)
    copy (1);
  copy (a->fd);
  if (a->flags & RENAME)
    return;
  rename_to (name);
  free (name);
}

void
among_others (struct archive *a)
{
  char *name = NULL;
  if (a->flags & CREATE)
    copy (1);
  if (a->flags & RENAME)
    name = malloc (30); /* { dg-bogus "escape:pathleak" } */
  if (a->flags & CREATE)
    copy (2);
  copy (a->fd);
  if (a->flags & RENAME)
    {
      rename_to (name);
      free (name);
    }
}
