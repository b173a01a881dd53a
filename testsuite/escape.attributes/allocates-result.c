/* What returns no pointer allocates nothing that its caller could own.  */
/* { dg-do compile } */

struct numbers
{
  int a, b;
};

int integer (void) __attribute__ ((escape_allocates ("raw"))); /* { dg-error {the function returns neither a pointer nor a struct with a pointer member} } */
void nothing (void) __attribute__ ((escape_allocates ("raw"))); /* { dg-error {the function returns neither a pointer} } */
struct numbers pair (void) __attribute__ ((escape_allocates ("raw"))); /* { dg-error {the function returns neither a pointer} } */
