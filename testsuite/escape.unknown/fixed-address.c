/* Memory at a fixed address, a device's for example, is nobody's frame.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdint.h>
#include <stdlib.h>

#define DMA_BASE ((void *volatile *) (uintptr_t) 0x40001000)

void
start_dma (void)
{
  void *p = malloc (64); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  DMA_BASE[0] = p;
}

void
stop_dma (void)
{
  void *p = malloc (64); /* { dg-bogus "escape:heap" } */
  DMA_BASE[0] = 0;
  free (p);
}
