/*
 * gi.h - umbrella of the public headers, and a map.
 *
 *   status.h reason.h   how calls answer; the table of refusals
 *   bytes.h text.h      views, buffers, UTF-8, hex, base64, base32
 *   clock.h quantity.h  civil days, moments; amounts in milli-units
 *   json.h              canonical JSON (RFC 8785, integers)
 *   batch_id.h          LSYW-26-00A3-001F-7
 *   unit_code.h         GL1: what the QR holds
 *   unit_number.h       000W-003R-J0W, and the hidden code
 *   uscc.h              unified social credit code, township code
 *   batch.h             facts of a batch, a run of labels
 *   product.h           a GI product's rules as data
 *   catalogue.h         what is known about the products of Jiujiang
 *   limits.h            an item of a laboratory beside the standard
 *   crypto.h            digests, signers, verifiers, key files
 *   log.h               Merkle tree, tiles, notes, checkpoints, proofs
 *   audit.h             rules over the leaves of a log, for anyone
 *   witness.h           cosignatures, the witness of other people's logs
 *   registry.h          one registry directory, opened
 *   act.h               draft, table of acts, sessions, signing elsewhere
 *   group.h             acts of many threads in one commit
 *   import.h            tables that people keep (CSV, XLSX) as acts
 *   report.h            lists, balances, history, log texts, copies
 *   tend.h              what a timer writes daily; proofs of balances
 *   publish.h           the public files of the log, served and exported
 *   recover.h           an old copy catches up with its published log
 *   epoch.h             closing a log whose leaves are lost, and beginning the next
 *   codes.h             the codes of a run, streamed
 *   package.h           cases and cartons, and what is inside
 *   gs1.h               GTINs, the GS1 form of a URL
 *   hidden.h            the code under the scratch layer
 *   card.h              a trade card for printing, its code, its slips
 *   print.h             what of a run was printed, what comes next
 *   template.h          its layout, from a file
 *   label.h             one label as a value, drawn as dots
 *   paper.h             sheets of labels as PDF, one label as SVG
 *   printer.h           label printers: profiles, languages, sending
 *   officer.h           recalls, certificates and reports, records past their time
 *   digital.h           digital labels: their text in versions
 *   conformity.h        certificates of conformity of fresh produce
 *   conformity_label.h  one of them as a value, drawn as dots or PDF
 *   trace.h             everything up- and downstream of a thing
 *   workday.h           working days of China, holidays as data
 *   lookup.h            code -> three answers
 *   neighbours.h        the answers for labels that nothing happened to, all at once
 *   verdict_json.h      the answers as JSON
 *   scans.h             what was seen of a label: signs of copies
 *   scan_writer.h       the thread that writes it down
 *   inbox.h             what waits for a person: odd labels, doubled runs, reports
 *   region.h            numbers and names of coarse regions
 *   bundle.h            the same offline, from a signed list
 *   passport.h          one batch with its proofs in one file
 */
#ifndef GI_H
#define GI_H

#include "gi/act.h"
#include "gi/audit.h"
#include "gi/batch.h"
#include "gi/batch_id.h"
#include "gi/bundle.h"
#include "gi/bytes.h"
#include "gi/card.h"
#include "gi/catalogue.h"
#include "gi/clock.h"
#include "gi/codes.h"
#include "gi/conformity.h"
#include "gi/conformity_label.h"
#include "gi/crypto.h"
#include "gi/digital.h"
#include "gi/epoch.h"
#include "gi/group.h"
#include "gi/gs1.h"
#include "gi/hidden.h"
#include "gi/hosts.h"
#include "gi/import.h"
#include "gi/inbox.h"
#include "gi/json.h"
#include "gi/label.h"
#include "gi/limits.h"
#include "gi/log.h"
#include "gi/lookup.h"
#include "gi/neighbours.h"
#include "gi/officer.h"
#include "gi/paper.h"
#include "gi/package.h"
#include "gi/passport.h"
#include "gi/printer.h"
#include "gi/product.h"
#include "gi/print.h"
#include "gi/publish.h"
#include "gi/quantity.h"
#include "gi/reason.h"
#include "gi/recover.h"
#include "gi/region.h"
#include "gi/registry.h"
#include "gi/report.h"
#include "gi/scan_writer.h"
#include "gi/scans.h"
#include "gi/signature.h"
#include "gi/status.h"
#include "gi/template.h"
#include "gi/tend.h"
#include "gi/text.h"
#include "gi/trace.h"
#include "gi/unit_code.h"
#include "gi/unit_number.h"
#include "gi/uscc.h"
#include "gi/verdict_json.h"
#include "gi/witness.h"
#include "gi/workday.h"

#endif
