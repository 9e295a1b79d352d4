/*
 * audit_book.h - a log of many issues, made without a registry, for audit_bench.c alone.
 *
 * The leaves are as the acts write them and signed for real; a mistake ends the program.
 */
#ifndef GI_BENCH_AUDIT_BOOK_H
#define GI_BENCH_AUDIT_BOOK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/audit.h"
#include "gi/batch_id.h"
#include "gi/text.h"
#include "gi/unit_code.h"

#define BOOK_ORIGIN "gi.example.cn/log/2026"

static const char signed_as[] = "GI-LEAF-V1";

static void must(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "audit_bench: %s\n", what);
        exit(1);
    }
}

typedef struct logbook {
    gi_signer *root, *log, *authority, *bureau, *registry, *label;
    gi_json *keys; /* entries of the key list so far */
    gi_buf *leaf;
    size_t count;
} logbook;

static gi_signer *signer(uint16_t id)
{
    uint8_t seed[32] = { (uint8_t)id };
    gi_signer *made = NULL;
    must(gi_signer_from_seed(GI_ED25519, id, (gi_bytes){ seed, sizeof seed }, &made, NULL) == GI_OK,
         "signer");
    return made;
}

static void sign(gi_json *leaf, const gi_signer *by, gi_json *sigs)
{
    GI_AUTO_BUF message = GI_BUF(8192);
    GI_AUTO_BUF text = GI_BUF(128);
    gi_signature signature;
    gi_buf_add(&message, (gi_bytes){ (const uint8_t *)signed_as, sizeof signed_as });
    gi_json_write(leaf, &message);
    must(gi_signer_sign(by, gi_buf_view(&message), &signature, NULL) == GI_OK, "sign");
    gi_base64_add(&text, (gi_bytes){ signature.bytes, sizeof signature.bytes });
    gi_json *pair = gi_json_array();
    gi_json_push_int(pair, by->key);
    gi_json_push_text(pair, gi_buf_text(&text));
    gi_json_push(sigs, pair);
}

/* Takes the leaf: n and time come from its place, signatures from the signers. */
static void add(logbook *book, gi_json *leaf, int64_t n, const gi_signer *by,
                const gi_signer *second)
{
    gi_json *sigs = gi_json_array();
    gi_json_set_int(leaf, "v", 1);
    gi_json_set_int(leaf, "ts", INT64_C(1780279200000) + (int64_t)book->count);
    gi_json_set_int(leaf, "by", by->key);
    gi_json_set_int(leaf, "n", n);
    sign(leaf, by, sigs);
    if (second != NULL) {
        sign(leaf, second, sigs);
    }
    gi_json_set(leaf, "sigs", sigs);
    gi_buf *out = &book->leaf[book->count++];
    *out = GI_BUF(4096);
    gi_json_write(leaf, out);
    must(gi_buf_status(out, "leaf", NULL) == GI_OK, "leaf");
    gi_json_destroy(leaf);
}

static gi_json *parse(const char *text)
{
    gi_json *json = NULL;
    must(gi_json_parse(gi_bytes_of(text), 8, &json, NULL) == GI_OK, text);
    return json;
}

static void public_of(const gi_signer *who, gi_buf *out)
{
    gi_buf_reset(out);
    gi_base64_add(out, (gi_bytes){ who->public_key.bytes, who->public_key.size });
}

static gi_json *entry(const logbook *book, const gi_signer *who, const char *role)
{
    GI_AUTO_BUF text = GI_BUF(128);
    gi_json *json = gi_json_object();
    public_of(who, &text);
    gi_json_set_int(json, "id", who->key);
    gi_json_set_text(json, "role", role);
    gi_json_set_text(json, "alg", "ed25519");
    gi_json_set_text(json, "pub", gi_buf_text(&text));
    gi_json_set_text(json, "state", "active");
    gi_json_set_int(json, "from", INT64_C(1780279200000) + (int64_t)book->count);
    gi_json_push(book->keys, gi_json_copy(json));
    return json;
}

static void set_doc(const logbook *book, gi_json *leaf)
{
    GI_AUTO(gi_json) list = gi_json_object();
    GI_AUTO_BUF text = GI_BUF(65536);
    GI_AUTO_BUF coded = GI_BUF(64);
    gi_json_set_int(list, "v", 1);
    gi_json_set(list, "keys", gi_json_copy(book->keys));
    gi_json_write(list, &text);
    gi_digest digest = gi_sha256(gi_buf_view(&text));
    gi_base64_add(&coded, gi_digest_view(&digest));
    gi_json_set_text(leaf, "doc", gi_buf_text(&coded));
}

static void found(logbook *book)
{
    GI_AUTO_BUF key = GI_BUF(128);
    char text[128];
    gi_json *leaf = parse("{\"t\":\"found\"}");
    gi_json *facts = gi_json_object();
    gi_json_set_text(facts, "origin", BOOK_ORIGIN);
    public_of(book->root, &key);
    (void)snprintf(text, sizeof text, "ed25519:%s", gi_buf_text(&key));
    gi_json_set_text(facts, "root", text);
    public_of(book->log, &key);
    (void)snprintf(text, sizeof text, "ed25519:%s", gi_buf_text(&key));
    gi_json_set_text(facts, "log", text);
    gi_json_set(leaf, "found", facts);
    gi_json_destroy(entry(book, book->root, "root"));
    gi_json_destroy(entry(book, book->log, "log"));
    set_doc(book, leaf);
    add(book, leaf, 1, book->root, NULL);
}

static void add_key(logbook *book, const gi_signer *who, const char *role, int64_t n)
{
    gi_json *leaf = parse("{\"t\":\"key\"}");
    gi_json_set(leaf, "key", entry(book, who, role));
    set_doc(book, leaf);
    add(book, leaf, n, book->root, NULL);
}

/* The check character of the one batch ID is whatever the printer says. */
static void fix_batch(char id[GI_BATCH_ID_TEXT])
{
    gi_batch_id batch = { "LSYW", 2026, 1, 1 };
    gi_batch_id_print(&batch, id);
}

static void add_season(logbook *book)
{
    char id[GI_BATCH_ID_TEXT];
    gi_json *batch = parse("{\"gi\":\"LSYW\",\"org\":\"0001\",\"qty\":200000000000000,"
                           "\"sea\":\"2026-1\",\"t\":\"batch\"}");
    fix_batch(id);
    gi_json_set_text(batch, "batch", id);
    add(book,
        parse("{\"gi\":\"LSYW\",\"rules\":{\"area\":[],\"cap\":60000000,\"grades\":[],"
              "\"index\":1,\"nets\":[],\"path\":\"raw\",\"ratio\":[42,10],\"source\":"
              "\"plot\"},\"sea\":\"2026-1\",\"t\":\"product\"}"),
        1, book->authority, book->bureau);
    add(book,
        parse("{\"gi\":\"LSYW\",\"lines\":[[360483107,\"plot\",1,10000000000,60000000,"
              "900000000000000]],\"qty\":900000000000000,\"sea\":\"2026-1\","
              "\"t\":\"grant\"}"),
        2, book->authority, book->bureau);
    add(book, batch, 1, book->registry, NULL);
}

static void fill(logbook *book, size_t issues)
{
    GI_AUTO_BUF header = GI_BUF(64);
    uint8_t raw[GI_UNIT_HEADER_MAX];
    char id[GI_BATCH_ID_TEXT];
    gi_unit_header fields = { .key = 7, .product = 1, .producer = 1, .batch = 1, .season = 1 };
    fix_batch(id);
    must(gi_net_encode(50000, &fields.net, NULL) == GI_OK, "net");
    gi_base64_add(&header, (gi_bytes){ raw, gi_unit_header_encode(&fields, raw) });
    for (size_t i = 0; i < issues; i++) {
        char text[256];
        (void)snprintf(text, sizeof text,
                       "{\"batch\":\"%s\",\"gi\":\"LSYW\",\"hdr\":\"%s\",\"org\":\"0001\","
                       "\"qty\":50000,\"run\":[7,%zu,1],\"sea\":\"2026-1\",\"t\":\"issue\"}",
                       id, gi_buf_text(&header), i + 1);
        add(book, parse(text), (int64_t)i + 1, book->label, NULL);
    }
}

/* The whole log, with that many issues. */
static void book_open(logbook *book, size_t issues)
{
    *book = (logbook){ .root = signer(1),
                       .log = signer(3),
                       .authority = signer(4),
                       .bureau = signer(5),
                       .registry = signer(6),
                       .label = signer(7),
                       .keys = gi_json_array() };
    book->leaf = calloc(issues + 16, sizeof *book->leaf);
    must(book->leaf != NULL, "memory");
    found(book);
    add_key(book, book->authority, "authority", 2);
    add_key(book, book->bureau, "bureau", 3);
    add_key(book, book->registry, "registry", 4);
    add_key(book, book->label, "label", 5);
    add_season(book);
    fill(book, issues);
}

static void book_close(logbook *book)
{
    gi_signer *const signers[] = { book->root,   book->log,      book->authority,
                                   book->bureau, book->registry, book->label };
    for (size_t i = 0; i < sizeof signers / sizeof signers[0]; i++) {
        gi_signer_destroy(signers[i]);
    }
    for (size_t i = 0; i < book->count; i++) {
        gi_buf_clear(&book->leaf[i]);
    }
    free(book->leaf);
    gi_json_destroy(book->keys);
}

#endif
