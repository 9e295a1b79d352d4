/*
 * terminal.c - a prompt on /dev/tty without echo, and the terminal put back afterwards.
 *
 * The one place of the library that writes to a person, because only the terminal can say
 * that it is listening. Standard input and output stay free for data. The keyboard's signals
 * are off meanwhile: a program stopped here would leave the terminal silent.
 */
#include "core/crypto/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Neglects failure: a terminal that takes no prompt may still give the answer. */
static void say(int fd, const char *text)
{
    (void)!write(fd, text, strlen(text));
}

static bool silence(int fd, struct termios *before)
{
    if (tcgetattr(fd, before) != 0) {
        return false;
    }
    struct termios silent = *before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ISIG);
    silent.c_lflag |= ICANON;
    silent.c_cc[VEOL] = GI_TERMINAL_CANCEL;
    return tcsetattr(fd, TCSAFLUSH, &silent) == 0;
}

bool gi_terminal_open(gi_terminal *terminal, const char *what)
{
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        return false;
    }
    if (!silence(fd, &terminal->before)) {
        (void)close(fd);
        return false;
    }
    terminal->fd = fd;
    say(fd, what);
    say(fd, " — 口令 passphrase: ");
    return true;
}

void gi_terminal_close(gi_terminal *terminal)
{
    (void)tcsetattr(terminal->fd, TCSAFLUSH, &terminal->before);
    say(terminal->fd, "\n");
    (void)close(terminal->fd);
    terminal->fd = -1;
}
