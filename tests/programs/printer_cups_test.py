"""Sending through CUPS: a small print service on 127.0.0.1 that speaks IPP, in place of cupsd.

It answers what libcups asks (RFC 8011) and keeps what it is told: attributes of the job, bytes of
the document. Its queue is called office.
"""
import http.server
import struct
import threading

import printer_readers as readers
from printer_world import main, same, send, sentence

OPERATIONS = {0x0005: "create-job", 0x0006: "send-document", 0x0008: "cancel-job",
              0x000B: "get-printer-attributes"}
URI = "ipp://localhost/printers/office"
INTEGER, ENUM, KEYWORD, NAME, URI_TAG, MIME = 0x21, 0x23, 0x44, 0x42, 0x45, 0x49
TEXT = 0x41


def attribute(tag, name, *values):
    out = b""
    for value in values:
        raw = struct.pack(">i", value) if tag in (INTEGER, ENUM) else value.encode()
        out += struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(raw)) + raw
        name = ""
    return out


PRINTER = (
    attribute(NAME, "printer-name", "office") + attribute(URI_TAG, "printer-uri-supported", URI) +
    attribute(ENUM, "printer-type", 0x1000) + attribute(ENUM, "printer-state", 3) +
    attribute(KEYWORD, "ipp-versions-supported", "1.1", "2.0") +
    attribute(ENUM, "operations-supported", 2, 4, 5, 6, 8, 11) +
    attribute(MIME, "document-format-supported", "application/pdf", "application/vnd.cups-raw") +
    attribute(KEYWORD, "job-creation-attributes-supported", "print-scaling", "sides") +
    attribute(KEYWORD, "print-scaling-supported", "auto", "none") +
    attribute(KEYWORD, "sides-supported", "one-sided", "two-sided-long-edge"))
JOB = (attribute(INTEGER, "job-id", 7) + attribute(ENUM, "job-state", 3) +
       attribute(URI_TAG, "job-uri", "ipp://localhost/jobs/7"))


def parse(body):
    """Operation, {attribute: [values]}, what follows."""
    operation, = struct.unpack(">H", body[2:4])
    at, said, name = 8, {}, ""
    while body[at] != 3:
        if body[at] < 16:
            at += 1
            continue
        tag, size = body[at], struct.unpack(">H", body[at + 1:at + 3])[0]
        name = body[at + 3:at + 3 + size].decode() or name
        at += 3 + size
        size, = struct.unpack(">H", body[at:at + 2])
        raw = body[at + 2:at + 2 + size]
        at += 2 + size
        value = struct.unpack(">i", raw)[0] if tag in (INTEGER, ENUM) else raw.decode("latin-1")
        said.setdefault(name, []).append(value)
    return OPERATIONS.get(operation, hex(operation)), said, body[at + 1:]


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def chunks(self):
        body = b""
        while True:
            size = int(self.rfile.readline(), 16)
            body += self.rfile.read(size)
            self.rfile.readline()
            if not size:
                return body

    def do_POST(self):  # pylint: disable=invalid-name
        length = self.headers.get("Content-Length")
        if self.headers.get("Expect") == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        body = self.chunks() if length is None else self.rfile.read(int(length))
        operation, said, document = parse(body)
        status, more = self.server.answer(operation, said, document)
        out = (struct.pack(">BBHI", 2, 0, status, struct.unpack(">I", body[4:8])[0]) + b"\x01" +
               attribute(0x47, "attributes-charset", "utf-8") +
               attribute(0x48, "attributes-natural-language", "en") + more + b"\x03")
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(out)))
        self.end_headers()
        self.wfile.write(out)


class Desk(http.server.ThreadingHTTPServer):
    """The service; refuses the operation called broken."""
    daemon_threads = True

    def __init__(self, broken=None):
        super().__init__(("127.0.0.1", 0), Service)
        self.broken, self.told = broken, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def env(self):
        return {"CUPS_SERVER": "127.0.0.1:%d" % self.server_address[1]}

    def answer(self, operation, said, document):
        self.told.append((operation, said, document))
        if operation == self.broken:
            return 0x0500, attribute(TEXT, "status-message", "the tray is missing")
        uri = said.get("printer-uri", [""])[0]
        if operation == "get-printer-attributes":
            return (0, b"\x04" + PRINTER) if uri.endswith("/office") else (0x0406, b"")
        return (0, b"\x02" + JOB) if operation in OPERATIONS.values() else (0x0501, b"")

    def of(self, operation):
        return [row[1:] for row in self.told if row[0] == operation]


def through(desk, profile, queue="office"):
    job = send(profile, 50, 30, 2, to=f"cups {queue}", env=desk.env)
    desk.shutdown()
    return job


@sentence
def labels_go_raw_and_whole():
    desk = Desk()
    job = through(desk, dict(language="tspl"))
    assert job.code == 0, (job.err, desk.told)
    (said, document), = desk.of("send-document")
    assert said["document-format"] == ["application/vnd.cups-raw"], said
    assert len(document) == job.size == job.sent
    same(readers.read_tspl(document, 203), job.pictures)
    (created, _), = desk.of("create-job")
    assert "print-scaling" not in created, created


@sentence
def a_pdf_is_printed_at_true_size_on_one_side():
    desk = Desk()
    job = through(desk, dict(language="pdf"))
    assert job.code == 0, (job.err, desk.told)
    (said, document), = desk.of("send-document")
    assert said["document-format"] == ["application/pdf"], said
    assert document == b"%PDF-1.4 sample"
    (created, _), = desk.of("create-job")
    assert created["print-scaling"] == ["none"] and created["sides"] == ["one-sided"], created


@sentence
def a_queue_that_the_service_does_not_know_gets_nothing():
    desk = Desk()
    job = through(desk, dict(language="tspl"), queue="attic")
    assert job.code == 10 and "printer-gone" in job.err, job.err
    assert not desk.of("create-job") and job.sent == 0


@sentence
def a_document_that_is_refused_is_a_job_that_is_cancelled():
    desk = Desk(broken="send-document")
    job = through(desk, dict(language="zpl"))
    assert job.code == 10 and "printer-gone" in job.err, job.err
    assert "the tray is missing" in job.err, job.err
    assert desk.of("cancel-job") and job.sent == 0


main()
