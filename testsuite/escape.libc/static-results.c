/* getenv, strerror and the like return storage of libc's own: returning it is
   no escape of anything.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

const char *
home (void)
{
  return getenv ("HOME");
}

const char *
reason (int error)
{
  return strerror (error);
}
