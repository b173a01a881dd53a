/* SPDX-License-Identifier: MIT */
/* The one place where the runtime takes and gives memory.  */

#include "internal.h"
#include <escape/base.h>
#include <stdlib.h>

static escape_alloc_hook current;

escape_alloc_hook
escape_set_alloc_hook (escape_alloc_hook hook)
{
  return __atomic_exchange_n (&current, hook, __ATOMIC_ACQ_REL);
}

void *
escape_mem_alloc (size_t bytes)
{
  escape_alloc_hook allowed = __atomic_load_n (&current, __ATOMIC_ACQUIRE);
  if (allowed && !allowed (bytes))
    return NULL;
  void *ptr = calloc (1, bytes);
  if (ptr)
    escape_count_alloc (bytes);
  return ptr;
}

void
escape_mem_free (void *ptr, size_t bytes)
{
  if (!ptr)
    return;
  escape_count_free (bytes);
  free (ptr);
}
