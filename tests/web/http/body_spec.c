/*
 * Big bodies: places by network, time by progress, and an answer that a browser sees although it
 * sent too much. Raw sockets against the form of reports, whose clients a proxy names.
 */
#include "web/http/body.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/moments.h"
#include "tests/web/http/reporting.h"

enum { NOW = 1000 }; /* nobody gives way at once (give_way_spec.c) */

static gi_http_address address_of(const char *text)
{
    gi_http_address out;
    EXPECT(gi_http_address_read(gi_bytes_of(text), &out));
    return out;
}

static gi_body_place *take(gi_body_places *places, const char *client)
{
    gi_http_address address = address_of(client);
    return gi_body_places_take(places, &address, NOW);
}

static bool more(gi_body_places *places, gi_body_place *place, size_t bytes)
{
    return gi_body_places_more(places, place, bytes, NOW);
}

SPEC(a_network_holds_two_big_bodies_and_others_theirs)
{
    gi_body_places places;
    gi_body_places_init(&places);
    gi_body_place *first = take(&places, "198.51.100.1");

    EXPECT(first != NULL && take(&places, "198.51.100.77") != NULL);
    EXPECT(take(&places, "198.51.100.200") == NULL);
    EXPECT(take(&places, "198.51.101.1") != NULL);
    gi_body_places_give(&places, first);
    EXPECT(take(&places, "198.51.100.200") != NULL);
    gi_body_places_clear(&places);
}

SPEC(a_network_of_ipv6_is_its_first_48_bits)
{
    gi_body_places places;
    gi_body_places_init(&places);

    EXPECT(take(&places, "2001:db8:1:1::1") != NULL && take(&places, "2001:db8:1:2::1") != NULL);
    EXPECT(take(&places, "2001:db8:1:3::1") == NULL);
    EXPECT(take(&places, "2001:db8:2:1::1") != NULL);
    gi_body_places_clear(&places);
}

SPEC(this_machine_holds_all_places_and_no_more)
{
    gi_body_places places;
    gi_body_places_init(&places);
    for (int i = 0; i < GI_HTTP_BIG_BODIES; i++) {
        EXPECT(take(&places, "127.0.0.1") != NULL);
    }
    EXPECT(take(&places, "127.0.0.1") == NULL);
    EXPECT(take(&places, "198.51.100.1") == NULL);
    gi_body_places_clear(&places);
}

SPEC(all_big_bodies_together_are_kept_up_to_a_bound)
{
    gi_body_places places;
    gi_body_places_init(&places);
    gi_body_place *one = take(&places, "198.51.100.1");
    gi_body_place *two = take(&places, "203.0.113.1");

    EXPECT(more(&places, one, GI_HTTP_BIG_BYTES - 10));
    EXPECT(more(&places, two, 10) && !more(&places, two, 1));
    EXPECT(more(&places, NULL, 1000));
    gi_body_places_give(&places, one);
    EXPECT(more(&places, two, GI_HTTP_BIG_BYTES - 10));
    EXPECT(!more(&places, take(&places, "198.51.100.1"), 1));
    gi_body_places_clear(&places);
}

SPEC(time_is_given_by_the_step_and_never_past_the_end)
{
    gi_body_time time = { .ends = 20000 };

    EXPECT_INT(gi_body_more_time(&time, 0, 1000, 5000), 5000);
    EXPECT_INT(gi_body_more_time(&time, GI_HTTP_BODY_STEP - 1, 2000, 5000), -1);
    EXPECT_INT(gi_body_more_time(&time, GI_HTTP_BODY_STEP, 3000, 5000), 5000);
    EXPECT_INT(gi_body_more_time(&time, GI_HTTP_BODY_STEP + 100, 4000, 5000), -1);
    EXPECT_INT(gi_body_more_time(&time, GI_HTTP_BODY_STEP * 2, 18000, 5000), 2000);
    EXPECT_INT(gi_body_more_time(&time, GI_HTTP_BODY_STEP * 3, 21000, 5000), 0);
}

/* ---- over sockets ---- */

SPEC(half_sent_reports_of_one_network_keep_no_other_out)
{
    enum { SIZE = 100000 };
    served at;
    reply got;
    int half[8];
    open_behind_proxy(&at, 20000);
    for (int i = 0; i < 8; i++) {
        half[i] = begin_report(&at, "198.51.100.7", SIZE);
        client_send(half[i], "--B\r\n", 5);
    }
    struct pollfd none = { .fd = half[0], .events = POLLIN };
    EXPECT_INT(poll(&none, 1, 200), 0); /* all of them stand in the server now */

    EXPECT_INT(end_report(begin_report(&at, "198.51.100.9", SIZE), SIZE, &got), 503);
    EXPECT(strstr(got.text, TAKEN_UP) == NULL);
    (void)end_report(begin_report(&at, "203.0.113.5", SIZE), SIZE, &got);
    EXPECT(strstr(got.text, TAKEN_UP) != NULL);
    for (int i = 0; i < 8; i++) {
        (void)close(half[i]);
    }
    served_close(&at);
}

SPEC(half_sent_reports_of_four_networks_keep_no_fifth_out)
{
    enum { SIZE = 5 << 20, SENT = 65536 };
    static const char zeros[SENT];
    served at;
    reply got;
    int half[8];
    open_behind_proxy(&at, 20000);
    for (int i = 0; i < 8; i++) {
        char client[32];
        (void)snprintf(client, sizeof client, "198.51.%d.7", i / 2);
        half[i] = begin_report(&at, client, SIZE);
        client_send(half[i], zeros, sizeof zeros);
    }
    struct pollfd none = { .fd = half[7], .events = POLLIN };
    EXPECT_INT(poll(&none, 1, 200), 0);
    (void)end_report(begin_report(&at, "203.0.113.5", SIZE), SIZE, &got);
    EXPECT(strstr(got.text, TAKEN_UP) != NULL);
    for (int i = 0; i < 8; i++) {
        (void)close(half[i]);
    }
    served_close(&at);
}

/* Six of these fit at once, whoever sends them; the last ones may not have been read yet. */
SPEC(a_report_that_finds_no_room_is_told_to_come_again)
{
    enum { SIZE = 5000000, LEFT = 1000, COUNT = 12 };
    served at;
    reply got;
    int kept[COUNT];
    int refused = 0;
    open_behind_proxy(&at, 20000);
    for (int i = 0; i < COUNT; i++) {
        char client[32];
        (void)snprintf(client, sizeof client, "198.51.%d.7", i);
        kept[i] = begin_report(&at, client, SIZE);
        EXPECT_INT(send_zeros(kept[i], SIZE - LEFT), SIZE - LEFT);
    }
    for (int i = 0; i < COUNT; i++) {
        refused += end_report(kept[i], LEFT, &got) == 503 && strstr(got.text, TAKEN_UP) == NULL;
    }
    EXPECT(refused > 0 && refused <= COUNT - 6);
    served_close(&at);
}

SPEC(a_big_body_that_dribbles_is_ended_long_before_the_request)
{
    served at;
    open_behind_proxy(&at, 500);
    int fd = begin_report(&at, "198.51.100.7", 100000);
    int64_t start = now_ms();
    struct pollfd wait = { .fd = fd, .events = POLLIN };
    do {
        client_send(fd, "x", 1);
    } while (poll(&wait, 1, 40) == 0 && now_ms() - start < 6000);
    int64_t took = now_ms() - start;
    EXPECT(took >= 400 && took < 3000);
    (void)close(fd);
    served_close(&at);
}

SPEC(a_big_body_that_comes_on_is_heard_to_its_end)
{
    enum { STEPS = 10 };
    static const char piece[GI_HTTP_BODY_STEP];
    served at;
    reply got;
    open_behind_proxy(&at, 600);
    int fd = begin_report(&at, "198.51.100.7", STEPS * sizeof piece);
    struct pollfd wait = { .fd = fd, .events = POLLIN };
    for (int i = 0; i < STEPS; i++) {
        EXPECT_INT(poll(&wait, 1, 100), 0);
        client_send(fd, piece, sizeof piece);
    }
    client_read_one(fd, &got);
    EXPECT(strstr(got.text, TAKEN_UP) != NULL);
    (void)close(fd);
    served_close(&at);
}

SPEC(a_browser_that_sent_too_large_a_photo_reads_why)
{
    served at;
    reply got;
    open_behind_proxy(&at, 5000);
    for (size_t size = (GI_HTTP_BODY_MAX)-1000; size < 20U << 20; size += 9U << 20) {
        EXPECT_INT(end_report(begin_report(&at, "198.51.100.7", size), size, &got), 413);
        EXPECT(strstr(got.text, "</html>") != NULL);
    }
    served_close(&at);
}

SPEC(a_body_beyond_measure_is_refused_unread)
{
    served at;
    reply got;
    open_behind_proxy(&at, 5000);
    int fd = begin_report(&at, "198.51.100.7", GI_HTTP_DROP_MAX + 1);
    client_read_one(fd, &got);
    EXPECT_INT(reply_code(&got), 413);
    (void)close(fd);
    served_close(&at);
}
