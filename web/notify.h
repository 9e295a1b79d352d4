/*
 * notify.h - tells systemd how the program is (sd_notify(3)): ready, reloading, stopping.
 */
#ifndef GI_WEB_NOTIFY_H
#define GI_WEB_NOTIFY_H

/* Sends state, such as "READY=1", to the socket of NOTIFY_SOCKET; nothing happens without one, and
 * nothing is waited for. */
void gi_notify(const char *state);

#endif
