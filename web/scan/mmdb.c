/*
 * mmdb.c - country, province, city and class of a network, from the fields that files of this
 * format have (mmdb.h).
 *
 * The file is copied into memory that has no name, which is mapped to be read only. Every value
 * of a file is checked for its type; what does not fit is not there.
 */
#include "web/scan/mmdb.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gi/region.h"
#include "web/scan/mmdb_data.h"
#include "web/scan/mmdb_tree.h"

enum { NAME_MAX_BYTES = 255 }; /* a longer name of a city is none */

struct gi_mmdb {
    gi_mmdb_tree tree;
    void *map; /* NULL: the bytes are another's */
    size_t size;
};

void gi_mmdb_close(gi_mmdb *file)
{
    if (file != NULL) {
        if (file->map != NULL) {
            (void)munmap(file->map, file->size);
        }
        free(file);
    }
}

/* ---- opening ---- */

/* *size: of the file, all of which is then in to. */
static gi_status copy(int from, int to, const char *path, size_t *size, gi_error *err)
{
    struct stat about;
    if (fstat(from, &about) != 0) {
        return gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno));
    }
    if (!S_ISREG(about.st_mode) || about.st_size == 0) {
        return gi_fail(err, GI_WHY_BAD_REGIONS, path, "0 bytes");
    }
    if (about.st_size > GI_MMDB_BYTES) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, path, gi_num(GI_MMDB_BYTES).text);
    }
    for (off_t left = about.st_size; left > 0;) {
        ssize_t done = sendfile(to, from, NULL, (size_t)left);
        if (done <= 0) {
            return gi_fail(err, GI_WHY_FILE_READ, path, done < 0 ? strerror(errno) : "cut short");
        }
        left -= done;
    }
    *size = (size_t)about.st_size;
    return GI_OK;
}

static gi_status map(int memory, size_t size, const char *path, gi_mmdb *out, gi_error *err)
{
    void *mapped = mmap(NULL, size, PROT_READ, MAP_PRIVATE, memory, 0);
    if (mapped == MAP_FAILED) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "regions");
    }
    out->map = mapped;
    out->size = size;
    return gi_mmdb_tree_read((gi_bytes){ mapped, size }, path, &out->tree, err);
}

static gi_status read_whole(int from, const char *path, gi_mmdb *out, gi_error *err)
{
    size_t size = 0;
    int memory = memfd_create("regions", MFD_CLOEXEC);
    if (memory < 0) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "regions");
    }
    gi_status status = copy(from, memory, path, &size, err);
    status = status == GI_OK ? map(memory, size, path, out, err) : status;
    (void)close(memory); /* the mapping stays */
    return status;
}

gi_status gi_mmdb_open(const char *path, gi_mmdb **out, gi_error *err)
{
    GI_AUTO(gi_mmdb) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "regions");
    }
    int from = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not make it wait */
    if (from < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    gi_status status = read_whole(from, path, fresh, err);
    (void)close(from);
    GI_TRY(status);
    *out = GI_TAKE(fresh);
    return GI_OK;
}

gi_status gi_mmdb_borrow(gi_bytes file, gi_mmdb **out, gi_error *err)
{
    GI_AUTO(gi_mmdb) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "regions");
    }
    GI_TRY(gi_mmdb_tree_read(file, "memory", &fresh->tree, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

/* ---- values ---- */

/* What the file says of one network. */
typedef struct entry {
    gi_bytes data;
    size_t offset;
} entry;

static gi_bytes text_at(const entry *found, gi_mmdb_path path)
{
    gi_mmdb_value value;
    return gi_mmdb_find(found->data, found->offset, path, &value)
               ? gi_mmdb_text(found->data, &value)
               : (gi_bytes){ NULL, 0 };
}

/* Files without ISO codes name the province in English. */
static uint32_t province_of(const entry *found)
{
    static const char *const country[] = { "country", "iso_code", NULL };
    static const char *const code[] = { "subdivisions", "0", "iso_code", NULL };
    static const char *const name[] = { "subdivisions", "0", "names", "en", NULL };
    gi_bytes land = text_at(found, country);
    uint32_t number = gi_region_number(land, text_at(found, code));
    return number != 0 ? number : gi_region_number(land, text_at(found, name));
}

/* A number that GeoNames gives; of a name alone, a hash of it. */
static uint32_t city_of(const entry *found)
{
    static const char *const number[] = { "city", "geoname_id", NULL };
    static const char *const name[] = { "city", "names", "en", NULL };
    gi_mmdb_value value;
    uint32_t given = 0;
    if (gi_mmdb_find(found->data, found->offset, number, &value) &&
        gi_mmdb_number(found->data, &value, &given)) {
        return given;
    }
    gi_bytes text = text_at(found, name);
    uint32_t hash = 0x811C9DC5U;
    for (size_t i = 0; i < text.size && text.size <= NAME_MAX_BYTES; i++) {
        hash = (hash ^ text.data[i]) * 0x01000193U;
    }
    return text.size == 0 || text.size > NAME_MAX_BYTES ? 0 : hash | 1U;
}

/* What says which class a network is of; the first row that fits decides. says NULL: a true. */
static const struct class_row {
    const char *path[3];
    const char *says;
    gi_net_kind kind;
} classes[] = {
    { { "is_hosting_provider" }, NULL, GI_NET_CENTRE },
    { { "is_public_proxy" }, NULL, GI_NET_CENTRE },
    { { "is_anonymous_vpn" }, NULL, GI_NET_CENTRE },
    { { "is_tor_exit_node" }, NULL, GI_NET_CENTRE },
    { { "traits", "is_hosting_provider" }, NULL, GI_NET_CENTRE },
    { { "traits", "is_public_proxy" }, NULL, GI_NET_CENTRE },
    { { "traits", "is_anonymous_vpn" }, NULL, GI_NET_CENTRE },
    { { "traits", "is_anonymous_proxy" }, NULL, GI_NET_CENTRE },
    { { "traits", "is_tor_exit_node" }, NULL, GI_NET_CENTRE },
    { { "traits", "user_type" }, "hosting", GI_NET_CENTRE },
    { { "traits", "user_type" }, "content_delivery_network", GI_NET_CENTRE },
    { { "traits", "user_type" }, "cellular", GI_NET_CARRIER },
    { { "traits", "connection_type" }, "Cellular", GI_NET_CARRIER },
    { { "connection_type" }, "Cellular", GI_NET_CARRIER },
    { { "traits", "user_type" }, "residential", GI_NET_HOME },
    { { "traits", "user_type" }, "business", GI_NET_HOME },
    { { "traits", "connection_type" }, "Cable/DSL", GI_NET_HOME },
    { { "traits", "connection_type" }, "Corporate", GI_NET_HOME },
    { { "connection_type" }, "Cable/DSL", GI_NET_HOME },
    { { "connection_type" }, "Corporate", GI_NET_HOME },
};

static bool fits(const entry *found, const struct class_row *row)
{
    gi_mmdb_value value;
    if (!gi_mmdb_find(found->data, found->offset, row->path, &value)) {
        return false;
    }
    return row->says == NULL
               ? value.type == GI_MMDB_BOOLEAN && value.size == 1
               : gi_bytes_equal(gi_mmdb_text(found->data, &value), gi_bytes_of(row->says));
}

static gi_net_kind kind_of(const entry *found)
{
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (fits(found, &classes[i])) {
            return classes[i].kind;
        }
    }
    return GI_NET_UNKNOWN;
}

/* The rest of an address, which nobody keeps, is taken as zeros. */
static bool look(const gi_mmdb *file, const gi_scan *scan, entry *out)
{
    uint8_t address[16] = { 0 };
    memcpy(address, scan->prefix, scan->v4 ? 3 : 8);
    out->data = file->tree.data;
    return gi_mmdb_tree_find(&file->tree, (gi_bytes){ address, scan->v4 ? 4 : 16 }, &out->offset);
}

void gi_mmdb_place(const gi_mmdb *file, gi_scan *scan)
{
    entry found;
    scan->province = 0;
    scan->city = 0;
    scan->kind = GI_NET_UNKNOWN;
    if (look(file, scan, &found)) {
        scan->province = province_of(&found);
        scan->city = scan->province == 0 ? 0 : city_of(&found);
        scan->kind = kind_of(&found);
    }
}
