/* SPDX-License-Identifier: MIT
 * run.h - what gradus_start asks of the file that knows about threads. Internal to the library. */
#ifndef RUN_H
#define RUN_H

/* One level of teams, whatever the environment says. */
void run_start(void);

#endif
