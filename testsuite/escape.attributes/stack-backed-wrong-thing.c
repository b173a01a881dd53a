/* stack_backed is for variables with automatic storage, and for functions that
   return a pointer.  */
/* { dg-do compile } */

int global __attribute__ ((escape_stack_backed)); /* { dg-error {attribute 'escape_stack_backed' is for a function, or a variable with automatic storage, not for a variable with static storage} } */
typedef int type __attribute__ ((escape_stack_backed)); /* { dg-error {attribute 'escape_stack_backed' is for [^\n]*, not for a typedef} } */
int number (void) __attribute__ ((escape_stack_backed)); /* { dg-error {attribute 'escape_stack_backed': the function returns neither a pointer nor a struct with a pointer member} } */
