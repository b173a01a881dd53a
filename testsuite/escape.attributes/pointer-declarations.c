/* What a declaration of a pointer to a function says holds for the calls through
   it: a typedef, a typedef of that, a member, an array in a member, a variable,
   a parameter.  Others of the same type are not meant.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

typedef void (*visit_ptr) (int *) __attribute__ ((escape_noescape (1)));
typedef visit_ptr renamed_ptr;

struct visitor
{
  visit_ptr by_typedef;
  renamed_ptr by_renamed;
  void (*by_member) (int *) __attribute__ ((escape_noescape (1)));
  void (*by_array[4]) (int *) __attribute__ ((escape_noescape (1)));
  void (*other) (int *);
};

extern void (*by_variable) (int *) __attribute__ ((escape_noescape (1)));

void
walk (struct visitor *v, /* { dg-note "'v' does not escape" } */
      void (*by_parameter) (int *) __attribute__ ((escape_noescape (1))), /* { dg-note "'by_parameter' does not escape" } */
      visit_ptr *indirect) /* { dg-note "'indirect' does not escape" } */
{
  int a = 1; /* { dg-note "'a' does not escape" } */
  int b = 2; /* { dg-note "'b' does not escape" } */
  int c = 3; /* { dg-note "'c' does not escape" } */
  int d = 4; /* { dg-note "'d' does not escape" } */
  int e = 5; /* { dg-note "'e' does not escape" } */
  int f = 6; /* { dg-note "'f' does not escape" } */
  int g = 7; /* { dg-note "'g' does not escape" } */
  int h = 8; /* { dg-note "'h' is passed to unknown code in 'other'" } */
  v->by_typedef (&a);
  v->by_renamed (&b);
  v->by_member (&c);
  v->by_array[2] (&d);
  by_variable (&e);
  by_parameter (&f);
  (*indirect) (&g);
  v->other (&h);
}
