#pragma once
#include <stddef.h>
#include <stdint.h>

// libFuzzer's driver, for a program with a main of its own
// (https://llvm.org/docs/LibFuzzer.html, "Using libFuzzer as a library").
int LLVMFuzzerRunDriver(int *argc, char ***argv,
                        int (*test_one_input)(const uint8_t *data, size_t size));
