/* What one declaration of a function says holds for the function, whichever comes
   first, and whether a typedef says it.  (And the object stays the same: a call
   such as that in `calls' is where debug information has shown a difference.)  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

typedef unsigned long number;
unsigned long length (const char *) __attribute__ ((pure));

typedef number counted_fn (int *p, number n) __attribute__ ((escape_noescape (1)));
typedef counted_fn renamed_fn;

number first (int *p, number n) __attribute__ ((escape_noescape (1)));
number first (int *p, number n);

number second (int *p, number n);
number second (int *p, number n) __attribute__ ((escape_noescape (1)));

counted_fn by_typedef;
number by_typedef (int *p, number n);

number before_typedef (int *p, number n);
renamed_fn before_typedef;

number said_in_two (int *p, int *q) __attribute__ ((escape_noescape (1)));
number said_in_two (int *p, int *q) __attribute__ ((escape_noescape (2)));

number never (int *p, number n);

number
calls (void)
{
  extern number in_block (int *p, number n) __attribute__ ((escape_noescape (1)));
  int a = 1; /* { dg-note "'a' does not escape" } */
  int b = 2; /* { dg-note "'b' does not escape" } */
  int c = 3; /* { dg-note "'c' does not escape" } */
  int d = 4; /* { dg-note "'d' does not escape" } */
  int e = 5; /* { dg-note "'e' does not escape" } */
  int f = 6; /* { dg-note "'f' does not escape" } */
  int g = 7; /* { dg-note "'g' does not escape" } */
  int h = 8; /* { dg-note "'h' is passed to unknown code in 'never'" } */
  number sum = first (&a, length ("text"));
  sum += second (&b, length ("text"));
  sum += by_typedef (&c, length ("text"));
  sum += before_typedef (&d, length ("text"));
  sum += said_in_two (&e, &f);
  sum += in_block (&g, length ("text"));
  return sum + never (&h, length ("text"));
}

/* The address of such a function keeps what its declaration says.  */

number
through_pointer (int which)
{
  int a = 1; /* { dg-note "'a' does not escape" } */
  number (*f) (int *, number) = which ? first : second;
  return f (&a, 2);
}
