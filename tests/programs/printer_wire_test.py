"""Sending to label printers: what arrives, lines that break, printers that are not ready.

Printers are threads on 127.0.0.1, and pseudo-terminals in place of /dev/usb/lp0.
"""
import os
import pty
import socket
import threading
import time
import tty

import printer_readers as readers
from printer_world import main, same, send, sentence


class Printer(threading.Thread):
    """A printer on 127.0.0.1: does as it is told with the first connection."""

    def __init__(self, act):
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(20)
        self.act, self.got = act, b""
        self.start()

    @property
    def place(self):
        return "tcp 127.0.0.1:%d" % self.server.getsockname()[1]

    def run(self):
        line, _ = self.server.accept()
        line.settimeout(20)
        with line:
            self.act(self, line)

    def read(self, line, most=1 << 30):
        while len(self.got) < most:
            part = line.recv(min(65536, most - len(self.got)))
            if not part:
                break
            self.got += part

    def done(self):
        self.join(20)
        self.server.close()
        assert not self.is_alive(), "the printer still waits"
        return self.got


def tcp(act, count=4, width=50, height=30, **profile):
    printer = Printer(act)
    job = send(dict(dict(language="tspl"), **profile), width, height, count, to=printer.place)
    return job, printer


@sentence
def a_job_over_tcp_arrives_whole():
    job, printer = tcp(Printer.read)
    assert job.code == 0, job.err
    assert (job.sent, job.size, job.labels) == (len(printer.done()), job.size, 4)
    same(readers.read_tspl(printer.got, 203), job.pictures)


@sentence
def a_printer_that_keeps_the_line_open_is_not_waited_for_long():
    def act(self, line):
        self.read(line)
        time.sleep(6)
    start = time.monotonic()
    job, _ = tcp(act)
    assert job.code == 0, job.err
    assert time.monotonic() - start < 5


@sentence
def a_printer_that_hangs_up_halfway_is_a_broken_job():
    def act(self, line):
        self.read(line, 100000)
    job, printer = tcp(act, count=8, width=100, height=150)
    assert job.code == 16 and "send-broken" in job.err, job.err
    assert "noise" in job.err and "乱点" in job.err and job.err.count("\n") == 1, job.err
    assert 0 < job.sent < job.size and job.labels < 8, (job.sent, job.size, job.labels)
    assert len(printer.done()) <= job.size


@sentence
def a_small_job_that_was_not_taken_is_a_broken_job_too():
    """All of it fits into the buffers of the line: only the reset that comes later tells."""
    def act(self, line):
        self.read(line, 1000)
        time.sleep(0.5)
    job, _ = tcp(act, patience=5)
    assert job.code == 16 and "send-broken" in job.err, job.err


@sentence
def a_printer_that_never_reads_is_given_up():
    def act(self, line):
        del self, line
        time.sleep(8)
    start = time.monotonic()
    job, _ = tcp(act, count=20, width=108, height=150, dpi=600, head=108)
    assert job.code == 16 and "timeout" in job.err and "超时" in job.err, job.err
    assert job.sent < job.size
    assert time.monotonic() - start < 30


@sentence
def a_printer_that_is_not_there_got_nothing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = "tcp 127.0.0.1:%d" % server.getsockname()[1]
    job = send(dict(language="tspl"), 50, 30, 4, to=place)
    assert job.code == 10 and "printer-gone" in job.err, job.err
    assert (job.sent, job.labels) == (0, 0)
    job = send(dict(language="tspl"), 50, 30, 4, to="tcp no-such-host.invalid:9100")
    assert job.code == 10 and "printer-gone" in job.err, job.err


def answering(answer):
    """A printer that answers the first question and then takes the job."""
    def act(self, line):
        self.question = line.recv(16)
        line.sendall(answer)
        self.read(line)
    return act


ZEBRA = (b"\x02030,%d,0,1245,000,0,0,0,000,0,0,0\x03\r\n"
         b"\x02000,0,%d,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n")


@sentence
def a_printer_that_is_ready_gets_the_job():
    job, printer = tcp(answering(b"\0"), status="yes")
    assert job.code == 0, job.err
    assert printer.done() and printer.question == b"\x1b!?"
    same(readers.read_tspl(printer.got, 203), job.pictures)
    job, printer = tcp(answering(ZEBRA % (0, 0)), language="zpl", status="yes")
    assert job.code == 0, job.err
    assert printer.done() and printer.question == b"~HS\r\n"
    same(readers.read_zpl(printer.got, 203), job.pictures)


@sentence
def a_printer_without_paper_or_with_an_open_head_gets_nothing():
    for answer, language, zh, en in (
            (b"\x04", "tspl", "缺纸", "paper out"), (b"\x41", "tspl", "打印头打开", "cover open"),
            (ZEBRA % (1, 0), "zpl", "缺纸", "paper out"),
            (ZEBRA % (0, 1), "zpl", "打印头打开", "head open")):
        job, printer = tcp(answering(answer), language=language, status="yes")
        assert job.code == 14 and "printer-not-ready" in job.err, job.err
        assert zh in job.err and en in job.err, job.err
        assert printer.done() == b"" and job.sent == 0


@sentence
def a_printer_that_does_not_answer_is_not_ready():
    def act(self, line):
        self.read(line)
    job, printer = tcp(act, language="zpl", status="yes")
    assert job.code == 14 and "no answer" in job.err and "没有回答" in job.err, job.err
    assert printer.done() == b"~HS\r\n"


def device(act):
    """A pseudo-terminal in place of /dev/usb/lp0; act reads the other end."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    got = []
    thread = threading.Thread(target=lambda: act(master, got), daemon=True)
    thread.start()
    return os.ttyname(slave), slave, thread, got


@sentence
def a_device_that_takes_bytes_slowly_gets_them_all():
    """A pseudo-terminal takes 4 KB and then nothing until somebody reads."""
    def act(master, got):
        while sum(map(len, got)) < 12134 * 4 - 366:
            got.append(os.read(master, 777))
    path, slave, thread, got = device(act)
    job = send(dict(language="tspl", patience=20), 50, 30, 4, to=f"usb {path}")
    assert job.code == 0, job.err
    thread.join(5)
    os.close(slave)
    data = b"".join(got)
    assert len(data) <= job.size and data.startswith(b"SIZE 50 mm")


@sentence
def a_device_that_stops_is_a_broken_job():
    def act(master, got):
        got.append(os.read(master, 777))
    path, slave, _, _ = device(act)
    job = send(dict(language="tspl"), 50, 30, 4, to=f"usb {path}")
    os.close(slave)
    assert job.code == 16 and "send-broken" in job.err and "timeout" in job.err, job.err
    assert 0 < job.sent < job.size and job.labels < 4


main()
