/* SPDX-License-Identifier: MIT
 * net_parts.h - the parts of the reference network's step. Each stores its results with the promise of c; errors as in
 * bounded.h. */
#ifndef NET_PARTS_H
#define NET_PARTS_H

#include "bounded.h"

/* ---- net_layers.c: forward and backward of a layer, k inputs and n outputs; dy may become dx in place */
void net_dense(const struct ref_net_config *c, size_t k, size_t n, const value *x, const double *w, const double *b,
               value *y);
void net_dense_dw(const struct ref_net_config *c, size_t k, size_t n, const value *x, const value *dy, value *dw,
                  value *db);
void net_dense_dx(const struct ref_net_config *c, size_t k, size_t n, const value *dy, const double *w, value *dx);
void net_softmax_row(size_t n, const value *x, double *p, double *inexact, double *scale);
void net_softmax(const struct ref_net_config *c, size_t n, const value *x, value *y, double *room);
void net_softmax_dx(const struct ref_net_config *c, size_t n, const value *y, value *dy);

/* ---- net_activations.c: c->activation, which must be known, of n elements; dy becomes dx */
bool net_activation_known(const char *name);
void net_activate(const struct ref_net_config *c, size_t n, const value *x, value *y);
void net_activate_dx(const struct ref_net_config *c, size_t n, const value *x, value *dy);

/* ---- net_losses.c: y (batch x n) and t give the loss and dy; room: 3 n doubles */
value net_mse(const struct ref_net_config *c, size_t n, const value *y, const double *t, value *dy);
value net_asymmetric_loss(const struct ref_net_config *c, size_t n, const value *y, const double *t, value *dy);
value net_cross_entropy(const struct ref_net_config *c, size_t n, const value *y, const double *t, value *dy);
value net_softmax_cross_entropy(const struct ref_net_config *c, size_t n, const value *x, const double *t, value *dx,
                                double *room);

/* ---- net_update.c: regularizers of n weights, an optimizer step of n parameters; false: no such optimizer */
void net_regularize(const struct ref_net_config *c, size_t n, const double *w, value *loss, value *g);
bool net_update(const struct ref_net_config *c, size_t n, const double *w, const double *m, const double *v,
                struct ref_net_result *r);

#endif
