/* Secrets leave no trace in memory: a thread works on a stack of ours, then we look at it. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/core/crypto/fixture.h"
#include "tests/support/spec.h"

#define STACK_SIZE ((size_t)1 << 20)

static const char passphrase[] = "a passphrase that is easy to find again";

/* By hand and unchecked: the stack of an ended thread is nobody's memory for the sanitizer. */
__attribute__((no_sanitize("address"))) static bool holds(const uint8_t *memory, gi_bytes what)
{
    for (size_t i = 0; i + what.size <= STACK_SIZE; i++) {
        size_t same = 0;
        while (same < what.size && memory[i + same] == what.data[same]) {
            same++;
        }
        if (same == what.size) {
            return true;
        }
    }
    return false;
}

/* Makes the compiler believe that somebody reads the memory now, and so write it. */
static void touch(void *memory)
{
    __asm__ volatile("" : : "r"(memory) : "memory");
}

typedef struct deep_work {
    void (*run)(void *context);
    void *context;
} deep_work;

/* Works far down the stack, where the end of the thread does not write over the traces. */
static void *go_deep(void *context)
{
    const deep_work *work = context;
    uint8_t room[32768];
    touch(room);
    work->run(work->context);
    touch(room);
    return NULL;
}

/* Runs work on a stack of ours and says whether what lies in it afterwards. */
static bool leaves_behind(void (*run)(void *), void *context, gi_bytes what)
{
    deep_work work = { run, context };
    void *stack = NULL;
    pthread_t thread;
    pthread_attr_t attributes;
    EXPECT(posix_memalign(&stack, 4096, STACK_SIZE) == 0);
    memset(stack, 0, STACK_SIZE);
    EXPECT(pthread_attr_init(&attributes) == 0);
    EXPECT(pthread_attr_setstack(&attributes, stack, STACK_SIZE) == 0);
    EXPECT(pthread_create(&thread, &attributes, go_deep, &work) == 0);
    EXPECT(pthread_join(thread, NULL) == 0 && pthread_attr_destroy(&attributes) == 0);
    bool found = holds(stack, what);
    free(stack);
    return found;
}

/* What GI_SECRET guards against. */
static void keep_plain(void *context)
{
    uint8_t copy[64];
    memcpy(copy, context, sizeof passphrase);
    touch(copy);
}

/* Dead after its last use, as every secret is: only the wiping keeps it from staying. */
static void keep_secret(void *context)
{
    GI_SECRET copy = { .size = sizeof passphrase };
    memcpy(copy.bytes, context, sizeof passphrase);
    touch(copy.bytes);
}

static const gi_bytes passphrase_bytes = { (const uint8_t *)passphrase, sizeof passphrase - 1 };

SPEC(a_plain_array_leaves_its_bytes_on_the_stack)
{
    EXPECT(leaves_behind(keep_plain, (void *)passphrase, passphrase_bytes));
}

SPEC(a_secret_leaves_nothing_on_the_stack)
{
    EXPECT(!leaves_behind(keep_secret, (void *)passphrase, passphrase_bytes));
}

static void open_file(void *context)
{
    gi_signer *signer = NULL;
    gi_passphrase_source source = { .fd = -1, .file = context };
    char path[128];
    (void)snprintf(path, sizeof path, "%s.pem", (const char *)context);
    GI_SECRET secret = { 0 };
    if (gi_passphrase_read(&source, "key", &secret, NULL) != GI_OK ||
        gi_key_file_open(path, &secret, GI_KDF_ROUNDS_DEMO, &signer, NULL) != GI_OK) {
        abort();
    }
    gi_signer_destroy(signer);
}

static void expect_file_leaves_no(gi_algorithm algorithm, gi_bytes what)
{
    gi_error err = { 0 };
    char path[128];
    char *file = gi_fixture_file(passphrase, 0600);
    (void)snprintf(path, sizeof path, "%s.pem", file);
    GI_AUTO(gi_signer) signer = gi_fixture_signer(algorithm);
    gi_secret secret = gi_fixture_secret(passphrase);
    EXPECT_OK(gi_key_file_save(signer, path, &secret, GI_KDF_ROUNDS_DEMO, &err));
    bool found = leaves_behind(open_file, file, what);
    free(file);
    EXPECT(!found);
}

SPEC(opening_a_key_file_leaves_no_passphrase_on_the_stack)
{
    expect_file_leaves_no(GI_ED25519, passphrase_bytes);
}

SPEC(opening_a_key_file_leaves_no_seed_on_the_stack)
{
    gi_fixture_bytes seed =
        gi_fixture_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    for (size_t i = 0; i < 3; i++) {
        expect_file_leaves_no(gi_fixture_algorithms[i], gi_fixture_view(&seed));
    }
}
