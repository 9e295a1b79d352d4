/*
 * mmdb.c - country, province, city and class of a network, from the fields that files of this
 * format have (mmdb.h).
 *
 * The file is copied into memory that has no name, and libmaxminddb maps that. Every value of a
 * file is checked for its type; what does not fit is not there.
 */
#include "web/scan/mmdb.h"

#include <errno.h>
#include <fcntl.h>
#include <maxminddb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gi/region.h"

struct gi_mmdb {
    MMDB_s db;
    bool open;
};

void gi_mmdb_close(gi_mmdb *file)
{
    if (file != NULL) {
        if (file->open) {
            MMDB_close(&file->db);
        }
        free(file);
    }
}

/* ---- opening ---- */

static gi_status copy(int from, int to, const char *path, gi_error *err)
{
    struct stat about;
    if (fstat(from, &about) != 0) {
        return gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno));
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
    return GI_OK;
}

static gi_status map(int memory, const char *path, gi_mmdb *out, gi_error *err)
{
    char name[64];
    (void)snprintf(name, sizeof name, "/proc/self/fd/%d", memory);
    int failed = MMDB_open(name, MMDB_MODE_MMAP, &out->db);
    if (failed != MMDB_SUCCESS) {
        return gi_fail(err, GI_WHY_BAD_REGIONS, path, MMDB_strerror(failed));
    }
    out->open = true;
    return GI_OK;
}

static gi_status read_whole(int from, const char *path, gi_mmdb *out, gi_error *err)
{
    int memory = memfd_create("regions", MFD_CLOEXEC);
    if (memory < 0) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "regions");
    }
    gi_status status = copy(from, memory, path, err);
    status = status == GI_OK ? map(memory, path, out, err) : status;
    (void)close(memory); /* the mapping stays */
    return status;
}

gi_status gi_mmdb_open(const char *path, gi_mmdb **out, gi_error *err)
{
    GI_AUTO(gi_mmdb) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "regions");
    }
    int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    gi_status status = read_whole(from, path, fresh, err);
    (void)close(from);
    GI_TRY(status);
    *out = GI_TAKE(fresh);
    return GI_OK;
}

/* ---- values ---- */

typedef const char *const *path_of;

static bool find(MMDB_lookup_result_s *found, path_of path, uint32_t type, MMDB_entry_data_s *out)
{
    return MMDB_aget_value(&found->entry, out, path) == MMDB_SUCCESS && out->has_data &&
           out->type == type;
}

static gi_bytes text_at(MMDB_lookup_result_s *found, path_of path)
{
    MMDB_entry_data_s data;
    if (!find(found, path, MMDB_DATA_TYPE_UTF8_STRING, &data)) {
        return (gi_bytes){ NULL, 0 };
    }
    return (gi_bytes){ (const uint8_t *)data.utf8_string, data.data_size };
}

/* Files without ISO codes name the province in English. */
static uint32_t province_of(MMDB_lookup_result_s *found)
{
    static const char *const country[] = { "country", "iso_code", NULL };
    static const char *const code[] = { "subdivisions", "0", "iso_code", NULL };
    static const char *const name[] = { "subdivisions", "0", "names", "en", NULL };
    gi_bytes land = text_at(found, country);
    uint32_t number = gi_region_number(land, text_at(found, code));
    return number != 0 ? number : gi_region_number(land, text_at(found, name));
}

/* A number that GeoNames gives; of a name alone, a hash of it. */
static uint32_t city_of(MMDB_lookup_result_s *found)
{
    static const char *const number[] = { "city", "geoname_id", NULL };
    static const char *const name[] = { "city", "names", "en", NULL };
    MMDB_entry_data_s data;
    if (find(found, number, MMDB_DATA_TYPE_UINT32, &data)) {
        return data.uint32;
    }
    gi_bytes text = text_at(found, name);
    uint32_t hash = 0x811C9DC5U;
    for (size_t i = 0; i < text.size; i++) {
        hash = (hash ^ text.data[i]) * 0x01000193U;
    }
    return text.size == 0 ? 0 : hash | 1U;
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

static bool fits(MMDB_lookup_result_s *found, const struct class_row *row)
{
    MMDB_entry_data_s data;
    if (row->says == NULL) {
        return find(found, row->path, MMDB_DATA_TYPE_BOOLEAN, &data) && data.boolean;
    }
    return gi_bytes_equal(text_at(found, row->path), gi_bytes_of(row->says));
}

static gi_net_kind kind_of(MMDB_lookup_result_s *found)
{
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (fits(found, &classes[i])) {
            return classes[i].kind;
        }
    }
    return GI_NET_UNKNOWN;
}

static MMDB_lookup_result_s look(const gi_mmdb *file, const gi_scan *scan, int *failed)
{
    struct sockaddr_in v4 = { .sin_family = AF_INET };
    struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
    memcpy(&v4.sin_addr, scan->prefix, 3);
    memcpy(&v6.sin6_addr, scan->prefix, 8);
    const void *address = scan->v4 ? (const void *)&v4 : (const void *)&v6;
    return MMDB_lookup_sockaddr(&file->db, address, failed);
}

void gi_mmdb_place(const gi_mmdb *file, gi_scan *scan)
{
    int failed = 0;
    MMDB_lookup_result_s found = look(file, scan, &failed);
    scan->province = 0;
    scan->city = 0;
    scan->kind = GI_NET_UNKNOWN;
    if (failed == MMDB_SUCCESS && found.found_entry) {
        scan->province = province_of(&found);
        scan->city = scan->province == 0 ? 0 : city_of(&found);
        scan->kind = kind_of(&found);
    }
}
