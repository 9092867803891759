/* SPDX-License-Identifier: MIT
 * polynomial.h - written by polynomial.sollya: coefficients, lowest first, and the largest relative error. */
#ifndef POLYNOMIAL_H
#define POLYNOMIAL_H

/* e^r = 1 + r + r^2 (EXP_0 + EXP_1 r + ...) for |r| <= 0.34658, to 2^-51.61 of it */
#define EXP_0 0x1.ffffffffffed2p-2
#define EXP_1 0x1.55555555507c2p-3
#define EXP_2 0x1.55555555890ep-5
#define EXP_3 0x1.11111125b479ep-7
#define EXP_4 0x1.6c16c0c82ce0ap-10
#define EXP_5 0x1.a0198d562a67cp-13
#define EXP_6 0x1.a01b7c55dcf98p-16
#define EXP_7 0x1.72e91d75a9cfdp-19
#define EXP_8 0x1.2707a49f4ebcbp-22

/* e^r - 1 = r + r^2 (EXPM1_0 + EXPM1_1 r + ...) for |r| <= 0.34658, to 2^-54.14 of it */
#define EXPM1_0 0x1.000000000000ap-1
#define EXPM1_1 0x1.55555555554fap-3
#define EXPM1_2 0x1.5555555550889p-5
#define EXPM1_3 0x1.1111111127babp-7
#define EXPM1_4 0x1.6c16c184271abp-10
#define EXPM1_5 0x1.a01a012a65ad1p-13
#define EXPM1_6 0x1.a0199a14ee5bfp-16
#define EXPM1_7 0x1.71df25405b97bp-19
#define EXPM1_8 0x1.28ad6a8704affp-22
#define EXPM1_9 0x1.ad7f75c774529p-26

/* artanh s = s + s^3 (ATANH_0 + ATANH_1 s^2 + ...) for |s| <= 0.17158, to 2^-57.57 of it */
#define ATANH_0 0x1.5555555555558p-2
#define ATANH_1 0x1.9999999995225p-3
#define ATANH_2 0x1.2492492e03b7p-3
#define ATANH_3 0x1.c71c62d079dfp-4
#define ATANH_4 0x1.7462ba1686413p-4
#define ATANH_5 0x1.39fdbb97d56a6p-4
#define ATANH_6 0x1.2b5fa1dca74c7p-4

#endif
