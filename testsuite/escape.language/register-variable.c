/* A global register variable outlives the frame.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

/* One that calls keep.  */
#if defined __x86_64__
#  define REGISTER "r12"
#elif defined __i386__
#  define REGISTER "ebx"
#elif defined __aarch64__
#  define REGISTER "x19"
#elif defined __riscv
#  define REGISTER "s1"
#elif defined __mips__
#  define REGISTER "$16"
#else
#  define REGISTER "r8"
#endif

register void *vm_stack __asm__ (REGISTER);

void
vm_start (void)
{
  vm_stack = malloc (64); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}
