/* The flow engine: see flow.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "flow.h"

struct flow
{
  const struct skeleton *skeleton;
  const struct graph *graph;
  const struct flow_client *client;
  uint64_t budget, done;
};

struct flow *
flow_new (const struct skeleton *s, const struct graph *g,
          const struct flow_client *client, uint64_t budget)
{
  struct flow *f = escape_alloc (sizeof *f);
  f->skeleton = s;
  f->graph = g;
  f->client = client;
  f->budget = budget;
  return f;
}

void
flow_free (struct flow *f)
{
  escape_release (f);
}

enum flow_answer
flow_ask (struct flow *f, object_id obj, enum flow_question question,
          struct flow_path *path)
{
  (void)f;
  (void)obj;
  (void)question;
  (void)path;
  return FLOW_MAYBE;
}

uint64_t
flow_steps (const struct flow *f)
{
  return f->done;
}
