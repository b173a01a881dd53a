/* SPDX-License-Identifier: MIT */
/* Use after free, in units that are compiled with ESCAPE_CHECKED defined.

   What such a unit frees is overwritten and kept for a while, the last
   ESCAPE_BURIED blocks up to ESCAPE_BURIED_BYTES in all, and each access through
   a container asks whether it goes there: it is a fault then, that names the
   place of the access and the place where the memory was freed.  This costs a
   search through the kept blocks at each access to memory that lies between
   them; it is for finding mistakes, not for shipping.  Units with and without
   ESCAPE_CHECKED may be mixed: the checks see what the checked ones freed.  */

#ifndef ESCAPE_CHECKED_H
#define ESCAPE_CHECKED_H

#include <escape/base.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#define ESCAPE_BURIED 512
#define ESCAPE_BURIED_BYTES ((size_t)64 << 20)

ESCAPE_BEGIN_DECLS

/* A fault if PTR, which is or was WHAT ("a slice's array"), lies in a block that
   was freed.  WHERE is the caller's place, or null.  O(ESCAPE_BURIED) at
   worst.  */
void escape_check_live (const void *ptr, const char *what, const char *where)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Instead of free: keep PTR, a block of BYTES bytes of the runtime, freed at
   WHERE (a string constant, or null).  */
void escape_bury (void *ptr, size_t bytes, const char *where)
    ESCAPE_RELEASES (1) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

ESCAPE_END_DECLS

#endif /* ESCAPE_CHECKED_H */
