/* A tlog-policy is read whole or refused with its line; a quorum is counted as it says. */
#include <stdio.h>
#include <string.h>

#include "gi/text.h"
#include "tests/core/witness/watched.h"
#include "tests/support/spec.h"

/* Witnesses a, b, c ... with the keys of the bytes 'a', 'b', 'c'. */
static void add_witness(gi_buf *policy, char name)
{
    gi_error err = { 0 };
    char vkey[GI_VKEY_TEXT];
    gi_cosigner cosigner;
    GI_AUTO(gi_signer) signer = seeded_signer((uint8_t)name);
    const char text[] = { name, '\0' };
    EXPECT_OK(gi_cosigner_from(text, &signer->public_key, &cosigner, &err));
    gi_cosigner_print(&cosigner, vkey);
    gi_buf_add_format(policy, "witness %c %s\n", name, vkey);
}

/* The policy of witnesses a..e and some more lines. */
static gi_status parse(const char *lines, gi_policy **out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(10000);
    for (int name = 'a'; name <= 'e'; name++) {
        add_witness(&text, (char)name);
    }
    gi_buf_add_text(&text, lines);
    return gi_policy_parse(gi_buf_view(&text), out, err);
}

/* A checkpoint that the witnesses named by letters have cosigned, one second after another. */
static void cosigned_by(const char *letters, gi_buf *out)
{
    gi_error err = { 0 };
    gi_bytes body = gi_bytes_of("example.com/log\n1\nAAAA\n");
    GI_AUTO(gi_signer) log = seeded_signer(1);
    EXPECT_OK(gi_note_sign(body, "example.com/log", log, out, &err));
    for (int64_t i = 0; letters[i] != '\0'; i++) {
        const char name[] = { letters[i], '\0' };
        GI_AUTO(gi_signer) signer = seeded_signer((uint8_t)letters[i]);
        EXPECT_OK(gi_cosignature_make(body, name, signer, 1000 + i, out, &err));
    }
}

static gi_witnessed judge(const char *lines, const char *letters)
{
    gi_error err = { 0 };
    gi_note note;
    gi_witnessed found = { 0 };
    GI_AUTO(gi_policy) policy = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    cosigned_by(letters, &text);
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_OK(parse(lines, &policy, &err));
    EXPECT_OK(gi_policy_judge(policy, &note, &found, &err));
    return found;
}

SPEC(witnesses_of_the_policy_are_counted_and_strangers_are_not)
{
    gi_witnessed found = judge("quorum none\n", "cxa");
    EXPECT_INT(found.of, 5);
    EXPECT_INT(found.by, 2);
    EXPECT_INT(found.oldest, 1000);
    EXPECT_INT(found.newest, 1002);
}

SPEC(without_a_quorum_nobody_is_needed)
{
    EXPECT(judge("", "").quorum);
    EXPECT(judge("quorum none\n", "").quorum);
}

SPEC(a_quorum_of_one_witness_wants_that_witness)
{
    EXPECT(judge("quorum b\n", "b").quorum);
    EXPECT(!judge("quorum b\n", "ac").quorum);
}

SPEC(a_group_wants_as_many_as_it_says)
{
    EXPECT(!judge("group g 2 a b c\nquorum g\n", "ade").quorum);
    EXPECT(judge("group g 2 a b c\nquorum g\n", "ac").quorum);
    EXPECT(judge("group g any a b c\nquorum g\n", "c").quorum);
    EXPECT(!judge("group g any a b c\nquorum g\n", "de").quorum);
    EXPECT(!judge("group g all a b c\nquorum g\n", "ab").quorum);
    EXPECT(judge("group g all a b c\nquorum g\n", "abc").quorum);
}

SPEC(a_group_of_groups_wants_each_of_them)
{
    static const char nested[] = "group officials any a b\n"
                                 "group co-ops 2 c d e\n"
                                 "group both all officials co-ops\n"
                                 "quorum both\n";
    EXPECT(judge(nested, "bce").quorum);
    EXPECT(!judge(nested, "cde").quorum);
    EXPECT(!judge(nested, "abc").quorum);
}

SPEC(a_broken_line_of_a_known_witness_spoils_the_note)
{
    gi_error err = { 0 };
    gi_note note;
    gi_witnessed found = { .by = 4711 };
    GI_AUTO(gi_policy) policy = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    cosigned_by("a", &text);
    text.data[0] = 'E'; /* of the body: example.com is Example.com now */
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_OK(parse("quorum a\n", &policy, &err));
    EXPECT_WHY(gi_policy_judge(policy, &note, &found, &err), GI_WHY_BAD_NOTE);
    EXPECT_INT(found.by, 4711);
}

SPEC(of_a_list_of_keys_all_are_wanted_and_each_counts_once)
{
    gi_error err = { 0 };
    gi_note note;
    gi_witnessed found;
    gi_cosigner list[3];
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_signer) a = seeded_signer('a');
    GI_AUTO(gi_signer) b = seeded_signer('b');
    EXPECT_OK(gi_cosigner_from("a", &a->public_key, &list[0], &err));
    EXPECT_OK(gi_cosigner_from("a", &a->public_key, &list[1], &err));
    EXPECT_OK(gi_cosigner_from("b", &b->public_key, &list[2], &err));
    cosigned_by("a", &text);
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_OK(gi_cosigners_judge(list, 3, &note, &found, &err));
    EXPECT_INT(found.of, 2);
    EXPECT_INT(found.by, 1);
    EXPECT(!found.quorum);
}

static void expect_odd(const char *lines, const char *line, const char *why)
{
    gi_error err = { 0 };
    GI_AUTO(gi_policy) policy = NULL;
    EXPECT_WHY(parse(lines, &policy, &err), GI_WHY_BAD_CONFIG);
    EXPECT(policy == NULL);
    EXPECT(strstr(err.message, line) != NULL);
    EXPECT(strstr(err.message, why) != NULL);
}

SPEC(odd_lines_of_a_policy_are_refused_with_their_number)
{
    expect_odd("witnes x y\n", "line 6 ", "log witness group quorum");
    expect_odd("\n# a comment\nwitness x\n", "line 8 ", "witness <name>");
    expect_odd("witness x y z u\n", "line 6 ", "witness <name>");
    expect_odd("log nonsense\n", "line 6 ", "nonsense");
    expect_odd("group g\n", "line 6 ", "group <name>");
    expect_odd("group g any\n", "line 6 ", "group <name>");
    expect_odd("group g 0 a\n", "line 6 ", "group");
    expect_odd("group g 3 a b\n", "line 6 ", "group");
    expect_odd("quorum\n", "line 6 ", "quorum <name>");
    expect_odd("quorum a b\n", "line 6 ", "quorum <name>");
}

SPEC(a_name_is_known_before_it_is_used_and_used_once)
{
    expect_odd("group g any a z\n", "line 6 ", "z");
    expect_odd("group g any g\n", "line 6 ", "g");
    expect_odd("quorum g\ngroup g any a\n", "line 6 ", "g");
    expect_odd("group g any a a\n", "line 6 ", "a");
    expect_odd("group g any a\ngroup h any a\n", "line 7 ", "a");
    expect_odd("group a any b\n", "line 6 ", "a");
    expect_odd("group none any b\n", "line 6 ", "none");
    expect_odd("quorum a\nquorum none\n", "line 7 ", "quorum");
    expect_odd("quorum none\nquorum a\n", "line 7 ", "quorum");
}

SPEC(a_witness_is_asked_over_the_web_only)
{
    gi_error err = { 0 };
    GI_AUTO(gi_policy) policy = NULL;
    GI_AUTO_BUF text = GI_BUF(1000);
    add_witness(&text, 'x');
    text.size--; /* its newline */
    gi_buf_add_text(&text, " file:///etc/passwd\n");
    EXPECT_WHY(gi_policy_parse(gi_buf_view(&text), &policy, &err), GI_WHY_BAD_CONFIG);
}

SPEC(more_witnesses_than_the_limit_are_refused)
{
    gi_error err = { 0 };
    GI_AUTO(gi_policy) policy = NULL;
    GI_AUTO_BUF one = GI_BUF(1000);
    GI_AUTO_BUF text = GI_BUF(20000);
    add_witness(&one, 'x');
    const char *key = gi_buf_text(&one) + strlen("witness x");
    for (int i = 0; i <= GI_WITNESSES_MAX; i++) {
        gi_buf_add_format(&text, "witness w%d%s", i, key);
    }
    EXPECT_WHY(gi_policy_parse(gi_buf_view(&text), &policy, &err), GI_WHY_BAD_CONFIG);
    EXPECT(strstr(err.message, "line 65 ") != NULL);
}
