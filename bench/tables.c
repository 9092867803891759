/* SPDX-License-Identifier: MIT
 * tables.c - the registry of tables; the order is the documentation's. */
#include "tables.h"

const struct report_schema *const report_schemas[] = {
    &context_schema,    &runs_schema,    &verify_schema, &time_schema,
    &operations_schema, &against_schema, &ratios_schema, &assignment_schema,
    &list_schema,       &entries_schema, &layers_schema, &peak_schema,
    &bandwidth_schema,  &chunks_schema,  &teams_schema,  NULL,
};
