/* SPDX-License-Identifier: MIT */
/* Ready-made slices: ints, longs, sizes, doubles, strings; bytes comes with
   slice.h.  The strings themselves are not the slice's: it keeps the pointers; they are
   compared as strings.  Doubles are sorted as in Go, NaNs first.  */

#ifndef ESCAPE_SLICES_H
#define ESCAPE_SLICES_H

#define SLICE_NAME ints
#define SLICE_TYPE int
#define SLICE_EQUAL(a, b) ((a) == (b))
#define SLICE_LESS(a, b) ((a) < (b))
#include <escape/slice.h>

#define SLICE_NAME longs
#define SLICE_TYPE long
#define SLICE_EQUAL(a, b) ((a) == (b))
#define SLICE_LESS(a, b) ((a) < (b))
#include <escape/slice.h>

#define SLICE_NAME sizes
#define SLICE_TYPE size_t
#define SLICE_EQUAL(a, b) ((a) == (b))
#define SLICE_LESS(a, b) ((a) < (b))
#include <escape/slice.h>

#define SLICE_NAME doubles
#define SLICE_TYPE double
#define SLICE_EQUAL(a, b) ((a) == (b))
#define SLICE_LESS(a, b) ((a) < (b) || ((a) != (a) && (b) == (b)))
#include <escape/slice.h>

#define SLICE_NAME strings
#define SLICE_TYPE const char *
#define SLICE_EQUAL(a, b) (strcmp (a, b) == 0)
#define SLICE_LESS(a, b) (strcmp (a, b) < 0)
#include <escape/slice.h>

/* For slice.h: a type of one's own by such a name.  */
#define ESCAPE_TAKEN_ints 1
#define ESCAPE_TAKEN_longs 1
#define ESCAPE_TAKEN_sizes 1
#define ESCAPE_TAKEN_doubles 1
#define ESCAPE_TAKEN_strings 1

#endif /* ESCAPE_SLICES_H */
