/*
 * facts.c - one turn with a registry handle for all that a page shows of a batch (facts.h).
 */
#include "web/facts.h"

#include "web/sums.h"

typedef struct asking {
    const gi_site *site;
    gi_bytes batch;
    gi_batch_page *out;
} asking;

static gi_status read_page(gi_registry *registry, void *argument, gi_error *err)
{
    const asking *ask = argument;
    gi_batch_page *out = ask->out;
    GI_TRY(gi_digital_of(registry, ask->batch, &out->has_digital, &out->digital, err));
    return ask->site->sums == NULL
               ? GI_OK
               : gi_sums_of(ask->site->sums, registry, ask->batch, &out->has_sum, &out->sum, err);
}

static gi_status read_hosts(gi_registry *registry, void *argument, gi_error *err)
{
    return gi_hosts_of(registry, argument, err);
}

void gi_read_hosts(const gi_site *site, gi_hosts *out, gi_page_view *view)
{
    out->count = 0;
    if (site->reader.read != NULL) {
        (void)site->reader.read(site->reader.context, read_hosts, out, NULL); /* see facts.h */
    }
    view->hosts = out->count > 0 ? out : NULL;
}

void gi_read_batch_page(const gi_site *site, gi_bytes batch, gi_batch_page *out, gi_page_view *view)
{
    asking ask = { site, batch, out };
    out->has_digital = false;
    out->has_sum = false;
    if (site->reader.read != NULL) {
        (void)site->reader.read(site->reader.context, read_page, &ask, NULL); /* see facts.h */
    }
    view->digital = out->has_digital ? &out->digital : NULL;
    view->sum = out->has_sum ? &out->sum : NULL;
}
