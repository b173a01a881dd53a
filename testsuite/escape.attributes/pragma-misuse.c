/* What may follow #pragma escape.  */
/* { dg-do compile } */

#pragma escape
/* { dg-error {'#pragma escape' is not followed by 'ignore', 'warn', 'error', 'push' or 'pop'} "" { target *-*-* } .-1 } */
#pragma escape silence
/* { dg-error {'#pragma escape' is not followed by} "" { target *-*-* } .-1 } */
#pragma escape ignore
/* { dg-error {'#pragma escape ignore' needs a group in quotes, as in '#pragma escape ignore .heap.'} "" { target *-*-* } .-1 } */
#pragma escape warn heap
/* { dg-error {'#pragma escape warn' needs a group in quotes} "" { target *-*-* } .-1 } */
#pragma escape error "heep"
/* { dg-error {unknown group 'heep' in '#pragma escape error'; valid groups are: heap, stack, free, leak, pathleak, nil, unneeded, alloc, assert, all} "" { target *-*-* } .-1 } */
#pragma escape ignore "heap" please
/* { dg-error {junk at the end of '#pragma escape ignore'} "" { target *-*-* } .-1 } */
#pragma escape push "heap"
/* { dg-error {junk at the end of '#pragma escape push'} "" { target *-*-* } .-1 } */
