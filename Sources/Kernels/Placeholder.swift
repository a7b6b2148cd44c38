import COpenCL
import CKernels
