/* That a sanitizer or a fortified call looks at a local's address does not make
   the address a value of the program: such locals have no verdict, whatever
   the options.  And a memcpy reads the same whether GCC folds it or not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-m=1" } */
/* { dg-json-not {"name": ?"(table|copy)"} } */

#include <string.h>

struct table
{
  int *items[3];
};

int *
pick (int i, int *p) /* { dg-note {leaking param: 'p' to result level=0} } */
{
  struct table table;
  memset (&table, 0, sizeof table);
  table.items[i] = p;
  return table.items[1];
}

struct table
exchange (int i, struct table *from) /* { dg-note {leaking param: 'from' to result level=1} } */
{
  struct table copy;
  memcpy (&copy, from, sizeof copy);
  copy.items[i] = copy.items[0];
  return copy;
}

void
pass_word (struct table *to, struct table *from) /* { dg-note {'to' does not escape} } */
/* { dg-note {leaking param: 'from' to param 'to' level=1} "" { target *-*-* } .-1 } */
{
  memcpy ((char *) to, (char *) from + sizeof (int *), sizeof (int *));
}
