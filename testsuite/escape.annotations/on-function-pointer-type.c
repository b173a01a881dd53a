/* Attributes on a function type hold for indirect calls: through a typedef, a
   member, a parameter.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

typedef void visit_fn (int *) __attribute__ ((escape_noescape (1)));
typedef visit_fn *visit_pointer;
typedef void (*look) (int *) __attribute__ ((escape_noescape (1)));

struct visitor
{
  visit_fn *visit;
  void (*leave) (int *);
};

void
walk (const struct visitor *v) /* { dg-note "'v' does not escape" } */
{
  int node = 1; /* { dg-note "'node' does not escape" } */
  int last = 2; /* { dg-note "'last' is passed to unknown code" } */
  v->visit (&node);
  v->leave (&last);
}

struct visitors
{
  const visit_pointer first;
  visit_pointer rest[3];
  look look;
};

void
walk_all (const struct visitors *v) /* { dg-note "'v' does not escape" } */
{
  int node = 1; /* { dg-note "'node' does not escape" } */
  v->first (&node);
  v->rest[1] (&node);
  v->look (&node);
}
