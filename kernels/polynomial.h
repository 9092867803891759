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

/* e^r = 1 + r + r^2 (FAST_EXP_0 + FAST_EXP_1 r + ...) for |r| <= 0.34658, to 2^-27.63 of it */
#define FAST_EXP_0 0x1.fffff2p-2f
#define FAST_EXP_1 0x1.55548ep-3f
#define FAST_EXP_2 0x1.555f6p-5f
#define FAST_EXP_3 0x1.123bdcp-7f
#define FAST_EXP_4 0x1.6602b2p-10f

/* e^r - 1 = r + r^2 (FAST_EXPM1_0 + FAST_EXPM1_1 r + ...) for |r| <= 0.34658, to 2^-25.93 of it */
#define FAST_EXPM1_0 0x1p-1f
#define FAST_EXPM1_1 0x1.5554bp-3f
#define FAST_EXPM1_2 0x1.5554ep-5f
#define FAST_EXPM1_3 0x1.122796p-7f
#define FAST_EXPM1_4 0x1.6d5684p-10f

/* ln(1 + t) = t + t^2 (FAST_LOG1P_0 + FAST_LOG1P_1 t + ...) for 0 <= t <= 1, to 2^-27.23 of it */
#define FAST_LOG1P_0 -0x1.ffffd8p-2f
#define FAST_LOG1P_1 0x1.554e98p-2f
#define FAST_LOG1P_2 -0x1.ff3594p-3f
#define FAST_LOG1P_3 0x1.93abc6p-3f
#define FAST_LOG1P_4 -0x1.3b65eep-3f
#define FAST_LOG1P_5 0x1.b8a91ep-4f
#define FAST_LOG1P_6 -0x1.dec82ep-5f
#define FAST_LOG1P_7 0x1.51ee8ep-6f
#define FAST_LOG1P_8 -0x1.bf5686p-9f

/* ln(1 + f) = f + f^2 (FAST_LOG_0 + FAST_LOG_1 f + ...) from sqrt(1/2) to sqrt 2, to 2^-24.72 of it */
#define FAST_LOG_0 -0x1.fffff4p-2f
#define FAST_LOG_1 0x1.5556e8p-2f
#define FAST_LOG_2 -0x1.0006fp-2f
#define FAST_LOG_3 0x1.98da5ap-3f
#define FAST_LOG_4 -0x1.52f4eap-3f
#define FAST_LOG_5 0x1.30c96p-3f
#define FAST_LOG_6 -0x1.279982p-3f
#define FAST_LOG_7 0x1.704866p-4f

#endif
