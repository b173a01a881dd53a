/* SPDX-License-Identifier: MIT */
#define ESCAPE_POOL_FIRST
#include "local.c" /* pool first */
