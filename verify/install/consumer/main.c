/* SPDX-License-Identifier: MIT
 * The smallest program that uses the installed library: sigmoid(0). */
#include <gradus.h>
#include <stdio.h>

int main(void)
{
    float x[1] = {0}, y[1];
    struct gradus_call call;
    const struct gradus_op *op = gradus_start(NULL, NULL) == GRADUS_OK ? gradus_find("sigmoid") : NULL;
    if (!op || gradus_call_init(&call, op, NULL, (size_t[]){1}, (void *[]){x, y}, NULL, 1) != GRADUS_OK)
        return 1;
    gradus_run(&call, 1, &(struct gradus_team){.threads = 1});
    printf("%s %g\n", op->name, y[0]);
}
