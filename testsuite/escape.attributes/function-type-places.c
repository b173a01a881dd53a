/* Attributes of function types stand wherever a function type is: also behind
   pointers and in arrays.  */
/* { dg-do compile } */

typedef void visit_fn (int *) __attribute__ ((escape_noescape (1)));
typedef void (*visit_ptr) (int *) __attribute__ ((escape_noescape (1)));

struct visitor
{
  void (*visit) (int *) __attribute__ ((escape_noescape (1)));
  void (*table[4]) (int *) __attribute__ ((escape_noescape (1)));
};

void (*variable) (int *) __attribute__ ((escape_nonallocating));
void (*__attribute__ ((escape_noescape (1))) inside) (int *);
void walk (void (*visit) (int *) __attribute__ ((escape_noescape (1))));

void
definition (visit_fn *a, visit_ptr b)
{
  struct visitor v = { a, { b } };
  v.visit = v.table[0];
}
