// Shared by every kernel; the host puts this text before each of them.
// OpenCL C 1.2, float32.
