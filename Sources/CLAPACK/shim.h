// The LAPACK routines that the project calls; Debian's liblapack-dev ships no C header of its own.
#pragma once

/// Eigenvalues (ascending, in w) and eigenvectors (columns, in a) of a symmetric n x n matrix.
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
            double *work, const int *lwork, int *info);

/// The same for the il-th to iu-th smallest eigenvalues (range "I"): m of them in w, eigenvectors as
/// the columns of z (n x m). `abstol` 0: as exact as can be. `vl`, `vu` mean nothing then.
void dsyevr_(const char *jobz, const char *range, const char *uplo, const int *n, double *a,
             const int *lda, const double *vl, const double *vu, const int *il, const int *iu,
             const double *abstol, int *m, double *w, double *z, const int *ldz, int *isuppz,
             double *work, const int *lwork, int *iwork, const int *liwork, int *info);
