/* GIMPLE -> graph.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   lower.cc makes the graph of a function, with values.cc, shapes.cc, assign.cc and
   asm.cc; calls.cc and callees.cc say what its calls do; unit.cc goes through the functions of the unit, callees first;
   judge.cc reads verdicts off the solved graphs.  */

#ifndef ESCAPE_GCC_LOWER_H
#define ESCAPE_GCC_LOWER_H

#include "apply.h"
#include "graph.h"
#include "outcome.h"
#include "summary.h"
#include "trace.h"
#include "constprop.h"
#include "loops.h"

class local_versions;

/* VALUE is stored in a member of a struct of KIND.  */

struct container_store
{
  node_id value;
  enum heap_kind kind;
};

/* All that is known of a function under analysis.  */

struct function_info : caller
{
  cgraph_node *node;
  tree decl;
  function *fun;
  bool reported; /* Reachable from outside the unit.  */
  bool hidden;   /* Nothing is told of what goes on in it.  */
  bool root;     /* Callable from outside, or its address goes places. */
  struct skeleton *skeleton; /* Or null: not asked for yet.  */
  const_values *values;
  loop_nest *loops;
  node_id *ssa; /* By version: N_SSA of them.  */
  unsigned n_ssa;
  node_id variadic_args;
  object_id result;
  /* Values that are stored in members of slice-like and map-like structs.  */
  auto_vec<container_store> container_stores;
  local_versions *locals;
  hash_set<tree> *address_used; /* Locals whose address is a value.  */
  /* Parameters that are certainly written through as maps: bit N for the N-th,
     from 0.  */
  unsigned HOST_WIDE_INT nonnil;
  struct record *record;           /* It is being written down.  */
  hash_map<tree, object_id> *wide; /* SSA names wider than a pointer.  */
  /* By edge of a switch: the label by which alone control takes it, or null.
     Of those that were asked about.  */
  hash_map<edge, tree> *cases;
};

/* The pass: analyse the whole unit and hand all verdicts to the report.  */
void escape_analyse_unit (void);

/* The functions that INFO calls, or may hand to those.  */
void referred_functions (function_info *info, auto_vec<function_info *> &out);

/* Build INFO's graph.  */
void lower_function (function_info *info);

/* --- Values, shapes, assignments: see also statements.h. ---  */

/* The variable with OP's value, or NO_NODE if it holds no pointer.  */
node_id lower_value (function_info *, tree op, gimple *stmt);

/* Does integer OP come from a pointer, as far as can be seen nearby?  */
bool comes_from_pointer (tree op, int depth = 0);

/* A variable that points to where OP, a reference, decl or wide SSA name, is
   in memory, and the place there.  ACCESS says what STMT does there: locals
   that are followed in order have an object for each, see locals.h.  */
enum access_kind
{
  ACCESS_PLAIN,
  ACCESS_READ,
  ACCESS_WRITE
};
node_id lower_reference (function_info *, tree op, gimple *stmt,
                         struct place *place,
                         enum access_kind access = ACCESS_PLAIN);

/* Does TYPE's value not fit into one pointer: is it handled as a block?  */
bool is_block_type (const_tree type);
int64_t type_bytes (const_tree type);

/* How memory at REF is read: see the keys in graph.h.  */
uint32_t load_key (tree ref);

/* Bytes of OP's value as an allocation size.  */
struct object_size lower_size (function_info *, tree op);

const struct shape *type_shape (tree type);

/* What STMT loads from REF if the last store before it was there, as in a chain
   of assignments, or null.  */
tree stored_before (gimple *stmt, tree ref);

/* A variable with all that the variadic arguments can be.  */
node_id lower_variadic (function_info *);

/* A variable with all that the parameters can be.  */
node_id lower_all_parameters (function_info *);

/* The addresses in INIT, an initialiser, at BASE: where they are, and how far
   from ADDRESS they point; *LEFT parts of it are looked at.  */
void each_initial_address (tree init, int64_t base, bool known, unsigned *left,
                           void (*found) (void *, tree address, struct place at,
                                          struct place shift),
                           void *data);

/* Is DECL constant, with an initialiser that this unit can rely on?  */
bool has_known_contents (tree decl);

/* Put in OBJ, if it is a global that is new in the graph, what it holds.  */
void lower_global (function_info *, object_id obj);

/* --- skeleton.cc. ---  */

struct skeleton;

/* INFO's function in order: see skeleton.h.  Made when first asked for; the names
   in it have the variables of INFO's graph if there is one then.  */
struct skeleton *lower_skeleton (function_info *info);

/* --- pieces.cc. ---  */

/* Can NAME, a value too small for a pointer, be a piece of one?  */
bool may_be_piece (function_info *, tree name);

/* Can VALUE, too small for a pointer, be a piece of one that a callee takes out
   of memory?  */
bool may_return_piece (tree value);

/* Is NAME the lowest byte of a pointer that a function of libc has just handed
   out?  It alone says nothing: who wants the pointer back needs its other bytes
   too, and where those go the pointer is followed.  (A pointer from elsewhere may
   have been shifted, so that each of its bytes comes by here.)  */
bool is_lowest_byte (tree name);

/* Look through the unit for what cuts pointers, before a function is lowered;
   is there some?  */
void find_pieces (const vec<function_info *> &functions);
bool numbers_are_pieces (void);

/* Is VALUE divided or shifted down again and again, or by amounts that vary, as
   when somebody writes it in digits?  */
bool is_taken_apart (tree value);

/* The digit of a number whose name REF, an element of a table of characters, is;
   or null.  */
tree digit_named_by (tree ref);

/* The pointer, as a number, whose digit OP is, or whose digit decides OP; or null.
   Who is told each digit has the pointer, by what he does for each value too.  */
tree pointer_of_digit (tree op);

/* Does it make floating-point numbers of pointers?  Else a sum or product of
   such numbers is no pointer.  */
bool floats_are_pointers (void);

/* --- printed.cc. ---  */

/* CALL, of FNDECL, may print pointers into memory.  */
void lower_printed (function_info *info, gcall *call, tree fndecl);

/* Forget which functions do.  */
void lower_printed_free (void);

/* --- conditions.cc, and where control can go. ---  */

/* Can control come from the end of FROM to the beginning of TO, by edges for
   which THROUGH is true?  */

template <typename predicate>
bool
control_reaches (basic_block from, basic_block to, predicate through)
{
  auto_vec<basic_block> queue;
  hash_set<basic_block> seen;
  queue.safe_push (from);
  while (!queue.is_empty ())
    {
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, queue.pop ()->succs)
        {
          if (!through (e))
            continue;
          if (e->dest == to)
            return true;
          if (!seen.add (e->dest))
            queue.safe_push (e->dest);
        }
    }
  return false;
}

/* OP without the copies on the way.  */
tree copied_from (tree op);

/* Whether NAME is equal to a value that IS accepts wherever control takes E, as
   a comparison with it says: EQ_EXPR, NE_EXPR, or ERROR_MARK where none does.  */
tree_code compared_on (tree name, edge e, bool (*is) (tree, void *),
                       void *data);

/* Is NAME null wherever control takes E?  */
bool is_null_on (tree name, edge e);

/* The bits that OP has in common with the number that it was converted from.  */
uint64_t common_bits (tree op);

/* The parameters that are not null, or zero, wherever control comes to BB, and a
   further condition on one in *ONLY_IF: see struct object.  */
uint64_t needed_parameters (function_info *info, basic_block bb,
                            struct need *only_if);

/* --- ways.cc. ---  */

#define MAX_CONJUNCTIONS 8
#define MAX_CONJUNCTS 6

/* What holds together: N times A CODE B, of which WHERE, or null, made a value.  */

struct conjunction
{
  unsigned n;
  struct
  {
    gimple *where;
    tree a;
    tree_code code;
    tree b;
  } asked[MAX_CONJUNCTS];
};

/* If C asks several things at once: the ways in which it is true if TAKEN, or false,
   each without the others; WAYS has room for MAX_CONJUNCTIONS.  Else 0.  */
unsigned ways_of_condition (gcond *c, bool taken, conjunction *ways);

/* --- statics.cc. ---  */

/* What assignments put into DECL, a variable with static storage.  KNOWN:
   besides them and the initialiser nothing does.  */

struct static_store
{
  int64_t off;
  tree function; /* Null: some other pointer.  */
};

struct static_contents
{
  bool known;
  bool by_name_only; /* The same, but for other units.  */
  auto_vec<static_store> stores;
};

const static_contents *static_contents_of (tree decl);
void forget_static_contents (void);

/* --- calls.cc, callees.cc. ---  */

void lower_call (function_info *, gcall *);

/* Forget what calls have learnt of the functions that they call.  */
void forget_callees (void);

/* What applying asks of GIMPLE.  */
extern const struct code calls_in_gimple;

/* The function as the source names it, for messages.  */
const char *function_name (tree fndecl);
const char *call_name (const gimple *call);

/* Does STMT, a call of a builtin, take the address ARG without making it a
   value: what GCC may fold into an access, lifetimes, checks?  */
bool ignores_address (gimple *stmt, tree arg);

/* Does STMT copy or set a known number of bytes, as an assignment would
   (memcpy and its like)?  GCC makes assignments of some of them, depending on
   options.  */
bool is_block_call (function_info *, gimple *stmt, int64_t *bytes);

/* Does STMT use addresses for nothing but checks: a sanitizer's call, or
   arithmetic that only those use?  */
bool is_for_checks (gimple *stmt, int depth = 0);

/* Is STMT a call such as -finstrument-functions puts there?  */
bool is_profiling (gimple *stmt);

/* Is CALL one of a sanitizer, or else for checks and marks only?  */
bool is_check_call (gimple *call);

/* Does the builtin CODE do nothing to pointers or with them?  */
bool is_inert_builtin (enum built_in_function code);

/* Is CALL an allocation on the stack (alloca and its kin)?  */
bool is_alloca_call (const gimple *call);

/* Is TARGET's body what its calls will run?  */
bool trusts_body (const function_info *target);

/* --- unit.cc. ---  */

/* Bytes that the next graph may have.  */
size_t graph_memory (void);

/* What is known of FNDECL, or null.  */
function_info *function_info_of (tree fndecl);

#endif
