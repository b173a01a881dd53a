/* The section `.gnu.escape': see section.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "intl.h"
#include "output.h"
#include "file-prefix-map.h"
#include "toplev.h"
#include "attributes.h"
#include "judge.h"
#include "order.h"
#include "report.h"
#include "record.h"
#include "site.h"
#include "section.h"
#include "skeleton.h"
#include "transcript.h"
#include "source.h"

static struct unit *unit;

/* Numbers, from 1, of what the unit has once.  */
static hash_map<tree, uint32_t> *symbol_numbers;
static hash_map<const struct callee *, uint32_t> *callee_numbers;
static hash_map<int_hash<uint32_t, 0>, uint32_t> *stable_keys;

/* Of the function in hand.  */

struct recording : record
{
  function_info *info;
  hash_map<const void *, uint32_t> spots, things;
  hash_map<loop_region *, uint32_t> loops;
  hash_map<int_hash<location_t, 0>, uint32_t> places;
  auto_vec<loop_region *> loop_list;
};

/* Append ITEM to the array V of the unit.  */

template <typename array, typename item>
static void
append (array &v, const item &i)
{
  if (v.n == v.cap)
    v.v = (decltype (v.v))arena_grow (unit->arena, v.v, &v.cap, sizeof *v.v);
  v.v[v.n++] = i;
}

/* --- Types. ---  */

static uint32_t
hash_text (uint32_t h, const char *text)
{
  for (; *text; text++)
    h = (h ^ (unsigned char)*text) * 16777619;
  return h;
}

/* A number for TYPE that other units have for it too: made of its name.  */

static uint32_t
stable_type (tree type)
{
  uint32_t h = 2166136261u;
  for (; POINTER_TYPE_P (type); type = TREE_TYPE (type))
    h = hash_text (h, "*");
  type = TYPE_MAIN_VARIANT (type);
  tree name = TYPE_NAME (type);
  if (name && TREE_CODE (name) == TYPE_DECL)
    name = DECL_NAME (name);
  if (name)
    return hash_text (hash_text (h, RECORD_OR_UNION_TYPE_P (type) ? "s" : "t"),
                      IDENTIFIER_POINTER (name));
  char number[40];
  snprintf (number, sizeof number, "#%d.%d", (int)TREE_CODE (type),
            (int)TYPE_UID (type));
  return hash_text (h, RECORD_OR_UNION_TYPE_P (type) ? number : number + 1);
}

void
section_note_type (uint32_t key, tree type)
{
  if (!options.program)
    return;
  if (!stable_keys)
    stable_keys = new hash_map<int_hash<uint32_t, 0>, uint32_t>;
  bool existed;
  uint32_t &slot = stable_keys->get_or_insert (key, &existed);
  if (!existed)
    slot = (KEY_TYPES + (stable_type (type) >> 2)) | (key & KEY_TO_NARROW);
}

static uint32_t
stable_key (struct record *, uint32_t key)
{
  const uint32_t *stable
      = key >= KEY_TYPES && stable_keys ? stable_keys->get (key) : NULL;
  return stable ? *stable : key;
}

/* --- Places. ---  */

static struct source_place
place_of (location_t loc)
{
  expanded_location at = expand_location (source_location (loc));
  const char *file = at.file ? remap_debug_filename (at.file) : "";
  struct source_place p
      = { unit_text (unit, file), (uint32_t)at.line, (uint32_t)at.column };
  return p;
}

/* --- Symbols. ---  */

static uint32_t number_of_symbol (tree decl);
static uint32_t number_of_target (tree decl);

const char *
assembler_name (tree decl)
{
  tree id = HAS_DECL_ASSEMBLER_NAME_P (decl) && DECL_ASSEMBLER_NAME_SET_P (decl)
                ? DECL_ASSEMBLER_NAME (decl)
                : DECL_NAME (decl);
  const char *name = id ? IDENTIFIER_POINTER (id) : "";
  return *name == '*' ? name + 1 : name;
}

/* An address that a variable holds.  */

static void
add_content (uint32_t number, struct place at, uint32_t target,
             struct place shift)
{
  struct content c = { at, target, shift };
  append (unit->symbols.v[number - 1].contents, c);
}

static void
found_initial (void *data, tree address, struct place at, struct place shift)
{
  uint32_t number = *(uint32_t *)data;
  poly_int64 off;
  tree op = TREE_OPERAND (address, 0);
  tree base = get_addr_base_and_unit_offset (op, &off);
  HOST_WIDE_INT fixed;
  if (base && off.is_constant (&fixed))
    shift = place_add (shift, place_at (fixed));
  else
    {
      base = get_base_address (op);
      shift = place_anywhere;
    }
  if (!base || !(VAR_P (base) || TREE_CODE (base) == FUNCTION_DECL))
    return; /* A literal.  */
  uint32_t target = number_of_target (base);
  add_content (number, at, target, shift);
}

/* The initialiser counts up to so many parts.  */
#define MAX_PARTS_OF_INITIAL 20000

static void
add_contents (uint32_t number, tree decl)
{
  const static_contents *c = static_contents_of (decl);
  bool literal = has_known_contents (decl);
  unsigned left = MAX_PARTS_OF_INITIAL;
  tree init = DECL_INITIAL (decl);
  if ((literal || c->by_name_only) && init && init != error_mark_node)
    each_initial_address (init, 0, true, &left, found_initial, &number);
  for (const static_store &store : c->stores)
    add_content (number, place_at (store.off),
                 store.function ? number_of_target (store.function) : 0,
                 place_start);
  struct unit_symbol *s = &unit->symbols.v[number - 1];
  s->literal = literal && left;
  s->by_name_only = c->by_name_only && left;
}

static void
describe_linkage (struct unit_symbol *s, tree decl, symtab_node *node)
{
  s->binding = !TREE_PUBLIC (decl) ? BINDING_LOCAL
               : DECL_WEAK (decl) || DECL_COMDAT (decl) || DECL_ONE_ONLY (decl)
                   ? BINDING_WEAK
                   : BINDING_GLOBAL;
  s->comdat = DECL_COMDAT (decl) || DECL_ONE_ONLY (decl)
              || (VAR_P (decl) && DECL_COMMON (decl));
  s->defined = node && node->definition && !DECL_EXTERNAL (decl);
  s->hidden = DECL_VISIBILITY (decl) != VISIBILITY_DEFAULT;
  s->kept = DECL_PRESERVE_P (decl)
            || (TREE_CODE (decl) == FUNCTION_DECL
                && (DECL_STATIC_CONSTRUCTOR (decl)
                    || DECL_STATIC_DESTRUCTOR (decl)));
  cgraph_node *fn = node ? dyn_cast<cgraph_node *> (node) : NULL;
  s->ifunc = (fn && fn->ifunc_resolver) || (node && node->weakref)
             || lookup_attribute ("ifunc", DECL_ATTRIBUTES (decl))
             || lookup_attribute ("naked", DECL_ATTRIBUTES (decl));
}

static uint32_t
number_of_symbol (tree decl)
{
  bool existed;
  uint32_t &slot = symbol_numbers->get_or_insert (decl, &existed);
  if (existed)
    return slot;
  if (unit->symbols.n == unit->symbols.cap)
    unit->symbols.v
        = (struct unit_symbol *)arena_grow (unit->arena, unit->symbols.v,
                                            &unit->symbols.cap,
                                            sizeof *unit->symbols.v);
  struct unit_symbol *s = &unit->symbols.v[unit->symbols.n++];
  memset (s, 0, sizeof *s);
  uint32_t number = slot = unit->symbols.n;
  symtab_node *node = symtab_node::get (decl);
  s->name = unit_text (unit, assembler_name (decl));
  s->source = unit_text (unit, DECL_NAME (decl)
                                   ? IDENTIFIER_POINTER (DECL_NAME (decl))
                                   : "");
  s->is_function = TREE_CODE (decl) == FUNCTION_DECL;
  s->extent = s->is_function ? -1 : type_bytes (TREE_TYPE (decl));
  s->is_const = !s->is_function && TREE_READONLY (decl);
  describe_linkage (s, decl, node);
  bool variable = VAR_P (decl) && s->defined;
  if (node && node->alias && !s->ifunc && node->get_alias_target ())
    {
      uint32_t target = number_of_symbol (node->get_alias_target ()->decl);
      unit->symbols.v[number - 1].alias = target;
    }
  if (VAR_P (decl) && node)
    add_contents (number, decl);
  if (variable)
    {
      struct ipa_ref *ref = NULL;
      for (unsigned i = 0; node->iterate_reference (i, ref); i++)
        {
          uint32_t target = number_of_symbol (ref->referred->decl);
          append (unit->symbols.v[number - 1].refs, target);
        }
    }
  return number;
}

/* --- Callees. ---  */

static uint32_t
number_of_callee (struct record *, const struct callee *callee)
{
  uint32_t symbol
      = callee->decl
            ? number_of_symbol ((tree) const_cast<void *> (callee->decl))
            : 0;
  bool existed;
  uint32_t &slot = callee_numbers->get_or_insert (callee, &existed);
  if (existed)
    return slot;
  struct callee c = *callee;
  c.decl = (const void *)(uintptr_t)symbol;
  append (unit->callees, c);
  return slot = unit->callees.n;
}

/* The number of DECL, which may be called through a pointer if it is a
   function: then it is described.  */

static uint32_t
number_of_target (tree decl)
{
  return TREE_CODE (decl) == FUNCTION_DECL
             ? (number_of_callee (NULL, callee_of_decl (decl)),
                number_of_symbol (decl))
             : number_of_symbol (decl);
}

/* --- Statements, and what stands in them. ---  */

static uint32_t
number_of_loop (recording *r, basic_block bb)
{
  loop_region *loop = r->info->loops->innermost (bb);
  if (!loop)
    return 0;
  bool existed;
  uint32_t &slot = r->loops.get_or_insert (loop, &existed);
  if (!existed)
    {
      r->loop_list.safe_push (loop);
      slot = r->loop_list.length ();
    }
  return slot;
}

static uint32_t
number_of_spot (struct record *record, const void *where)
{
  recording *r = static_cast<recording *> (record);
  bool existed;
  uint32_t &slot = r->spots.get_or_insert (where, &existed);
  if (existed)
    return slot;
  gimple *stmt = (gimple *)const_cast<void *> (where);
  location_t loc = gimple_location (stmt);
  /* Several returns that became one are at no line but the last.  */
  if (loc == UNKNOWN_LOCATION && gimple_code (stmt) == GIMPLE_RETURN)
    loc = r->info->fun->function_end_locus;
  struct spot s = {};
  gcall *call = dyn_cast<gcall *> (stmt);
  const char *vla = call ? vla_name (call) : NULL;
  s.place = place_of (loc);
  s.call = call;
  s.name = unit_text (unit, call && !gimple_call_internal_p (call)
                                ? call_name (call)
                                : "");
  s.vla = unit_text (unit, vla ? vla : "");
  if (call)
    {
      const char *written = source_call (&loc, s.name);
      s.written = unit_text (unit, written);
      s.written_at = place_of (loc);
    }
  s.assembler = gimple_code (stmt) == GIMPLE_ASM;
  s.block = gimple_bb (stmt) ? gimple_bb (stmt)->index : 0;
  s.loop = call ? number_of_loop (r, gimple_bb (stmt)) : 0;
  append (r->function->spots, s);
  return slot = r->function->spots.n;
}

/* What is found of the function in hand before it is written down.  */

struct noted_finding
{
  tree function;
  struct unit_finding finding;
};

static auto_vec<noted_finding> findings;
static hash_set<tree> *taken_back, *outliving;

static void
note_variable (hash_set<tree> *&set, tree decl)
{
  if (!options.program)
    return;
  if (!set)
    set = new hash_set<tree>;
  set->add (decl);
}

void
section_note_taken_back (tree decl)
{
  note_variable (taken_back, decl);
}

void
section_note_outliving (tree decl)
{
  note_variable (outliving, decl);
}

static struct thing
variable_thing (recording *r, tree decl)
{
  struct thing t = {};
  const char *name = local_name (decl);
  t.kind = THING_VARIABLE;
  t.text = unit_text (unit, name ? name : "");
  t.place = place_of (DECL_SOURCE_LOCATION (decl));
  t.ok = decl_ok (decl);
  t.local = decl_is_local (decl);
  t.address_used = r->info->address_used->contains (decl);
  t.taken_back = taken_back && taken_back->contains (decl);
  t.outlives = outliving && outliving->contains (decl);
  return t;
}

static struct thing
expression_thing (enum step_kind kind, tree t)
{
  struct thing x = {};
  if (TREE_CODE (t) == FUNCTION_DECL)
    {
      x.kind = THING_FUNCTION;
      x.text = unit_text (unit, function_name (t));
      return x;
    }
  char *text = expression_text (t);
  tree base = kind == STEP_ADDRESS ? NULL_TREE : get_base_address (t);
  x.kind = !base || !VAR_P (base) || !is_global_var (base) ? THING_EXPRESSION
           : decl_function_context (base)                  ? THING_STATIC
                                                           : THING_GLOBAL;
  x.text = unit_text (unit, text);
  free (text);
  return x;
}

static uint32_t
number_of_expression (struct record *r, enum step_kind kind, const void *what)
{
  if (kind == STEP_RETURN)
    return 0;
  append (r->function->things,
          expression_thing (kind, (tree) const_cast<void *> (what)));
  return r->function->things.n;
}

static uint32_t
number_of_decl (struct record *record, enum object_kind kind, const void *what)
{
  recording *r = static_cast<recording *> (record);
  tree decl = (tree) const_cast<void *> (what);
  if (kind == OBJECT_GLOBAL || kind == OBJECT_FUNCTION)
    return number_of_target (decl);
  bool existed;
  uint32_t &slot = r->things.get_or_insert (what, &existed);
  if (existed)
    return slot;
  struct thing t = {};
  t.kind = THING_CONSTANT;
  t.text = unit_text (unit, "");
  if (kind == OBJECT_FRAME)
    t = variable_thing (r, decl);
  append (r->function->things, t);
  return slot = r->function->things.n;
}

/* --- The order of statements. ---  */

/* TEXT, which is freed, with the quotes as bytes that readers know.  */

static const char *
unquoted (char *text)
{
  auto_vec<char> out;
  size_t open = strlen (open_quote), close = strlen (close_quote);
  bool inside = false;
  for (const char *p = text; *p;)
    if (!inside && !strncmp (p, open_quote, open))
      {
        inside = true;
        out.safe_push (TEXT_OPEN_QUOTE);
        p += open;
      }
    else if (inside && !strncmp (p, close_quote, close)
             && strchr (" ,;:)", p[close]))
      {
        /* Where both quotes are apostrophes, there may be some between.  */
        inside = false;
        out.safe_push (TEXT_CLOSE_QUOTE);
        p += close;
      }
    else
      out.safe_push (*p++);
  out.safe_push (0);
  free (text);
  return unit_text (unit, out.address ());
}

static void start_unit (void);

void
section_note_finding (enum group group, tree function, location_t loc,
                      const char *text, const event_path &path)
{
  if (!options.program)
    return;
  if (!unit)
    start_unit ();
  struct unit_finding f = {};
  f.group = group;
  f.place = place_of (loc);
  f.text = unquoted (xstrdup (text));
  for (const path_event &e : path)
    {
      struct unit_event event
          = { place_of (e.loc), unit_text (unit, function_name (e.function)),
              unquoted (xstrdup (e.text)) };
      append (f.path, event);
    }
  findings.safe_push ({ function, f });
}

static void
add_findings (recording *r)
{
  unsigned kept = 0;
  for (const noted_finding &n : findings)
    if (n.function == r->info->decl)
      append (r->function->findings, n.finding);
    else
      findings[kept++] = n;
  findings.truncate (kept);
}

static const void *
number_of_place (recording *r, struct transcript *t, location_t loc)
{
  if (LOCATION_LOCUS (loc) <= BUILTINS_LOCATION)
    return NULL;
  bool existed;
  uint32_t &slot = r->places.get_or_insert (loc, &existed);
  if (!existed)
    {
      append (t->places, place_of (loc));
      slot = t->places.n;
    }
  return transcript_client (slot);
}

static const void *
number_of_memory (recording *r, const struct skel_memory &m)
{
  tree t = (tree) const_cast<void *> (m.what);
  if (!t || !DECL_P (t))
    return NULL;
  if (m.kind == MEMORY_FRAME)
    return transcript_client (number_of_decl (r, OBJECT_FRAME, t));
  return transcript_client (
      VAR_P (t) || TREE_CODE (t) == FUNCTION_DECL ? number_of_target (t) : 0);
}

/* Is it told where STEP is?  Of those that are nowhere by themselves: if control may
   return behind it.  */

static bool
is_told (const struct skel_block &b, const struct skel_step *step,
         const struct skeleton *s)
{
  uint32_t last = b.n_steps - 1;
  while (last && s->steps.v[b.steps + last].kind == SKEL_END)
    last--;
  if (step >= &s->steps.v[b.steps + last])
    return true;
  switch (step->kind)
    {
    case SKEL_COPY:
    case SKEL_ARITH:
    case SKEL_OPAQUE:
    case SKEL_LOAD:
    case SKEL_BEGIN:
      return false;
    default:
      return true;
    }
}

static const void *
number_of_branch (recording *r, const struct skel_edge &e)
{
  struct thing t = {};
  t.kind = THING_EXPRESSION;
  t.text = unquoted (branch_text ((const gimple *)e.where, e.taken,
                                  (tree) const_cast<void *> (e.label)));
  append (r->function->things, t);
  return transcript_client (r->function->things.n);
}

static void
number_steps (recording *r, struct transcript *t)
{
  struct skeleton *s = t->skeleton;
  for (block_id k = 1; k < s->blocks.n; k++)
    for (uint32_t i = 0; i < s->blocks.v[k].n_steps; i++)
      {
        struct skel_step *step = &s->steps.v[s->blocks.v[k].steps + i];
        location_t loc = step->where
                             ? gimple_location ((const gimple *)step->where)
                             : UNKNOWN_LOCATION;
        const void *what = step->to.what;
        step->to.what = NULL;
        if (step->kind == SKEL_CALL)
          {
            struct skel_site *site = &s->sites.v[step->site];
            tree callee = (tree) const_cast<void *> (site->callee);
            site->where = step->where
                = transcript_client (number_of_spot (r, step->where));
            site->callee
                = transcript_client (callee ? number_of_target (callee) : 0);
            continue;
          }
        step->where = is_told (s->blocks.v[k], step, s)
                          ? number_of_place (r, t, loc)
                          : NULL;
        if (what && (step->kind == SKEL_STORE || step->kind == SKEL_BLOCK))
          step->to.what
              = transcript_client (number_of_expression (r, STEP_STORE, what));
      }
}

/* Write down the skeleton: with numbers for what is the client's, and nodes of
   the recording.  */

static void
add_skeleton (recording *r)
{
  function_info *info = r->info;
  struct skeleton *kept = info->skeleton;
  info->skeleton = NULL;
  struct transcript t = { lower_skeleton (info), {} };
  info->skeleton = kept;
  struct skeleton *s = t.skeleton;
  for (memory_id m = 1; m < s->memories.n; m++)
    s->memories.v[m].what = number_of_memory (r, s->memories.v[m]);
  number_steps (r, &t);
  for (edge_id e = 1; e < s->edges.n; e++)
    if (const void *where = s->edges.v[e].where)
      {
        s->edges.v[e].label = number_of_branch (r, s->edges.v[e]);
        s->edges.v[e].where
            = number_of_place (r, &t, gimple_location ((const gimple *)where));
      }
    else if (s->edges.v[e].place)
      s->edges.v[e].where = number_of_place (r, &t, s->edges.v[e].place);
  transcript_write (&t, unit, r->function);
  skeleton_free (s);
}

/* --- Functions. ---  */

static void
add_parameters (recording *r)
{
  tree decl = r->info->decl;
  unsigned n = 0;
  for (tree p = DECL_ARGUMENTS (decl); p; p = DECL_CHAIN (p))
    {
      char number[16];
      snprintf (number, sizeof number, "#%u", ++n);
      struct unit_parameter q = {};
      q.name
          = unit_text (unit, DECL_NAME (p) ? IDENTIFIER_POINTER (DECL_NAME (p))
                                           : number);
      q.place = place_of (DECL_SOURCE_LOCATION (p));
      q.told = holds_pointer (TREE_TYPE (p)) && !DECL_ARTIFICIAL (p);
      q.ok = decl_ok (p);
      q.max_level = deepest_level (TREE_TYPE (p));
      append (r->function->parameters, q);
    }
}

static void
add_references (recording *r)
{
  struct ipa_ref *ref = NULL;
  cgraph_node *node = r->info->node;
  for (cgraph_edge *e = node->callees; e; e = e->next_callee)
    {
      struct unit_reference to = { number_of_symbol (e->callee->decl), true };
      append (r->function->refs, to);
    }
  for (unsigned i = 0; node->iterate_reference (i, ref); i++)
    {
      struct unit_reference to
          = { number_of_symbol (ref->referred->decl), false };
      append (r->function->refs, to);
    }
}

static int
compare_numbers (const void *a, const void *b)
{
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static void
add_loops (recording *r)
{
  function_info *info = r->info;
  for (loop_region *loop : r->loop_list)
    {
      struct unit_loop l = {};
      for (basic_block bb : loop->blocks)
        append (l.blocks, (uint32_t)bb->index);
      qsort (l.blocks.v, l.blocks.n, sizeof *l.blocks.v, compare_numbers);
      for (auto entry : r->things)
        if (r->function->things.v[entry.second - 1].kind == THING_VARIABLE
            && info->loops->dies_in (loop,
                                     (tree) const_cast<void *> (entry.first)))
          append (l.dying, entry.second);
      qsort (l.dying.v, l.dying.n, sizeof *l.dying.v, compare_numbers);
      tree name;
      unsigned i;
      FOR_EACH_SSA_NAME (i, name, info->fun)
        if (info->ssa[i] && info->loops->survives (loop, name))
          append (l.surviving, (uint32_t)info->ssa[i]);
      append (r->function->loops, l);
    }
}

static void
add_overwrites (recording *r)
{
  const outside_accesses *known = accesses_of (r->info->decl);
  for (unsigned i = 0; known && i < known->writes.length (); i++)
    {
      const outside_access &w = known->writes[i];
      if (w.param < 0 || !w.anew || w.size <= 0
          || r->function->overwrites.n >= MAX_OVERWRITES)
        continue;
      struct unit_overwrite o = { (uint32_t)w.param, w.off, w.size };
      append (r->function->overwrites, o);
    }
}

static void
add_attributed (recording *r)
{
  tree name;
  unsigned i;
  FOR_EACH_SSA_NAME (i, name, r->info->fun)
    {
      tree var = SSA_NAME_VAR (name);
      if (!r->info->ssa[i] || !var || !DECL_P (var) || !DECL_ATTRIBUTES (var)
          || !(decl_ok (var) || decl_is_local (var)))
        continue;
      struct attributed a = {};
      a.node = r->info->ssa[i];
      a.ok = decl_ok (var);
      a.local = decl_is_local (var);
      a.name = unit_text (unit, DECL_NAME (var)
                                    ? IDENTIFIER_POINTER (DECL_NAME (var))
                                    : "");
      a.place = place_of (DECL_SOURCE_LOCATION (var));
      append (r->function->attributed, a);
    }
}

static void
describe_function (recording *r, uint32_t symbol)
{
  function_info *info = r->info;
  struct unit_function *f = r->function;
  f->symbol = symbol;
  f->callee = number_of_callee (r, callee_of_decl (info->decl));
  f->place = place_of (DECL_SOURCE_LOCATION (info->decl));
  f->end = place_of (info->fun->function_end_locus);
  f->reported = info->reported;
  f->root = info->root;
  f->always_inline
      = lookup_attribute ("always_inline", DECL_ATTRIBUTES (info->decl));
  f->in_header = report_hides (info->decl);
  f->ok = decl_ok (info->decl);
  f->is_main = is_main (info->decl);
  f->variadic = info->variadic;
  f->small_result
      = type_bytes (TREE_TYPE (TREE_TYPE (info->decl))) < POINTER_SIZE_UNITS;
  f->returns = EDGE_COUNT (EXIT_BLOCK_PTR_FOR_FN (info->fun)->preds) > 0;
  f->n_blocks = last_basic_block_for_fn (info->fun);
  f->n_params = info->n_params;
}

static void
start_unit (void)
{
  unit = unit_new ();
  unit->file = unit_text (unit, main_input_filename ? main_input_filename : "");
  unit->target = unit_text (unit, ESCAPE_TARGET);
  unit->pointer_size = POINTER_SIZE_UNITS;
  unit->pieces = numbers_are_pieces ();
  symbol_numbers = new hash_map<tree, uint32_t>;
  callee_numbers = new hash_map<const struct callee *, uint32_t>;
}

void
section_begin_function (function_info *info)
{
  record_begin (info->record, info->graph, unit, info->record->function);
}

void
section_add_function (function_info *info)
{
  /* What may be another's in the end has no say in the program.  */
  if (!options.program || DECL_EXTERNAL (info->decl))
    return;
  if (!unit)
    start_unit ();
  recording r;
  memset (static_cast<record *> (&r), 0, sizeof (record));
  struct unit_function f = {};
  r.info = info;
  r.function = &f;
  r.spot = number_of_spot;
  r.thing = number_of_expression;
  r.decl = number_of_decl;
  r.callee = number_of_callee;
  r.type_key = stable_key;
  uint32_t symbol = number_of_symbol (info->decl);
  enum precision precision = info->precision;
  info->precision = PRECISION_FULL;
  info->record = &r;
  lower_function (info);
  info->record = NULL;
  info->precision = precision;
  record_end (&r, info->graph);
  describe_function (&r, symbol);
  add_parameters (&r);
  add_references (&r);
  add_skeleton (&r);
  add_overwrites (&r);
  add_loops (&r);
  add_attributed (&r);
  add_findings (&r);
  for (const container_store &c : info->container_stores)
    {
      struct container_put put = { c.value, c.kind };
      append (f.containers, put);
    }
  append (unit->functions, f);
  unit->symbols.v[symbol - 1].function = unit->functions.n;
}

/* What no function of the unit mentions, another unit may use, or the linker
   collects: variables, and other names of functions.  */

static void
add_offered (void)
{
  symtab_node *node;
  FOR_EACH_SYMBOL (node)
  if (node->definition && !DECL_EXTERNAL (node->decl)
      && (VAR_P (node->decl) || node->alias)
      && (TREE_PUBLIC (node->decl) || DECL_PRESERVE_P (node->decl)
          || DECL_SECTION_NAME (node->decl)))
    number_of_symbol (node->decl);
}

void
section_finish (void)
{
  if (options.program && !unit)
    start_unit ();
  if (options.program)
    add_offered ();
  delete symbol_numbers;
  delete callee_numbers;
  delete stable_keys;
  delete taken_back;
  delete outliving;
  findings.truncate (0);
  symbol_numbers = NULL;
  callee_numbers = NULL;
  stable_keys = NULL;
  taken_back = outliving = NULL;
}

/* --- Writing. ---  */

static void
write_bytes (const char *name, const char *flags, const uint8_t *bytes,
             size_t size)
{
  static const size_t line = 4096;
  fprintf (asm_out_file, "\t.pushsection\t%s,\"%s\",%%progbits\n", name, flags);
  for (size_t from = 0; from < size; from += line)
    {
      char text[4 * line + 16];
      char *p = text + sprintf (text, "\t.ascii\t\"");
      for (size_t i = from; i < size && i < from + line; i++)
        {
          uint8_t b = bytes[i];
          if (b >= ' ' && b < 0x7f && b != '"' && b != '\\')
            *p++ = b;
          else
            {
              *p++ = '\\';
              *p++ = '0' + (b >> 6);
              *p++ = '0' + (b >> 3 & 7);
              *p++ = '0' + (b & 7);
            }
        }
      *p++ = '"';
      *p++ = '\n';
      fwrite (text, 1, p - text, asm_out_file);
    }
  fprintf (asm_out_file, "\t.popsection\n");
}

void
section_write (void)
{
  if (!unit || !asm_out_file)
    return;
  size_t size;
  uint8_t *bytes = unit_encode (unit, &size);
  /* Under -flto only what looks like early debug information stays; the
     linker's plugin renames it.  */
  if (flag_generate_lto)
    {
      write_bytes (".gnu.debuglto_.gnu.escape", "e", bytes, size);
      if (debug_info_level == DINFO_LEVEL_NONE)
        write_bytes (".gnu.debuglto_.debug_info", "e", NULL, 0);
    }
  if (!flag_generate_lto || flag_fat_lto_objects)
    write_bytes (".gnu.escape", "", bytes, size);
  escape_release (bytes);
  unit_free (unit);
  unit = NULL;
}
