/*
 * site.c - a registry where writers die, and how it is looked at afterwards.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/crash/writer.h"
#include "tests/property/ledger/books.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

/* ---- a desk: one process' own handle and keys ---- */

static gi_time site_now(void *context)
{
    return atomic_fetch_add(&((crash_site *)context)->clock, 1000);
}

static void fill(void *context, uint8_t *out, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        uint64_t *chance = context;
        *chance = *chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        out[i] = (uint8_t)(*chance >> 56);
    }
}

gi_random desk_random(desk *mine)
{
    return (gi_random){ fill, &mine->chance };
}

gi_status desk_open(desk *mine, crash_site *site, const char *dir, gi_error *err)
{
    static const uint16_t keys[WRITER_SIGNERS] = { 3, 4, 6, 7 };
    mine->site = site;
    for (int i = 0; i < WRITER_SIGNERS; i++) {
        uint8_t seed[32] = { 1, 0, (uint8_t)keys[i] }; /* as tests/support/registry.c */
        GI_TRY(gi_signer_from_seed(GI_ED25519, keys[i], (gi_bytes){ seed, sizeof seed },
                                   &mine->signer[i], err));
    }
    return gi_registry_open(dir, GI_ACCESS_WRITE, (gi_clock){ site_now, site }, desk_random(mine),
                            &mine->registry, err);
}

void desk_close(desk *mine)
{
    for (int i = 0; i < WRITER_SIGNERS; i++) {
        gi_signer_destroy(mine->signer[i]);
    }
    gi_registry_close(mine->registry);
}

gi_status desk_submit(desk *mine, const gi_draft *draft, gi_receipt *out, gi_error *err)
{
    return gi_act_submit(mine->registry, draft, mine->signer, WRITER_SIGNERS, out, err);
}

/* ---- the site ---- */

crash_site *site_open(void)
{
    crash_site *site =
        mmap(NULL, sizeof *site, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    EXPECT(site != MAP_FAILED);
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    fixture_add_grant(fixture);
    (void)snprintf(site->dir, sizeof site->dir, "%s", fixture->dir);
    (void)snprintf(site->told, sizeof site->told, "%s/told", fixture->dir);
    atomic_store(&site->clock, fixture->now);
    return site;
}

static int write_until_killed(crash_site *site, uint64_t chance)
{
    gi_error err = { 0 };
    desk mine = { .chance = chance };
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (desk_open(&mine, site, site->dir, &err) != GI_OK) {
        (void)snprintf(site->fault, sizeof site->fault, "open: %s", err.message);
        return 1;
    }
    return writer_work(&mine);
}

pid_t site_start(crash_site *site)
{
    uint64_t chance = gi_spec_random();
    (void)fflush(NULL);
    pid_t writer = fork();
    if (writer == 0) {
        _exit(write_until_killed(site, chance));
    }
    EXPECT(writer > 0);
    return writer;
}

void site_kill(const crash_site *site, pid_t writer)
{
    int status = 0;
    (void)kill(writer, SIGKILL);
    EXPECT(waitpid(writer, &status, 0) == writer);
    EXPECT_TEXT(site->fault, "");
    EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

int64_t site_expect_sound(const char *dir)
{
    books_expect_sound(dir);
    return books_expect_sound_log(dir, 50);
}

/* ---- work after a crash ---- */

static void expect_answer(desk *mine, gi_bytes draft_json)
{
    gi_error err = { 0 };
    gi_receipt first;
    gi_receipt again;
    GI_AUTO(gi_json) json = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    EXPECT_OK(gi_json_parse(draft_json, 8, &json, &err));
    EXPECT_OK(gi_draft_from_json(json, desk_random(mine), &draft, &err));
    EXPECT_OK(desk_submit(mine, draft, &first, &err));
    EXPECT_OK(desk_submit(mine, draft, &again, &err));
    EXPECT(again.repeated);
    EXPECT_INT(again.index, first.index);
}

void site_expect_working(crash_site *site, const char *dir)
{
    static const char fresh[] =
        "{\"act\":\"harvest\",\"fields\":{\"day\":\"2026-04-06\",\"product\":\"LSYW\",\"qty\":"
        "\"1g\",\"season\":\"2026-1\",\"source\":\"1\"}}";
    gi_error err = { 0 };
    desk mine = { .chance = gi_spec_random() };
    EXPECT_OK(desk_open(&mine, site, dir, &err));
    if (site->asked[0] != '\0') {
        expect_answer(&mine, gi_bytes_of(site->asked));
    }
    expect_answer(&mine, gi_bytes_of(fresh));
    desk_close(&mine);
}
