/* SPDX-License-Identifier: MIT
 * tables.h - every table that a report may hold. What is not here cannot be read again. */
#ifndef TABLES_H
#define TABLES_H

#include "report/report.h"

extern const struct report_schema context_schema, runs_schema, verify_schema, time_schema, operations_schema,
    launches_schema, plan_schema, shards_schema, against_schema, ratios_schema, assignment_schema, vanishing_schema,
    remedies_schema, list_schema, entries_schema, layers_schema, peak_schema, bandwidth_schema, chunks_schema,
    teams_schema, curves_schema, doctor_schema, scale_schema, serial_part_schema, comparison_schema, tests_schema,
    accuracy_schema, kinds_schema, models_schema, optimizers_schema, peers_schema, formats_schema, instructions_schema,
    step_instructions_schema;

#endif
