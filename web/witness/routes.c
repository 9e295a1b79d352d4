/*
 * routes.c - the two addresses of a witness (web/witness.h).
 *
 * A refusal of the protocol is an answer and has its own code and body. What could not be done
 * (disk, clock, damaged state) is 503 without a reason: the log asks again, the operator reads
 * the journal.
 */
#include "web/witness.h"

static const char plain[] = "text/plain; charset=utf-8";

static gi_status add_checkpoint(void *context, const gi_http_request *request,
                                gi_http_response *response, gi_error *err)
{
    const gi_witness_site *site = context;
    gi_witness_answer answer;
    gi_status status = gi_witness_add(site->witness, request->body, &answer, err);
    if (status != GI_OK) {
        if (site->failed != NULL) {
            site->failed(err);
        }
        return GI_BUSY; /* of our own statuses only this one reads as "later" */
    }
    response->status = answer.status;
    response->type = answer.status == 409 ? "text/x.tlog.size" : plain;
    gi_buf_add_text(&response->body, answer.body);
    return GI_OK;
}

static gi_status checkpoint(void *context, const gi_http_request *request,
                            gi_http_response *response, gi_error *err)
{
    const gi_witness_site *site = context;
    gi_bytes hash = { NULL, 0 };
    (void)gi_http_pattern_fits("*/{hash}/checkpoint", request->path, &hash);
    GI_TRY(gi_witness_checkpoint(site->witness, hash, &response->body, err));
    response->type = plain;
    return GI_OK;
}

const gi_route gi_witness_routes[] = {
    { GI_HTTP_POST, "*/add-checkpoint", "anyone", GI_ADD_CHECKPOINT_MAX, add_checkpoint,
      "待见证的新检查点 / a log's new checkpoint, to be cosigned" },
    { GI_HTTP_GET | GI_HTTP_HEAD, "*/{hash}/checkpoint", "anyone", 0, checkpoint,
      "已见证的最新检查点 / the newest checkpoint cosigned of a log, by the SHA-256 of its "
      "origin" },
};

const size_t gi_witness_route_count = sizeof gi_witness_routes / sizeof gi_witness_routes[0];

static void problem(void *context, const gi_http_request *request, gi_http_response *response)
{
    (void)context;
    (void)request;
    response->type = plain;
    gi_buf_add_format(&response->body, "%d\n", response->status);
}

void gi_witness_site_init(gi_witness_site *site, const gi_witness *witness,
                          void (*failed)(const gi_error *err))
{
    *site = (gi_witness_site){ .witness = witness, .failed = failed };
    site->http = (gi_http_site){ .routes = gi_witness_routes,
                                 .route_count = gi_witness_route_count,
                                 .context = site,
                                 .problem = problem,
                                 .policy = "default-src 'none'" };
}
