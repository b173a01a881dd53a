/* SPDX-License-Identifier: MIT */
/* The same for the portable form.  */

#define ESCAPE_NO_SIMD
#include "tophash.c"
