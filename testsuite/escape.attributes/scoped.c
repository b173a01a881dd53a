/* The other spelling, in gnu2x.  */
/* { dg-do compile } */
/* { dg-options "-std=gnu2x" } */

struct [[escape::slice]] slice { int *ptr; };

[[escape::allocates ("slice")]] struct slice make (void);
[[escape::noescape (1, 2)]] void two (int *, int *);
void behind (int *) [[escape::nonallocating]];
[[gnu::escape_noescape (1)]] void gnu (int *);
struct visitor { [[escape::noescape (1)]] void (*visit) (int *); };

void
f (void)
{
  int x [[escape::local]] = 0;
  (void) x;
}

[[escape::releases (2)]] void far (int *); /* { dg-error {attribute 'escape::releases': argument number 2 is out of range; expected a number from 1 to 1} } */
int global [[escape::local]]; /* { dg-error {attribute 'escape::local' is for a variable with automatic storage, not for a variable with static storage} } */
[[escape::allocates ("slice"), escape::nonallocating]] struct slice both (void); /* { dg-error {attribute 'escape::nonallocating' contradicts 'escape_allocates'} } */
