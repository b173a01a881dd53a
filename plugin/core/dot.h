/* A solved graph as text for Graphviz.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   An object is a record of its cells, a variable a plain name.  A dashed
   arrow is a fact: the node may hold a pointer to that cell.  A whole arrow is
   a flow of values, with the step that made it.  What is only assumed is grey.
   Escaping objects are those that a chain of dashed arrows leads to from one
   that lives longer; see graph.h.  */

#ifndef ESCAPE_CORE_DOT_H
#define ESCAPE_CORE_DOT_H

#include <stdio.h>
#include "graph.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What only the client can name.  Each answers with a text that must stay
   until the next call of any, or null if there is none.  */

  struct dot_names
  {
    const char *(*object) (void *data, const struct object *);
    const char *(*variable) (void *data, node_id);
    const char *(*place) (void *data, const struct step *); /* `file.c:12' */
    void *data;
  };

  /* Write one digraph, called NAME, to FILE.  Variables that hold nothing are
   left out.  The same graph gives the same text.  */
  void dot_write (FILE *file, const struct graph *, const char *name,
                  const struct dot_names *);

#ifdef __cplusplus
}
#endif

#endif
