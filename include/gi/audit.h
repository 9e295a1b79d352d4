/*
 * audit.h - rules over the leaves of a log, checked by anyone from the log alone (FORMATS 9).
 *
 * One pass in the order of the log. Memory grows with keys, batches, runs, dead ranges, sales and
 * papers, not with other leaves. What is wrong is a finding, handed out as it is met, never an
 * error: GI_OK means "I could tell". Knows no store, no disk and no network: entries come from the
 * caller, or through a source that reads the files of a tlog-tiles log.
 */
#ifndef GI_AUDIT_H
#define GI_AUDIT_H

#include "gi/clock.h"
#include "gi/log.h"
#include "gi/witness.h"

/* ---- findings ---- */

/* clang-format off */
/* enum name, rule, stable id, Chinese, English; the finding's values say what was met. */
#define GI_AUDIT_FINDINGS(ROW) \
    ROW(HEAD_SIGNATURE, "tree", "head-signature", "检查点签名与日志密钥不符", "the checkpoint is not signed by the log key") \
    ROW(HEAD_KEY, "tree", "head-key", "给定的日志密钥不在日志的密钥清单内", "the log key given is not in the log's own key list") \
    ROW(EPOCH, "tree", "epoch", "新日志的首条记录不成立", "the leaf that begins a new log does not hold") \
    ROW(SEAM, "tree", "seam", "前一日志在此结束，记录未丢失（不是违规）", "the log before ended here, nothing lost (no violation)") \
    ROW(GAP, "tree", "gap", "前一日志在此之后的记录已丢失，只知其号（不是违规）", "leaves of the log before were lost here, known by number only (no violation)") \
    ROW(HEAD_ORIGIN, "tree", "head-origin", "检查点的日志名与记录中的不符", "the origin of the checkpoint is not the one that the leaves name") \
    ROW(BUNDLE, "tree", "bundle", "记录文件的形状有误", "an entry bundle has the wrong shape") \
    ROW(TILE, "tree", "tile", "哈希块与记录不符", "a hash tile does not fit the entries") \
    ROW(ROOT, "tree", "root", "记录算出的树根与检查点不符", "the entries do not give the root of the checkpoint") \
    ROW(ROLLBACK, "tree", "rollback", "日志比上次所见短", "the log is shorter than it was seen before") \
    ROW(FORK, "tree", "fork", "日志与上次所见的检查点矛盾", "the log contradicts a checkpoint that was seen before") \
    ROW(LEAF_FORM, "leaf", "leaf-form", "记录格式有误", "the leaf is malformed") \
    ROW(OVER_ISSUE, "R1", "over-issue", "签发超过额度可制成的量", "more was issued than the grants can give") \
    ROW(OVER_BATCH, "R1", "over-batch", "签发超过批次数量", "more was issued than the batch holds") \
    ROW(ISSUE_QUANTITY, "R1", "issue-quantity", "签发量不等于枚数乘净含量", "the quantity is not count times net content") \
    ROW(CREDIT, "R1", "credit", "退回的量不当", "the credit does not fit what was issued") \
    ROW(CREDIT_LATE, "R1", "credit-late", "退回超过 72 小时期限", "the credit came later than 72 hours after the issue") \
    ROW(SPOILAGE, "R1", "spoilage", "退量的标签超过损耗限额且未会签", "more labels gave credit than the spoilage limit, without the second signature") \
    ROW(ALONE, "R1", "alone", "已启用的标签未经会签即失效", "labels that were activated ended without the second signature") \
    ROW(GRANT_LINE, "R1", "grant-line", "额度行与面积、定额不符", "a grant line does not follow from capacity and cap") \
    ROW(GRANT_TOTAL, "R1", "grant-total", "额度合计不等于各行之和", "the grant is not the sum of its lines") \
    ROW(CEILING, "R1", "ceiling", "乡镇额度超过公布的上限", "a township was granted more than its ceiling") \
    ROW(ADJUSTMENT, "R1", "adjustment", "降低的量超过原额度", "a grant was lowered by more than it was") \
    ROW(DEFICIT, "R1", "deficit", "欠额与账目不符", "a deficit does not fit what was lowered or is owed") \
    ROW(LAPSE, "R1", "lapse", "失效量超过余额", "more lapsed than was left") \
    ROW(CLOSED, "R1", "closed", "产季已关闭", "the season was closed before") \
    ROW(ONE_SIGNATURE, "R1", "one-signature", "缺少第二个角色的签名", "the signature of the second role is missing") \
    ROW(STATUS_SUMS, "R1", "status-sums", "每日状态的合计超过账目", "the sums of the status leaf pass the books") \
    ROW(NO_RULES, "R1", "no-rules", "产品或产季未登记", "the product or season is not registered") \
    ROW(BACK_DATED, "R2", "back-dated", "时间早于同一签名者之前的记录，或早于已见证的检查点", "dated before an earlier leaf of its signer, or before a cosigned head that it follows") \
    ROW(AHEAD, "R2", "ahead", "时间晚于已见证它的检查点", "dated after the cosignature of a head that covers it") \
    ROW(LATE, "R2", "late", "离线签名，迟交（不是违规）", "signed offline and handed in late (no violation)") \
    ROW(HEAD_LEAF, "R2", "head-leaf", "记录中的检查点不成立", "the checkpoint in a head leaf does not hold") \
    ROW(BEFORE_CAUSE, "R2", "before-cause", "时间早于其所依据的记录", "dated before the leaf it builds on") \
    ROW(COUNTER, "R3", "counter", "签名者的序号不连续", "the signer's counter has a gap or repeats") \
    ROW(UNKNOWN_KEY, "R3", "unknown-key", "密钥未经根密钥登记", "no root-signed list introduced this key") \
    ROW(KEY_ENDED, "R3", "key-ended", "密钥已停用", "the key was retired") \
    ROW(WRONG_ROLE, "R3", "wrong-role", "签名者的角色不符", "the signer's role does not fit the act") \
    ROW(SIGNATURE, "R3", "signature", "签名不符", "the signature does not fit") \
    ROW(KEY_LIST, "R3", "key-list", "密钥清单的摘要不符", "the digest of the key list does not fit the keys introduced") \
    ROW(ROOT_CHAIN, "R3", "root-chain", "新根密钥未经上一根密钥预告", "the new root key was not announced by the one before") \
    ROW(KEY_SCOPE, "R3", "key-scope", "标签密钥不可用于此产品或主体", "the label key may not sign for this product or holder") \
    ROW(FOUNDING, "R3", "founding", "创始记录不在序号 0 或重复", "the founding leaf is not the first, or comes twice") \
    ROW(REF, "R4", "ref", "引用的记录不在其前或不相符", "the leaf refers to one that is not earlier or does not fit") \
    ROW(RANGE, "R4", "range", "标签段不在所引用的签发之内", "the range lies outside the issue it refers to") \
    ROW(ACTIVATION, "R4", "activation", "所启用的标签不待启用", "the labels were not waiting for their activation") \
    ROW(PRINT, "R4", "print", "打印不当：标签已失效、首次打印重复或从未打印", "labels printed that had ended, twice for the first time, or again without a first time") \
    ROW(PACKAGE, "R4", "package", "装箱不当：所装不存在、已失效、属于他人或已在箱内", "packed is what does not exist, had ended, is another's or lies in a package") \
    ROW(UNPACK, "R4", "unpack", "所指的箱不存在、已拆或在另一箱内", "the package named does not exist, was opened or lies in another one") \
    ROW(DISPUTE, "R4", "dispute", "异议不当：逾期、重复，或无异议即处理", "a sale disputed too late or twice, or settled without an open dispute") \
    ROW(PAPER, "R4", "paper", "证书或报告的日期、产品或状态不当", "the dates, product or state of a certificate or report do not fit") \
    ROW(BATCH_ID, "R5", "batch-id", "批次号无效或与记录不符", "the batch ID is invalid or does not fit the leaf") \
    ROW(BATCH_TWICE, "R5", "batch-twice", "批次号重复", "the batch ID was used before") \
    ROW(NO_BATCH, "R5", "no-batch", "批次未设立", "there is no such batch") \
    ROW(RUN_OVERLAP, "R5", "run-overlap", "标签段与之前的重叠", "the run overlaps an earlier one") \
    ROW(RUN_GAP, "R5", "run-gap", "标签段之间有空缺", "the run leaves serials out") \
    ROW(HEADER, "R6", "header", "码头与记录不符", "the label header does not fit the leaf") \
    ROW(NO_STATUS, "R8", "no-status", "有变动而无每日状态", "movement without a daily status leaf") \
    ROW(DEAD, "R8", "dead", "失效标签清单的摘要与记录不符", "the digest of the labels not in force does not follow from the leaves") \
    ROW(OPENINGS, "R8", "openings", "隐藏码查验次数减少，或与其树根不符", "fewer openings of hidden codes than were told before, or a root that does not fit their number")
/* clang-format on */

typedef enum gi_audit_what {
#define GI_AUDIT_NAME(name, rule, id, zh, en) GI_AUDIT_##name,
    GI_AUDIT_FINDINGS(GI_AUDIT_NAME)
#undef GI_AUDIT_NAME
        GI_AUDIT_COUNT
} gi_audit_what;

typedef struct gi_audit_row {
    const char *rule; /* "R1" ... "R8", "tree", "leaf" */
    const char *id;   /* stable */
    const char *zh;
    const char *en;
} gi_audit_row;

const gi_audit_row *gi_audit_row_of(gi_audit_what what);

typedef struct gi_audit_finding {
    gi_audit_what what;
    int64_t index;    /* the leaf; -1 = the head or a file of the tree */
    int64_t other;    /* the leaf that it contradicts or builds on, -1 none */
    bool note;        /* worth listing, no violation; not among the counted findings */
    char values[160]; /* what was met and what should stand; printable, from strangers */
} gi_audit_finding;

/* ---- a pass over leaves ---- */

typedef struct gi_audit gi_audit;

#define GI_AUDIT_THREADS 64
typedef struct gi_audit_options {
    bool signatures;                                               /* false: a quick pass */
    int threads;                                                   /* for them, 1..64; 0 = 1 */
    void (*found)(void *context, const gi_audit_finding *finding); /* NULL: only counted */
    void *context;
    /*
     * Witnesses that the caller trusts to tell the time (R2, R7); borrowed as long as the audit
     * lives. Without any, brackets are not checked: cosignatures of strangers say nothing.
     *
     * A witness asked over the network saw the newest size there was, so every leaf behind it came
     * later. One that is fed by file may date a size long after leaves came behind it: by_file[i]
     * says so, and then only leaves from the head leaf on that holds its line are held to its
     * time. Both bound the leaves below the size from above. by_file NULL: none of them.
     */
    const gi_cosigner *witness;
    const bool *by_file;
    size_t witnesses;
    /* NULL, or the audit of the log before this one, which was closed: with its tree the leaves
     * that were kept are compared past what a memory of it tells. Borrowed, with its source. */
    const gi_audit *before;
} gi_audit_options;

GI_CHECKED gi_status gi_audit_create(const gi_audit_options *options, gi_audit **out,
                                     gi_error *err);
void gi_audit_destroy(gi_audit *audit); /* takes NULL */
GI_DEFINE_AUTO(gi_audit, gi_audit_destroy)

/* The next entry, from index 0 on; its bytes are copied where they are kept. A failure means
 * only that memory or OpenSSL failed (or a table limit: GI_NO_MEMORY over-limit). */
GI_CHECKED gi_status gi_audit_leaf(gi_audit *audit, gi_bytes entry, gi_error *err);
/* After the last entry: the signatures still waiting, the rules that need the end. */
GI_CHECKED gi_status gi_audit_finish(gi_audit *audit, gi_error *err);

typedef struct gi_audit_counts {
    int64_t leaves;
    int64_t findings;
    int64_t signatures;   /* verified */
    int64_t unknown_acts; /* acts that this program has no rules for: not judged */
    int64_t late;         /* signed offline and handed in late */
    int64_t statuses;     /* status leaves; without any R8 is not checked */
    int64_t heads;        /* head leaves */
    int64_t lost;         /* leaves lost where a log was closed (gi/epoch.h) */
    int64_t brackets; /* checkpoints with a cosignature of a trusted witness; 0: no R2 brackets */
    gi_time cosigned; /* newest of these cosignatures, for R7; 0 none */
    gi_time last_ts;
} gi_audit_counts;
gi_audit_counts gi_audit_count(const gi_audit *audit);

/* Labels of one grade, as the headers that were signed for them say. */
typedef struct gi_audit_graded {
    int64_t issued, credited; /* milli-units */
    int64_t labels, ended;    /* ended: cancelled, void, lost, spoilt, handed back, repacked */
} gi_audit_graded;

#define GI_AUDIT_GRADES 16 /* 0 = without a grade */

/* Public sums of a product and season, in the order in which they appeared; milli-units. */
typedef struct gi_audit_sum {
    char product[8];
    char season[12];
    int64_t allowed;   /* grants and what came from outside, less what was taken back since */
    int64_t potential; /* what that can give as made goods */
    int64_t issued;
    int64_t credited;
    int64_t lapsed; /* can no longer be made */
    int64_t owed;   /* of its grants lowered after it was used: the deficit they left ... */
    int64_t paid;   /* ... and what its grants paid of such deficits of the product */
    gi_audit_graded grade[GI_AUDIT_GRADES]; /* they sum to issued and credited */
} gi_audit_sum;
/* False past the last. */
bool gi_audit_sums(const gi_audit *audit, size_t index, gi_audit_sum *out);

/* ---- a whole log from its files ---- */

typedef struct gi_audit_source {
    /* Appends the file at "checkpoint" or a tile path; *found is false when there is none. */
    gi_status (*read)(void *context, const char *path, gi_buf *out, bool *found, gi_error *err);
    void *context;
    bool tiles; /* hash tiles are among the files */
    /* This file, of at most max bytes, will be read soon; NULL = no use to know. */
    void (*ahead)(void *context, const char *path, size_t max);
} gi_audit_source;

/*
 * The files of a log by where they are: a directory that holds an export, or the http(s) URL of
 * a published log, in front of "checkpoint". Of a web server every file is bounded (30 s, and
 * what the largest honest file of its kind may hold), and none is believed.
 *
 * Reading fails with over-limit, file-open, file-read; unreachable (also any HTTP status but
 * 200, 404 and 410), fetch-slow, fetch-big. Used by one thread. GI_INVALID bad-url
 */
typedef struct gi_audit_files gi_audit_files;
GI_CHECKED gi_status gi_audit_files_open(const char *where, gi_audit_files **out, gi_error *err);
void gi_audit_files_close(gi_audit_files *files); /* takes NULL */
GI_DEFINE_AUTO(gi_audit_files, gi_audit_files_close)
/* Borrowed until files is closed. */
gi_audit_source gi_audit_files_source(gi_audit_files *files);

/* What an auditor remembers of a log: its last good head, as it was signed, and by whom. */
typedef struct gi_audit_state {
    bool known;
    char name[GI_ORIGIN_MAX]; /* of the log key */
    gi_public_key key;
    gi_checkpoint head;
    gi_buf note; /* the signed head, verbatim */
} gi_audit_state;
void gi_audit_state_clear(gi_audit_state *state);
#define GI_AUTO_AUDIT_STATE __attribute__((cleanup(gi_audit_state_clear))) gi_audit_state
/* The text of a state file and back; the note in it must be signed. GI_INVALID bad-state */
GI_CHECKED gi_status gi_audit_state_parse(gi_bytes text, gi_audit_state *out, gi_error *err);
GI_CHECKED gi_status gi_audit_state_print(const gi_audit_state *state, gi_buf *out, gi_error *err);
/* Two signed heads of one origin that contradict each other, with their key, as one text. */
GI_CHECKED gi_status gi_audit_fork_print(const gi_audit_state *before, const gi_audit_state *now,
                                         gi_buf *out, gi_error *err);

/*
 * What the caller trusts; both may be absent, then the log's own founding leaf names the key. A
 * memory of a log that was closed since is compared across the seam: the leaves that were kept must
 * be the remembered ones, and the log must have been closed with all that was seen of it.
 */
typedef struct gi_audit_trust {
    const char *vkey;             /* verifier key as text, or NULL */
    const gi_audit_state *memory; /* NULL or not known: a first look */
} gi_audit_trust;

typedef struct gi_audit_verdict {
    bool head_signed; /* by the log key; false also when no key is known */
    bool own_key;     /* the key came from the log itself, nobody vouches for it */
    bool tree;        /* entries, tiles and root agree */
    bool rolled_back;
    bool forked;          /* both heads are signed: gi_audit_fork_print convicts the operator */
    gi_audit_state state; /* to remember: known only when nothing speaks against this head */
} gi_audit_verdict;
void gi_audit_verdict_clear(gi_audit_verdict *verdict);

/*
 * Reads everything that the checkpoint promises, feeds the leaves to audit and finishes it.
 * verdict->state.head and note are filled in any case, known tells whether to remember them.
 *
 * May be called again with the same audit when the log has grown: only what is new is read and
 * judged, and the old entries must be what they were. gi_audit_goes_on tells whether it may.
 *
 * The answer "cannot tell" is a failure: GI_NOT_FOUND file-missing (checkpoint or entries),
 * GI_INVALID bad-note, bad-checkpoint, GI_CONFLICT other-log (memory of an origin that the log
 * never had; or a new epoch began since the audit's last look: make a new audit), and what
 * source.read answers.
 */
GI_CHECKED gi_status gi_audit_log(gi_audit *audit, gi_audit_source source,
                                  const gi_audit_trust *trust, gi_audit_verdict *verdict,
                                  gi_error *err);
/* False when the audit has lost its place: the tree did not fit, or a failure came amid a leaf.
 * A file that could not be read is no such failure: the next call reads it again. */
bool gi_audit_goes_on(const gi_audit *audit);

#endif
