/*
 * books.c - rules about rows: one line of SQL each, answering how far they are from holding.
 *
 * The queries share nothing with the store's statements, so a wrong one there is not repeated
 * here.
 */
#include "tests/property/ledger/books.h"

#include <stdio.h>

#include "core/store/shape.h"
#include "tests/support/spec.h"

/* Every query answers one number, 0 when the sentence holds. */
static const struct rule {
    const char *sentence;
    const char *sql;
} rules[] = {
    { "the postings of every act sum to zero",
      "SELECT COUNT(*) FROM (SELECT act FROM posting GROUP BY act HAVING SUM(amount) <> 0)" },
    { "all postings sum to zero", "SELECT COALESCE(SUM(amount), 0) FROM posting" },
    { "every account is the sum of its postings",
      "SELECT COUNT(*) FROM (SELECT 1 FROM ("
      "SELECT holder, product, season, material, amount AS x FROM posting UNION ALL "
      "SELECT holder, product, season, material, -balance FROM account) "
      "GROUP BY holder, product, season, material HAVING SUM(x) <> 0)" },
    { "no holder's balance is negative",
      "SELECT COUNT(*) FROM account WHERE holder <> 0 AND balance < 0" },
    { "what is left in lots is the raw and made balance",
      "SELECT COUNT(*) FROM (SELECT 1 FROM ("
      "SELECT holder, product, season, material, remaining AS x FROM lot UNION ALL "
      "SELECT holder, product, season, material, -balance FROM account "
      "WHERE material IN ('raw', 'made')) "
      "GROUP BY holder, product, season, material HAVING SUM(x) <> 0)" },
    { "what is left of allotments is the allowance",
      "SELECT COUNT(*) FROM (SELECT 1 FROM ("
      "SELECT s.holder, a.product, a.season, a.qty - a.used AS x "
      "FROM allotment a JOIN source s ON s.id = a.source UNION ALL "
      "SELECT holder, product, season, -balance FROM account WHERE material = 'allow' UNION ALL "
      "SELECT holder, product, season, amount FROM posting JOIN act ON idx = posting.act "
      "WHERE material = 'allow' AND kind IN ('lapse', 'close')) "
      "GROUP BY holder, product, season HAVING SUM(x) <> 0)" },
    { "a raw lot lost what went into lots, and all of it or nothing of the rest lapsed",
      "SELECT COUNT(*) FROM lot WHERE material = 'raw' AND quantity - remaining <> "
      "(SELECT COALESCE(SUM(qty), 0) FROM lot_parent WHERE parent = lot.id) AND remaining <> 0" },
    { "what raw lots lost besides lapsed",
      "SELECT COUNT(*) FROM (SELECT 1 FROM (SELECT holder, product, season, quantity - remaining - "
      "(SELECT COALESCE(SUM(qty), 0) FROM lot_parent WHERE parent = lot.id) AS x FROM lot "
      "WHERE material = 'raw' UNION ALL SELECT holder, product, season, amount FROM posting "
      "JOIN act ON idx = posting.act WHERE material = 'raw' AND kind IN ('lapse', 'close')) "
      "GROUP BY holder, product, season HAVING SUM(x) <> 0)" },
    { "what lapsed is what holders lost by it",
      "SELECT (SELECT COALESCE(SUM(balance), 0) FROM account WHERE material = 'lapsed') + "
      "(SELECT COALESCE(SUM(amount), 0) FROM posting JOIN act ON idx = posting.act "
      "WHERE holder <> 0 AND kind IN ('lapse', 'close'))" },
    /* Product 1 is 42:10 and product 2 is 9:2, here and in the fixture. */
    { "no lot made of raw ones is more than they can give",
      "SELECT COUNT(*) FROM (SELECT l.product, l.quantity, SUM(p.qty) AS raw FROM lot l "
      "JOIN lot_parent p ON p.child = l.id JOIN lot r ON r.id = p.parent "
      "WHERE l.material = 'made' AND r.material = 'raw' GROUP BY l.id, l.product, l.quantity) "
      "WHERE quantity * CASE product WHEN 1 THEN 42 ELSE 9 END > "
      "raw * CASE product WHEN 1 THEN 10 ELSE 2 END" },
    { "no lot of the material of its parents is more than went in",
      "SELECT COUNT(*) FROM (SELECT l.quantity, SUM(p.qty) AS used FROM lot l "
      "JOIN lot_parent p ON p.child = l.id JOIN lot r ON r.id = p.parent "
      "WHERE l.material = r.material GROUP BY l.id, l.quantity) WHERE quantity > used" },
    { "a lot and its parents are of one product and season, and no raw lot comes of a made one",
      "SELECT COUNT(*) FROM lot_parent p JOIN lot l ON l.id = p.child JOIN lot r ON r.id = "
      "p.parent "
      "WHERE l.product <> r.product OR l.season <> r.season "
      "OR (l.material = 'raw' AND r.material <> 'raw')" },
    { "a lot is younger than its parents",
      "SELECT COUNT(*) FROM lot_parent WHERE child <= parent" },
    { "a made lot lost what batches and lots took, and released what they were given",
      "SELECT COUNT(*) FROM lot LEFT JOIN (SELECT lot AS id, SUM(quantity - remaining) AS used, "
      "SUM(quantity) AS given FROM batch GROUP BY lot) b ON b.id = lot.id LEFT JOIN (SELECT "
      "parent AS id, SUM(qty) AS taken FROM lot_parent GROUP BY parent) t ON t.id = lot.id "
      "WHERE material = 'made' AND "
      "(lot.quantity - lot.remaining <> COALESCE(used, 0) + COALESCE(taken, 0) "
      "OR released <> COALESCE(given, 0) + COALESCE(taken, 0))" },
    { "a lot is held exactly while its dispute is open",
      "SELECT COUNT(*) FROM lot l LEFT JOIN dispute d ON d.act = l.held "
      "WHERE l.held IS NOT NULL AND (d.act IS NULL OR d.settled IS NOT NULL)" },
    { "the market holds what batches lost",
      "SELECT (SELECT COALESCE(SUM(balance), 0) FROM account WHERE material = 'market') - "
      "(SELECT COALESCE(SUM(quantity - remaining), 0) FROM batch)" },
    { "runs are dense and disjoint from serial 1 on, per key",
      "SELECT COUNT(*) FROM (SELECT first, LAG(first + count, 1, 1) OVER "
      "(PARTITION BY key ORDER BY first) AS wanted FROM run) WHERE first <> wanted" },
    { "the next serial of a key follows its last run",
      "SELECT COUNT(*) FROM key WHERE next_unit <> 1 + "
      "(SELECT COALESCE(SUM(count), 0) FROM run WHERE run.key = key.id)" },
    { "every issue has one run",
      "SELECT (SELECT COUNT(*) FROM act WHERE kind = 'issue') - (SELECT COUNT(*) FROM run)" },
    { "every harvest, make and merge has one lot",
      "SELECT COUNT(*) FROM act WHERE kind IN ('harvest', 'make', 'merge') AND "
      "(SELECT COUNT(*) FROM lot WHERE lot.act = idx) <> 1" },
    { "every sheet of harvests has as many lots as it says",
      "SELECT COUNT(*) FROM act WHERE kind = 'harvest-sheet' AND "
      "(SELECT COUNT(*) FROM lot WHERE lot.act = idx) IS NOT json_extract(answer, '$.count')" },
    { "every transfer and split has lots",
      "SELECT COUNT(*) FROM act WHERE kind IN ('transfer', 'split') AND "
      "NOT EXISTS (SELECT 1 FROM lot WHERE lot.act = idx)" },
    { "no other act makes lots",
      "SELECT COUNT(*) FROM lot JOIN act ON idx = lot.act WHERE kind NOT IN "
      "('harvest', 'harvest-sheet', 'make', 'merge', 'transfer', 'split', 'settle', "
      "'outside')" },
    { "lot numbers have no gap", "SELECT COUNT(*) - COALESCE(MAX(id), 0) FROM lot" },
    { "the next batch number is above every batch",
      "SELECT COUNT(*) FROM batch b JOIN holder h ON h.id = b.holder "
      "WHERE b.number >= h.next_batch" },
    { "a batch lost what its issues took and its endings did not give back",
      "SELECT COUNT(*) FROM batch b LEFT JOIN (SELECT x.batch, SUM(p.amount) AS gone FROM "
      "(SELECT batch, act FROM run UNION ALL SELECT batch, act FROM ending) x JOIN posting p "
      "ON p.act = x.act AND p.material = 'market' GROUP BY x.batch) m ON m.batch = b.id "
      "WHERE b.quantity - b.remaining <> COALESCE(m.gone, 0)" },
    { "an ending says how many labels it ended, and what it gave back",
      "SELECT COUNT(*) FROM ending e LEFT JOIN (SELECT act, SUM(count) AS dead FROM label_state "
      "GROUP BY act) s ON s.act = e.act WHERE e.count <> COALESCE(s.dead, 0) OR e.qty <> "
      "(SELECT COALESCE(-SUM(p.amount), 0) FROM posting p WHERE p.act = e.act "
      "AND p.material = 'market')" },
    { "every dead range was ended by one act that says so",
      "SELECT COUNT(*) FROM label_state s LEFT JOIN ending e ON e.act = s.act "
      "WHERE e.act IS NULL OR e.batch <> s.batch" },
    { "activated ranges are disjoint",
      "SELECT COUNT(*) FROM (SELECT first, LAG(first + count, 1, 1) OVER "
      "(PARTITION BY key ORDER BY first) AS after FROM activation) WHERE first < after" },
    { "an activated range lies in one run that waited",
      "SELECT COUNT(*) FROM activation s WHERE s.first + s.count > COALESCE("
      "(SELECT r.first + r.count FROM waiting r WHERE r.key = s.key AND r.first <= s.first "
      "ORDER BY r.first DESC LIMIT 1), 0)" },
    { "dead ranges are disjoint",
      "SELECT COUNT(*) FROM (SELECT first, LAG(first + count, 1, 1) OVER "
      "(PARTITION BY key ORDER BY first) AS after FROM label_state) WHERE first < after" },
    { "a dead range lies in one run",
      "SELECT COUNT(*) FROM label_state s WHERE s.first + s.count > COALESCE("
      "(SELECT r.first + r.count FROM run r WHERE r.key = s.key AND r.first <= s.first "
      "ORDER BY r.first DESC LIMIT 1), 0)" },
    { "act numbers have no gap", "SELECT COUNT(*) - COALESCE(MAX(idx) + 1, 0) FROM act" },
    { "the own counter of a key has no gap",
      "SELECT COUNT(*) FROM key LEFT JOIN (SELECT key AS id, COUNT(*) AS acts, MAX(n) AS last "
      "FROM act GROUP BY key) a ON a.id = key.id WHERE COALESCE(acts, 0) <> next_n - 1 "
      "OR COALESCE(last, 0) <> next_n - 1" },
    { "the newest checkpoint covers exactly the stored acts",
      "SELECT (SELECT COUNT(*) FROM act) - (SELECT COALESCE(MAX(size), 0) FROM checkpoint)" },
};
#define RULES (sizeof rules / sizeof rules[0])

gi_db *books_open_with(const char *dir, const gi_db_shape *shape)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    char path[160];
    char lock[160];
    (void)snprintf(path, sizeof path, "%s/registry.db", dir);
    (void)snprintf(lock, sizeof lock, "%s/write.lock", dir);
    EXPECT_OK(gi_db_open(path, lock, GI_DB_READ, shape, &db, &err));
    return db;
}

gi_db *books_open(const char *dir)
{
    return books_open_with(dir, &gi_registry_shape);
}

static int64_t ask(gi_db *db, const char *sql)
{
    gi_error err = { 0 };
    bool found = false;
    GI_AUTO(gi_row) row = gi_db_use(db, sql);
    EXPECT_OK(gi_row_step(row, &found, &err));
    EXPECT(found);
    return gi_row_int(row, 0);
}

void books_expect_sound(const char *dir)
{
    gi_error err = { 0 };
    const char *list[RULES + 1] = { NULL };
    for (size_t i = 0; i < RULES; i++) {
        list[i] = rules[i].sql;
    }
    const char *const *const lists[] = { list, NULL };
    gi_db_shape shape = gi_registry_shape;
    shape.statements = lists;
    GI_AUTO(gi_db) db = books_open_with(dir, &shape);
    EXPECT_OK(gi_db_check(db, &err));
    for (size_t i = 0; i < RULES; i++) {
        gi_spec_expect_int(ask(db, rules[i].sql), 0, __FILE__, __LINE__, rules[i].sentence);
    }
}
