/*
 * terminal.h - the controlling terminal, silenced while a passphrase is typed.
 */
#ifndef GI_CRYPTO_TERMINAL_H
#define GI_CRYPTO_TERMINAL_H

#include <stdbool.h>
#include <termios.h>

/* Ctrl-C ends the line and arrives as this byte, instead of killing a silent terminal. */
#define GI_TERMINAL_CANCEL 0x03

typedef struct gi_terminal {
    int fd;
    struct termios before;
} gi_terminal;

/* Opens /dev/tty, asks for the passphrase of what, turns the echo off. False: no terminal. */
bool gi_terminal_open(gi_terminal *terminal, const char *what);

/* Restores the terminal as it was. */
void gi_terminal_close(gi_terminal *terminal);

#endif
