/* SPDX-License-Identifier: MIT */
/* The model test on the portable form of tophash.h, without vector
   instructions.  */

#define ESCAPE_NO_SIMD
#include "hmap-model.c"
