/* time, localtime_r and strftime fill what they are given.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -D_GNU_SOURCE" } */

#include <time.h>

int
year (void)
{
  time_t now = 0; /* { dg-note "'now' does not escape" } */
  struct tm tm;	  /* { dg-note "'tm' does not escape" } */
  char text[8];	  /* { dg-note "'text' does not escape" } */
  time (&now);
  localtime_r (&now, &tm);
  strftime (text, sizeof text, "%Y", &tm);
  return text[0];
}
