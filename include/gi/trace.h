/*
 * trace.h - from any code, lot or source to everything up- and downstream, with amounts.
 *
 * Sources give raw lots, lots become lots (make, split, merge, transfer ...), lots are released as
 * batches, batches get runs of labels, labels lie in packages and these in others. A trace visits
 * the nodes so that what something came from always comes before it, each node once, each edge
 * right after the node it leads to. It costs index seeks for what it shows, whatever the size of
 * the registry. Holders are numbers; the name of a grower never appears.
 *
 * What to trace is a text: the code or number of a label, case or carton, a batch ID,
 * "lot 17" or "source 3". Of a package upstream is everything that was packed into it, also after
 * it was opened; downstream of anything are the closed packages that its labels lie in.
 */
#ifndef GI_TRACE_H
#define GI_TRACE_H

#include "gi/batch.h"
#include "gi/json.h"
#include "gi/product.h"
#include "gi/registry.h"

/* Most nodes of one trace. */
#define GI_TRACE_NODES 20000
/* Most nodes of a drawing. */
#define GI_TRACE_DRAWN 300

enum {
    GI_TRACE_UP = 1,  /* what it came from */
    GI_TRACE_DOWN = 2 /* what became of it */
};

typedef enum gi_trace_kind {
    GI_TRACE_SOURCE,
    GI_TRACE_LOT,
    GI_TRACE_BATCH,
    GI_TRACE_RUN,
    GI_TRACE_PACKAGE /* one, or several equal ones of one act */
} gi_trace_kind;

/*
 * One thing of a trace; holds no heap memory.
 *
 * id          number of the source or lot; of a batch or run the act that made it; of packages
 *             key x 2^32 + serial of the first
 * name        batch ID; unit numbers "first..last" of a run; number of a package or "first..last";
 *             "" for the others
 * root        the trace began here
 * what        plot, vessel ... of a source; raw or made of a lot; "" for the others
 * how         the act that made a lot: harvest, make, split, merge, transfer ...; "" for the others
 * day         picked, made, issued, packed; 0 for a source
 * product     "" for a source and for packages of more than one product
 * quantity remaining   milli-units of unit; of a source, and where there is no product, both 0
 * township    of a source, else 0
 * labels      of a run, and in packages; else 0
 * packages level opened   how many, 1 with labels inside or 2 with packages inside, and whether
 *             it was opened (told of the root alone); else 0
 * held        'R' recalled, 'F' frozen today, 'T' a batch taken back (its quantity is 0), 0 none
 */
typedef struct gi_trace_node {
    gi_trace_kind kind;
    int64_t id;
    char name[32];
    bool root;
    uint32_t holder;
    char product[GI_MNEMONIC_SIZE];
    gi_unit unit;
    char what[8];
    char how[16];
    gi_day day;
    int64_t quantity, remaining;
    int64_t township;
    int64_t labels;
    int64_t packages;
    int level;
    bool opened;
    char held;
} gi_trace_node;

/* So much of one thing went into another; both were visited before. */
typedef struct gi_trace_edge {
    gi_trace_kind from_kind, to_kind;
    int64_t from, to;
    int64_t quantity; /* milli-units of what stands at its beginning; 0: of more than one product */
    int64_t labels;   /* into packages, else 0 */
} gi_trace_edge;

/* Either may be NULL. A status other than GI_OK ends the trace and is its answer. */
typedef struct gi_trace_visitor {
    gi_status (*node)(void *context, const gi_trace_node *node, gi_error *err);
    gi_status (*edge)(void *context, const gi_trace_edge *edge, gi_error *err);
    void *context;
} gi_trace_visitor;

/*
 * directions is GI_TRACE_UP, GI_TRACE_DOWN or both. Downstream of a batch are its runs, of a
 * label the package it lies in; a code must be issued, its batch is upstream.
 *
 * GI_NOT_FOUND no-lot, no-source, no-batch, no-run   GI_INVALID the text is none of these
 * GI_NO_MEMORY over-limit: more than GI_TRACE_NODES
 */
GI_CHECKED gi_status gi_trace(gi_registry *registry, gi_bytes what, unsigned directions,
                              const gi_trace_visitor *visitor, gi_error *err);

/* {"root","nodes":[...],"edges":[...]}; members as in the two structs. You own *out. */
GI_CHECKED gi_status gi_trace_json(gi_registry *registry, gi_bytes what, unsigned directions,
                                   gi_json **out, gi_error *err);

/* A tree of lines, in Chinese or English; a node reached twice is shown once and then named. */
GI_CHECKED gi_status gi_trace_text(gi_registry *registry, gi_bytes what, unsigned directions,
                                   bool english, gi_buf *out, gi_error *err);

/* A drawing of layers from top to bottom, at most three wide, readable on a phone and on A4.
 * GI_INVALID over-drawn: more than GI_TRACE_DRAWN nodes */
GI_CHECKED gi_status gi_trace_svg(gi_registry *registry, gi_bytes what, unsigned directions,
                                  bool english, gi_buf *out, gi_error *err);

#endif
