/* A global register variable outlives the frame.  */
/* { dg-do compile { target x86_64-*-* } } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -ffixed-r12" } */

#include <stdlib.h>

register void *vm_stack __asm__ ("r12");

void
vm_start (void)
{
  vm_stack = malloc (64); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}
