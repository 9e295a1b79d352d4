/* A registry asks its witness over the network, and takes no harm from a bad one. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "tests/core/witness/pair.h"
#include "tests/support/spec.h"

static void expect_lines(const net_pair *at, int64_t size, bool some)
{
    gi_error err = { 0 };
    GI_AUTO_BUF lines = GI_BUF(GI_NOTE_MAX);
    EXPECT_OK(gi_cosignature_lines(at->log->registry, size, &lines, &err));
    EXPECT(some == (lines.size > 0));
}

SPEC(a_witness_is_asked_and_its_line_is_kept)
{
    net_pair at;
    net_open(&at);
    gi_witness_report row = net_ask(&at);
    EXPECT_TEXT(row.name, WATCHED_NAME);
    EXPECT(row.asked);
    EXPECT_INT(row.trouble.status, GI_OK);
    EXPECT_INT(row.size, net_size(&at));
    EXPECT_INT(row.failures, 0);
    expect_lines(&at, net_size(&at), true);
    net_close(&at);
}

SPEC(a_log_that_stands_still_asks_once_an_hour)
{
    net_pair at;
    net_open(&at);
    EXPECT(net_ask(&at).asked);
    net_later(&at, 3599);
    EXPECT(!net_ask(&at).asked);
    net_later(&at, 1);
    EXPECT(net_ask(&at).asked);
    EXPECT_INT(atomic_load(&at.net.asked), 2);
    net_close(&at);
}

SPEC(a_log_that_grows_asks_every_ten_seconds_at_most)
{
    net_pair at;
    net_open(&at);
    EXPECT(net_ask(&at).asked);
    fixture_add_grant(at.log);
    net_later(&at, 9);
    EXPECT(!net_ask(&at).asked);
    net_later(&at, 1);
    gi_witness_report row = net_ask(&at);
    EXPECT(row.asked);
    EXPECT_INT(row.size, net_size(&at));
    net_close(&at);
}

SPEC(a_witness_that_knows_another_size_is_asked_again_from_there)
{
    net_pair at;
    gi_error err = { 0 };
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    net_open(&at);
    EXPECT_OK(gi_witness_request(at.log->registry, 0, &request, &err));
    EXPECT_INT(watched_ask(&at.witness, gi_buf_view(&request)).status, 200); /* by file */
    fixture_add_grant(at.log);
    gi_witness_report row = net_ask(&at);
    EXPECT_INT(row.trouble.status, GI_OK);
    EXPECT_INT(row.size, net_size(&at));
    EXPECT_INT(atomic_load(&at.net.asked), 2);
    net_close(&at);
}

/* ---- bad ones ---- */

/* One line of the report, nothing kept, and a minute until the next time. */
static void expect_trouble(net_pair *at, gi_why why)
{
    gi_witness_report row = net_ask(at);
    gi_error err = row.trouble;
    EXPECT(row.asked);
    EXPECT_WHY(row.trouble.status, why);
    EXPECT_INT(row.failures, 1);
    EXPECT_INT(row.next, at->log->now + 60000);
    EXPECT_TEXT(row.last, row.trouble.message);
    expect_lines(at, net_size(at), false);
}

SPEC(a_dead_witness_is_a_line_of_the_report)
{
    net_pair at;
    net_open(&at);
    net_policy(&at, "http://127.0.0.1:1/");
    expect_trouble(&at, GI_WHY_UNREACHABLE);
    net_close(&at);
}

static void never(peer *net, int socket)
{
    (void)socket;
    (void)peer_wait(net, 20000);
}

static void use_short_limit(net_pair *at)
{
    char path[200];
    gi_error err = { 0 };
    (void)snprintf(path, sizeof path, "%s/config", at->log->dir);
    FILE *file = fopen(path, "a");
    EXPECT(file != NULL && fputs("witness_seconds = 1\n", file) >= 0 && fclose(file) == 0);
    gi_registry_close(at->log->registry);
    at->log->registry = NULL;
    EXPECT_OK(gi_registry_open(at->log->dir, GI_ACCESS_WRITE, gi_clock_system(), gi_random_system(),
                               &at->log->registry, &err));
}

SPEC(a_witness_that_never_answers_is_left_after_its_limit)
{
    net_pair at;
    net_open(&at);
    net_answer(&at, never);
    use_short_limit(&at);
    gi_time before = gi_clock_now(gi_clock_system());
    gi_witness_report row = net_ask(&at);
    gi_error err = row.trouble;
    EXPECT_WHY(row.trouble.status, GI_WHY_FETCH_SLOW);
    EXPECT(gi_clock_now(gi_clock_system()) - before < 5000);
    net_close(&at);
}

static void much(peer *net, int socket)
{
    char piece[4096];
    (void)net;
    memset(piece, 'x', sizeof piece);
    (void)peer_say(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 2560 && peer_send(socket, piece, sizeof piece); i++) {
    }
    (void)shutdown(socket, SHUT_RDWR);
}

SPEC(ten_megabytes_of_a_witness_are_not_read)
{
    net_pair at;
    net_open(&at);
    net_answer(&at, much);
    expect_trouble(&at, GI_WHY_FETCH_BIG);
    net_close(&at);
}

SPEC(a_line_of_another_key_is_not_taken)
{
    net_pair at;
    net_open(&at);
    GI_AUTO(gi_signer) other = seeded_signer(9);
    gi_signer *own = at.witness.own;
    gi_error err = { 0 };
    GI_AUTO_BUF line = GI_BUF(1000);
    EXPECT(own != other);
    EXPECT_OK(gi_cosignature_make(gi_bytes_of("x\n1\ny\n"), WATCHED_NAME, other, at.log->now / 1000,
                                  &line, &err));
    net_say(&at, "200 OK", gi_buf_text(&line));
    expect_trouble(&at, GI_WHY_NOT_OUR_WITNESS);
    net_close(&at);
}

SPEC(a_line_over_an_older_size_is_not_taken_for_the_newest)
{
    net_pair at;
    gi_error err = { 0 };
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    net_open(&at);
    EXPECT_OK(gi_witness_request(at.log->registry, 0, &request, &err));
    gi_witness_answer older = watched_ask(&at.witness, gi_buf_view(&request));
    fixture_add_grant(at.log);
    net_say(&at, "200 OK", older.body);
    expect_trouble(&at, GI_WHY_NOT_OUR_WITNESS);
    net_close(&at);
}

SPEC(nonsense_and_refusals_are_told_as_they_came)
{
    static const char *const answers[][2] = { { "500 X", "no\n" }, { "403 X", "no\n" },
                                              { "302 X", "" },     { "409 X", "" },
                                              { "409 X", "-1\n" }, { "409 X", "no\n" },
                                              { "409 X", "0\n" } };
    net_pair at;
    net_open(&at);
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        net_say(&at, answers[i][0], answers[i][1]);
        gi_witness_report row = net_ask(&at);
        gi_error err = row.trouble;
        EXPECT_WHY(row.trouble.status, GI_WHY_WITNESS_REFUSED);
        EXPECT_INT(row.failures, i + 1);
        net_later(&at, 3600);
    }
    net_close(&at);
}

SPEC(a_size_above_ours_is_never_adopted)
{
    net_pair at;
    net_open(&at);
    net_say(&at, "409 X", "1000\n");
    expect_trouble(&at, GI_WHY_WITNESS_AHEAD);
    EXPECT_INT(atomic_load(&at.net.asked), 1);
    net_close(&at);
}

SPEC(a_witness_whose_clock_is_ahead_is_not_taken)
{
    net_pair at;
    net_open(&at);
    at.witness.now += 601000;
    expect_trouble(&at, GI_WHY_WITNESS_CLOCK);
    net_close(&at);
}

SPEC(a_witness_whose_clock_is_behind_is_not_taken)
{
    net_pair at;
    net_open(&at);
    at.witness.now -= 24 * 3600 * 1000;
    expect_trouble(&at, GI_WHY_WITNESS_CLOCK);
    net_close(&at);
}

SPEC(the_wait_doubles_from_a_minute_to_an_hour)
{
    static const int64_t minutes[] = { 1, 2, 4, 8, 16, 32, 60, 60 };
    net_pair at;
    net_open(&at);
    net_say(&at, "500 X", "no\n");
    for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        gi_witness_report row = net_ask(&at);
        EXPECT_INT(row.failures, i + 1);
        EXPECT_INT(row.next - at.log->now, minutes[i] * 60000);
        net_later(&at, minutes[i] * 60 - 1);
        EXPECT(!net_ask(&at).asked);
        net_later(&at, 1);
    }
    net_close(&at);
}

SPEC(a_witness_that_came_back_is_asked_as_before)
{
    net_pair at;
    net_open(&at);
    net_say(&at, "500 X", "no\n");
    EXPECT_INT(net_ask(&at).failures, 1);
    net_later(&at, 60);
    net_answer(&at, net_honest);
    gi_witness_report row = net_ask(&at);
    EXPECT_INT(row.failures, 0);
    EXPECT_TEXT(row.last, "");
    expect_lines(&at, net_size(&at), true);
    net_close(&at);
}

SPEC(a_clock_that_was_set_back_does_not_silence_a_log)
{
    net_pair at;
    net_open(&at);
    EXPECT(net_ask(&at).asked);
    at.log->now -= 3 * 3600 * 1000;
    EXPECT(net_ask(&at).asked);
    net_close(&at);
}

SPEC(without_urls_nobody_is_asked)
{
    net_pair at;
    gi_error err = { 0 };
    gi_witness_reports all = { .count = 4711 };
    net_open(&at);
    net_policy(&at, "");
    EXPECT_OK(gi_witness_ask(at.log->registry, &all, &err));
    EXPECT_INT(all.count, 0);
    net_close(&at);
}
