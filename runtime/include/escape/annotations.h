/* SPDX-License-Identifier: MIT */
/* Annotations that the escape plugin reads.

   Each macro is a GNU attribute where the compiler has the plugin loaded, and
   nothing everywhere else: without the plugin, under another compiler, in C++,
   the declarations mean what they meant. Nothing here changes the code that is
   generated.

   Function-type attributes may stand on prototypes, typedefs and members; those
   for variables stand after the declarator:

       struct node *node_new (void) ESCAPE_ALLOCATES ("raw");
       ints cache ESCAPE_LOCAL = ints_make (0, 16);  */

#ifndef ESCAPE_ANNOTATIONS_H
#define ESCAPE_ANNOTATIONS_H

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#ifdef __has_attribute
#  if __has_attribute(escape_noescape)
#    define ESCAPE_ATTRIBUTE(...) __attribute__ ((__VA_ARGS__))
#    define ESCAPE_PRAGMA_(...) _Pragma (#__VA_ARGS__)
#  endif
#endif
#ifndef ESCAPE_ATTRIBUTE
#  define ESCAPE_ATTRIBUTE(...)
#  define ESCAPE_PRAGMA_(...)
#endif

/* The function returns a fresh heap object of KIND: "slice", "map" or "raw". */
#define ESCAPE_ALLOCATES(kind) ESCAPE_ATTRIBUTE (escape_allocates (kind))

/* Argument N (from 1) may be released by the function.  */
#define ESCAPE_RELEASES(n) ESCAPE_ATTRIBUTE (escape_releases (n))

/* The function keeps no pointer to what these arguments point to.  */
#define ESCAPE_NOESCAPE(...) ESCAPE_ATTRIBUTE (escape_noescape (__VA_ARGS__))

/* All that the function does with its callers' pointers:
   "2* -> 1*; new(raw) -> ret", or "" for nothing.  "1 -> ret" returns a pointer
   into what argument 1 points to, "1 -> ret exact" argument 1 itself.  */
#define ESCAPE_FLOW(str) ESCAPE_ATTRIBUTE (escape_flow (str))

/* The function must not allocate, nor may what it calls.  */
#define ESCAPE_NONALLOCATING ESCAPE_ATTRIBUTE (escape_nonallocating)

/* The function faults where one of these arguments is null: it writes to the
   map.  */
#define ESCAPE_NONNIL(...) ESCAPE_ATTRIBUTE (escape_nonnil (__VA_ARGS__))

/* On a struct type: its values are slices; its values are maps.  */
#define ESCAPE_SLICE ESCAPE_ATTRIBUTE (escape_slice)
#define ESCAPE_MAP ESCAPE_ATTRIBUTE (escape_map)

/* The variable's storage (or what the function returns) belongs to the frame.
 */
#define ESCAPE_STACK_BACKED ESCAPE_ATTRIBUTE (escape_stack_backed)

/* The variable's object must not escape; it is an error if it does.  */
#define ESCAPE_LOCAL ESCAPE_ATTRIBUTE (escape_local)

/* Say nothing of this variable or function; WHY is for the reader.  */
#define ESCAPE_OK(why) ESCAPE_ATTRIBUTE (escape_ok (why))

/* From here on, a group of warnings is told otherwise: ESCAPE_PRAGMA (ignore
   "heap"), likewise warning and error; ESCAPE_PRAGMA (push) and (pop) keep and
   restore what holds.  No semicolon behind it.  */
#define ESCAPE_PRAGMA(...) ESCAPE_PRAGMA_ (escape __VA_ARGS__)

#endif /* ESCAPE_ANNOTATIONS_H */
