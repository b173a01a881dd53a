/* A local's address in a heap object: it outlives the frame if the heap object
   does.  */
/* { dg-do compile } */

#include <stdlib.h>

struct task
{
  int *result;
};

struct task *
task_new (void)
{
  int result = 0; /* { dg-warning {address of local 'result' escapes its frame \[escape:stack\]} } */
  struct task *t = malloc (sizeof *t);
  if (t)
    t->result = &result;
  return t;
}

int
task_run (void)
{
  int result = 0; /* { dg-bogus "escape:stack" } */
  struct task *t = malloc (sizeof *t);
  if (!t)
    return -1;
  t->result = &result;
  *t->result = 42;
  free (t);
  return result;
}
