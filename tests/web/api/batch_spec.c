/* A batch as JSON: as much of its lists as an answer holds, and how much there is. */
#include <stdio.h>

#include "tests/support/registry.h"
#include "tests/support/spec.h"
#include "web/api/api.h"

static gi_status read_now(void *context, gi_registry_work work, void *argument, gi_error *err)
{
    gi_fixture *fixture = context;
    return work(fixture->registry, argument, err);
}

static int64_t number_of(const gi_json *object, const char *name)
{
    int64_t number = -1;
    EXPECT(gi_json_as_int(gi_json_get(object, name), &number));
    return number;
}

static gi_json *ask(gi_fixture *fixture)
{
    char path[64];
    gi_error err = { 0 };
    gi_json *said = NULL;
    gi_site site;
    gi_site_init(&site, gi_registry_about(fixture->registry), (gi_look){ 0 });
    site.reader = (gi_reader){ read_now, fixture };
    gi_http_request request = { .method = GI_HTTP_GET };
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    (void)snprintf(path, sizeof path, "/api/v1/batches/%s", fixture->batch);
    request.path = gi_bytes_of(path);
    EXPECT_OK(gi_handle_api_batch(&site, &request, &response, &err));
    EXPECT_INT(response.status, 200);
    EXPECT_OK(gi_buf_status(&response.body, "batch", &err));
    EXPECT_OK(gi_json_parse(gi_buf_view(&response.body), 8, &said, &err));
    gi_buf_clear(&response.body);
    return said;
}

SPEC(a_batch_of_many_issues_shows_the_first_of_them_and_counts_all)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    for (int i = 0; i < GI_API_LIST_MAX + 1; i++) {
        (void)fixture_issue(fixture, "50g", 1);
    }
    GI_AUTO(gi_json) said = ask(fixture);
    const gi_json *runs = gi_json_get(said, "runs");
    EXPECT_INT(gi_json_count(runs), GI_API_LIST_MAX);
    EXPECT_INT(number_of(gi_json_at(runs, 0), "first"), 1);
    EXPECT_INT(number_of(said, "runs_count"), GI_API_LIST_MAX + 1);
    EXPECT_INT(number_of(said, "not_in_force_count"), 0);
    EXPECT_INT(gi_json_count(gi_json_get(said, "not_in_force")), 0);
}
