/* Building a skeleton, and what skeleton_verify finds.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "check.h"
#include "skeleton.h"

static struct skel_name number = { NO_NODE, 32, true, false, NULL };

/* if (n < 0) return -1; return n + 1;  */

static struct skeleton *
sample (name_id *n)
{
  struct skeleton *s = skeleton_new (NULL);
  *n = skeleton_name (s, number);
  struct skel_param p = { *n, NO_MEMORY };
  *vec_push (&s->params) = p;
  block_id entry = skeleton_add_block (s), negative = skeleton_add_block (s),
	   other = skeleton_add_block (s), end = skeleton_add_block (s);
  name_id sum = skeleton_name (s, number), result = skeleton_name (s, number);
  skeleton_block (s, other);
  struct skel_step *add = skeleton_step (s, SKEL_ARITH, NULL);
  add->result = sum;
  add->a = operand_name (*n);
  add->op = OP_ADD;
  add->b = operand_number (1);
  skeleton_block (s, end);
  skeleton_step (s, SKEL_RETURN, NULL)->a = operand_name (result);
  skeleton_edge (s, entry, negative, NULL)->taken = true;
  skeleton_literal (s, operand_name (*n), OP_LT, operand_number (0));
  skeleton_edge (s, other, end, NULL);
  skeleton_copy (s, result, operand_name (sum));
  skeleton_edge (s, entry, other, NULL);
  skeleton_literal (s, operand_name (*n), OP_GE, operand_number (0));
  skeleton_edge (s, negative, end, NULL);
  skeleton_copy (s, result, operand_number (-1));
  return s;
}

static void
test_edges_are_by_block (void)
{
  name_id n;
  struct skeleton *s = sample (&n);
  skeleton_finish (s);
  CHECK (!skeleton_verify (s));
  const struct skel_block *entry = &s->blocks.v[SKEL_ENTRY];
  CHECK (entry->n_edges == 2);
  CHECK (s->edges.v[s->out.v[entry->edges]].taken);
  CHECK (!s->edges.v[s->out.v[entry->edges + 1]].taken);
  CHECK (s->blocks.v[4].n_steps == 1 && s->blocks.v[4].n_edges == 0);
  CHECK (s->blocks.v[1].n_steps == 0);
  skeleton_free (s);
}

static void
test_calls (void)
{
  struct skeleton *s = skeleton_new (NULL);
  name_id p = skeleton_name (s, number);
  skeleton_block (s, skeleton_add_block (s));
  skeleton_site (s, SITE_ALLOCATE, NULL)->result = p;
  skeleton_arg (s, operand_number (8));
  struct skel_site *site = skeleton_site (s, SITE_RELEASE, NULL);
  skeleton_arg (s, operand_name (p));
  CHECK (site->n_args == 1);
  skeleton_step (s, SKEL_RETURN, NULL);
  skeleton_finish (s);
  CHECK (!skeleton_verify (s));
  CHECK (s->steps.n == 3 && s->sites.n == 3);
  CHECK (s->args.v[s->sites.v[2].args].value.name == p);
  /* What is released must be an argument.  */
  s->sites.v[2].object = 1;
  CHECK (skeleton_verify (s));
  skeleton_free (s);
}

static void
test_wrong_ones (void)
{
  name_id n;
  struct skeleton *s = sample (&n);
  CHECK (skeleton_verify (s)); /* Not finished.  */
  skeleton_edge (s, 4, 2, NULL);
  skeleton_finish (s);
  CHECK (skeleton_verify (s)); /* An edge behind a return.  */
  skeleton_free (s);
  s = sample (&n);
  skeleton_block (s, 2);
  struct skel_step *copy = skeleton_step (s, SKEL_COPY, NULL);
  copy->result = n;
  copy->a = operand_number (1);
  skeleton_finish (s);
  CHECK (skeleton_verify (s)); /* A parameter is defined again.  */
  skeleton_free (s);
}

int
main (void)
{
  test_edges_are_by_block ();
  test_calls ();
  test_wrong_ones ();
  return report_failures ();
}
