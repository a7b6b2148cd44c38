// The two LAPACK routines the project calls; Debian's liblapack-dev ships no C header of its own.
#pragma once

/// Eigenvalues (ascending, in w) and eigenvectors (columns, in a) of a symmetric n x n matrix.
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
            double *work, const int *lwork, int *info);
