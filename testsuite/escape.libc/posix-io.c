/* System calls read and fill buffers; none keeps its argument.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <sys/stat.h>
#include <unistd.h>

int
first_byte (int fd)
{
  char buffer[16] = ""; /* { dg-note "'buffer' does not escape" } */
  struct stat st; /* { dg-note "'st' does not escape" } */
  if (fstat (fd, &st) || read (fd, buffer, sizeof buffer) < 1)
    return -1;
  return buffer[0];
}
