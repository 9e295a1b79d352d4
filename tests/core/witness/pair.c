/* A registry and its witness over the network (pair.h). */
#include "tests/core/witness/pair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/report.h"
#include "tests/support/spec.h"

static void write_file(const char *dir, const char *name, const char *text)
{
    char path[300];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

void net_policy(const net_pair *at, const char *url)
{
    char vkey[GI_VKEY_TEXT];
    char text[800];
    gi_cosigner_print(gi_witness_cosigner(at->witness.witness), vkey);
    (void)snprintf(text, sizeof text, "witness institute %s %s\nquorum institute\n", vkey, url);
    write_file(at->log->dir, "witnesses", text);
}

static gi_bytes body_of(const peer *net)
{
    const char *blank = strstr(net->request, "\r\n\r\n");
    return gi_bytes_of(blank == NULL ? "" : blank + 4);
}

static void monitor(const net_pair *at, int socket)
{
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    const char *end = strstr(at->net.request, "/checkpoint");
    gi_bytes hash = { (const uint8_t *)end - 64, 64 };
    bool held = end != NULL && gi_witness_checkpoint(at->witness.witness, hash, &note, NULL) == 0;
    (void)peer_reply(socket, held ? "200 OK" : "404 Not Found", gi_buf_text(&note));
}

void net_honest(peer *net, int socket)
{
    const net_pair *at = net->context;
    gi_witness_answer answer = { .status = 0 };
    char status[32];
    if (strncmp(net->request, "GET", 3) == 0) {
        monitor(at, socket);
        return;
    }
    if (gi_witness_add(at->witness.witness, body_of(net), &answer, NULL) != GI_OK) {
        answer.status = 503;
    }
    (void)snprintf(status, sizeof status, "%d X", answer.status);
    (void)peer_reply(socket, status, answer.body);
}

void net_says(peer *net, int socket)
{
    const net_pair *at = net->context;
    (void)peer_reply(socket, at->status, at->body);
}

void net_answer(net_pair *at, peer_answer answer)
{
    peer_close(&at->net);
    peer_open(&at->net, answer, at);
    net_policy(at, at->net.url);
}

void net_say(net_pair *at, const char *status, const char *body)
{
    at->status = status;
    at->body = body;
    net_answer(at, net_says);
}

void net_open(net_pair *at)
{
    gi_error err = { 0 };
    char vkey[GI_VKEY_TEXT];
    at->log = fixture_open(GI_ED25519);
    watched_open(&at->witness);
    at->witness.now = at->log->now;
    EXPECT_OK(gi_vkey_print(FIXTURE_ORIGIN, &fixture_signer(at->log, FIXTURE_LOG)->public_key, vkey,
                            &err));
    write_file(at->witness.dir, "logs", vkey);
    watched_reopen(&at->witness);
    peer_open(&at->net, net_honest, at);
    net_policy(at, at->net.url);
}

void net_close(net_pair *at)
{
    peer_close(&at->net);
    watched_close(&at->witness);
    fixture_close(at->log);
}

void net_later(net_pair *at, int64_t seconds)
{
    at->log->now += 1000 * seconds;
    at->witness.now += 1000 * seconds;
}

int64_t net_size(const net_pair *at)
{
    gi_error err = { 0 };
    gi_note note;
    gi_checkpoint checkpoint;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    EXPECT_OK(gi_report_checkpoint(at->log->registry, &text, &err));
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_OK(gi_checkpoint_parse(note.body, &checkpoint, &err));
    return checkpoint.size;
}

gi_witness_report net_ask(net_pair *at)
{
    gi_error err = { 0 };
    gi_witness_reports *all = calloc(1, sizeof *all);
    EXPECT(all != NULL);
    EXPECT_OK(gi_witness_ask(at->log->registry, all, &err));
    EXPECT_INT(all->count, 1);
    gi_witness_report row = all->row[0];
    free(all);
    return row;
}
