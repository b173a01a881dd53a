/* SPDX-License-Identifier: MIT */
/* Ready-made slices: ints, longs, sizes, doubles, strings; bytes comes with
   slice.h.  The strings themselves are not the slice's: it keeps the pointers.
 */

#ifndef ESCAPE_SLICES_H
#define ESCAPE_SLICES_H

#define SLICE_NAME ints
#define SLICE_TYPE int
#include <escape/slice.h>

#define SLICE_NAME longs
#define SLICE_TYPE long
#include <escape/slice.h>

#define SLICE_NAME sizes
#define SLICE_TYPE size_t
#include <escape/slice.h>

#define SLICE_NAME doubles
#define SLICE_TYPE double
#include <escape/slice.h>

#define SLICE_NAME strings
#define SLICE_TYPE const char *
#include <escape/slice.h>

#endif /* ESCAPE_SLICES_H */
