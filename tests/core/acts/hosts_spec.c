/* Official hosts: a list that only the root signs, that holds the registry's own host, and that
 * labels must keep to. */
#include <stdio.h>

#include "core/store/registry.h"
#include "gi/hosts.h"
#include "gi/unit_number.h"
#include "tests/core/acts/helpers.h"
#include "tests/core/acts/recover_world.h"

static gi_hosts list_of(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_hosts hosts = { .count = 99 };
    EXPECT_OK(gi_hosts_of(fixture->registry, &hosts, &err));
    return hosts;
}

SPEC(a_list_holds_host_names_with_or_without_a_port)
{
    gi_error err = { 0 };
    gi_hosts hosts;
    EXPECT_OK(gi_hosts_parse(gi_bytes_of("gi.jj.cn, xn--fiq228c.cn ,10.0.0.7:8080"), &hosts, &err));
    EXPECT_INT((int64_t)hosts.count, 3);
    EXPECT_TEXT(hosts.host[1], "xn--fiq228c.cn");
    EXPECT(gi_hosts_have(&hosts, "10.0.0.7:8080") && !gi_hosts_have(&hosts, "10.0.0.7"));
    static const char *const bad[] = {
        "",        "gi.jj.cn,",  "GI.jj.cn",   "gi..cn",        ".cn",      "gi.cn.",
        "-gi.cn",  "gi-.cn",     "gi.jj.cn/x", "https://gi.cn", "gi.cn:0",  "gi.cn:65536",
        "源证.cn", "a@gi.jj.cn", "gi.cn:",     "gi.cn,gi.cn",   "gi jj.cn",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        EXPECT_WHY(gi_hosts_parse(gi_bytes_of(bad[i]), &hosts, &err), GI_WHY_BAD_HOST);
    }
    EXPECT_WHY(gi_hosts_parse(gi_bytes_of("a,b,c,d,e,f,g,h,i"), &hosts, &err), GI_WHY_OVER_LIMIT);
    EXPECT_INT((int64_t)hosts.count, 3);
}

SPEC(the_newest_list_of_the_root_holds)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    EXPECT_INT((int64_t)list_of(fixture).count, 0);
    fixture_act(fixture, "hosts", "list", "gi.jj.cn", NULL);
    fixture_act(fixture, "hosts", "list", "gi.jj.cn, gi.example.cn", NULL);
    gi_hosts hosts = list_of(fixture);
    EXPECT_INT((int64_t)hosts.count, 2);
    EXPECT_TEXT(hosts.host[1], "gi.example.cn");
    EXPECT(hosts.act > 0);
}

SPEC(a_list_without_the_own_host_is_refused)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    EXPECT_REFUSED(fixture, GI_WHY_HOST_NOT_LISTED, "hosts", "list", "gi.example.cn");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_HOST, "hosts", "list", "gi.jj.cn,https://gi.jj.cn");
    EXPECT_INT((int64_t)list_of(fixture).count, 0);
}

SPEC(no_label_is_printed_for_a_host_outside_the_list)
{
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    char number[GI_UNIT_NUMBER_TEXT];
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 2);
    fixture_act(fixture, "hosts", "list", "gi.jj.cn", NULL);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 1 }, number);
    (void)snprintf(units, sizeof units, "%s..%s", number, number);
    (void)snprintf(fixture->registry->about.host, sizeof fixture->registry->about.host,
                   "gi.other.cn"); /* as after an edit of the config file */
    EXPECT_REFUSED(fixture, GI_WHY_HOST_NOT_OFFICIAL, "print", "units", units);
    (void)snprintf(fixture->registry->about.host, sizeof fixture->registry->about.host, "gi.jj.cn");
    fixture_act(fixture, "print", "units", units, NULL);
}

SPEC(a_list_comes_back_from_the_published_log)
{
    gi_error err = { 0 };
    gi_recovered done;
    gi_recover_options options = { .journal = NULL };
    WORLD at = world_without_journal();
    world_keep(&at);
    fixture_act(at.fixture, "hosts", "list", "gi.jj.cn,gi.example.cn", NULL);
    world_publish(&at);
    world_put_back(&at);
    EXPECT_OK(world_recover(&at, &options, &done, &err));
    EXPECT_INT(done.rebuilt, 1);
    EXPECT_INT((int64_t)list_of(at.fixture).count, 2);
}
