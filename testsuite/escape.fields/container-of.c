/* From a member back to the struct around it: the whole object is kept.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stddef.h>
#include <stdlib.h>

struct link
{
  struct link *next;
};

struct job
{
  int id;
  struct link link;
  char *name;
};

#define JOB(l) ((struct job *) ((char *) (l) - offsetof (struct job, link)))

char *
name_by_link (void)
{
  struct job *j = malloc (sizeof *j); /* { dg-bogus "escape:heap" } */
  if (!j)
    return 0;
  struct link *l = &j->link;
  j->name = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char *name = JOB (l)->name;
  free (j);
  return name;
}

static struct link *queue;

void
enqueue (void)
{
  struct job *j = malloc (sizeof *j); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!j)
    return;
  j->name = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  queue = &j->link;
}

int
queued (void)
{
  return JOB (queue)->id;
}
