/* local is for variables with automatic storage.  */
/* { dg-do compile } */

int global __attribute__ ((escape_local)); /* { dg-error {attribute 'escape_local' is for a variable with automatic storage, not for a variable with static storage} } */
void function (void) __attribute__ ((escape_local)); /* { dg-error {attribute 'escape_local' is for a variable with automatic storage, not for a function} } */
typedef int type __attribute__ ((escape_local)); /* { dg-error {attribute 'escape_local' is for [^\n]*, not for a typedef} } */
struct tag { int a; } __attribute__ ((escape_local)); /* { dg-error {attribute 'escape_local' is for [^\n]*, not for a type} } */
struct member { int a __attribute__ ((escape_local)); }; /* { dg-error {attribute 'escape_local' is for [^\n]*, not for a struct member} } */

void
in_function (void)
{
  static int kept __attribute__ ((escape_local)); /* { dg-error {attribute 'escape_local' is for [^\n]*, not for a variable with static storage} } */
label: __attribute__ ((escape_local)); /* { dg-error {attribute 'escape_local' is for [^\n]*, not for a label} } */
}
