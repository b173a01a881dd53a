/* The address of a local that is taken back before anything else runs has gone
   nowhere.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct task
{
  int *current;
  struct task *next;
};

int unknown (void);
int *global;
int **somewhere;

int
restored (struct task *t) /* { dg-note "'t' does not escape" } */
{
  int x = 1; /* { dg-note "'x' does not escape" } */
  int *old = t->current;
  t->current = &x;
  int n = *t->current;
  t->current = old;
  return n;
}

int
on_both_ways (int c)
{
  int x = 1; /* { dg-note "'x' does not escape" } */
  global = &x;
  if (c)
    {
      global = 0;
      return unknown ();
    }
  int n = *global + x;
  global = 0;
  return n;
}

/* But on one way it stays, or it is another place that is overwritten, or other
   code may look before.  */

int
on_one_way (int c)
{
  int x = 1; /* { dg-warning {address of local 'x' escapes its frame \[escape:stack\]} } */
  global = &x;
  if (c)
    return -1;
  global = 0;
  return x;
}

int
of_another (struct task *t) /* { dg-note "'t' does not escape" } */
{
  int x = 1; /* { dg-warning {address of local 'x' escapes its frame \[escape:stack\]} } */
  t->current = &x;
  t->next->current = 0;
  return x;
}

int
while_others_look (struct task *t)
{ /* { dg-note "'t' does not escape" "" { target *-*-* } .-1 } */
  int x = 1; /* { dg-note "'x' escapes" } */
  int *old = t->current;
  t->current = &x;
  int n = unknown ();
  t->current = old;
  return n;
}

int
copied_before (struct task *t)
{ /* { dg-note "'t' does not escape" "" { target *-*-* } .-1 } */
  int x = 1; /* { dg-warning {address of local 'x' escapes its frame \[escape:stack\]} } */
  int *old = t->current;
  t->current = &x;
  global = t->current;
  t->current = old;
  return x;
}

int
along_a_list (struct task *t, int n)
{ /* { dg-note "'t' does not escape" "" { target *-*-* } .-1 } */
  int x = 1; /* { dg-note "'x' escapes" } */
  while (n--)
    {
      t->current = &x;
      t = t->next;
    }
  t->current = 0;
  return x;
}

int
put_there_last (struct task *t) /* { dg-note "'t' does not escape" } */
{
  int x = 1, y = 2; /* { dg-warning {address of local 'y' escapes its frame \[escape:stack\]} } */
  /* { dg-note "'x' does not escape" "" { target *-*-* } .-1 } */
  t->current = &x;
  t->current = &y;
  return x;
}
