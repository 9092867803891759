/* SPDX-License-Identifier: MIT
 * cgroup.h - what the control groups we are in allow us: both versions, every level from ours to the root. */
#ifndef CGROUP_H
#define CGROUP_H

/* Processors' worth of time that we may use: the least of all levels; INFINITY: no quota is set, or none to be seen. */
double cgroup_quota(const char *root);

/* Periods, of all levels, that ended with the quota used up; NaN: not told. */
double cgroup_throttled(const char *root);

#endif
