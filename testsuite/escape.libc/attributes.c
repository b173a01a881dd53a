/* A file's extended attributes are bytes that go out and come in.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <sys/xattr.h>

void
saved (int fd)
{
  int i = 0;	/* { dg-note "'i' is passed to unknown code in 'fsetxattr'" } */
  int *p = &i;	/* { dg-note "'p' does not escape" } */
  fsetxattr (fd, "user.p", &p, sizeof p, 0);
}

int
named (int fd)
{
  char name[] = "user.p"; /* { dg-note "'name' does not escape" } */
  long n = 0;		  /* { dg-note "'n' does not escape" } */
  fgetxattr (fd, name, &n, sizeof n);
  return n > 0;
}
