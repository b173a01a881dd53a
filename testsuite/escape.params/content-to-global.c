/* What a parameter points to is kept, the parameter itself is not: its content
   leaks.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct person
{
  const char *name;
  struct person *boss;
};

static const char *last_name;

void
greet (const struct person *p) /* { dg-note "leaking param content: 'p'" } */
{
  last_name = p->name;
}

void
greet_boss (const struct person *p) /* { dg-note "leaking param content: 'p'" } */
{
  last_name = p->boss->name;
}

int
greeted (const struct person *p) /* { dg-note "'p' does not escape" } */
{
  return last_name == p->name;
}
