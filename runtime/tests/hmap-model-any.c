/* SPDX-License-Identifier: MIT */
/* The model test on maps without a type.  */

#define MODEL_ANY
#define STEPS 700000
#include "hmap-model.c"
