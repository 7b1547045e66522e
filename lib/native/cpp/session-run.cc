// What stands in for TF_SessionRun in tfjs-node's sources: graphs whose names start with "caller/" run on the calling
// thread, those with "shared/" on that and a helper, where the binding has that.
//
// TensorFlow hands each run to a pool of threads and wakes the caller at its end, which takes longer than a small graph
// does. Which thread a run takes is one of its options, and tfjs-node passes none. TensorFlow's threads take numbers
// below 1.2e-38 for zero, so the calling one does for as long as it takes part in a run.

// tfjs-node's sources are compiled with this name for ours; here it is TensorFlow's own.
#undef TF_SessionRun
#include <string.h>
#include "tensorflow/c/c_api.h"

// RunOptions with inter_op_thread_pool, field 3, of -1: the calling thread.
static const unsigned char caller[] = {0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01};

#if defined(__x86_64__)
#include <immintrin.h>
static unsigned int FloatState() { return _mm_getcsr(); }
static void SetFloatState(unsigned int state) { _mm_setcsr(state); }
static const unsigned int tiny_is_zero = 0x8040;
#elif defined(__aarch64__)
static unsigned long FloatState() {
  unsigned long state;
  asm volatile("mrs %0, fpcr" : "=r"(state));
  return state;
}
static void SetFloatState(unsigned long state) { asm volatile("msr fpcr, %0" : : "r"(state)); }
static const unsigned long tiny_is_zero = 1ul << 24;
#else
static int FloatState() { return 0; }
static void SetFloatState(int) {}
static const int tiny_is_zero = 0;
#endif

// In an object of its own, which this binding may have come without.
extern "C" __attribute__((weak)) bool OptimSharedRun(TF_Session* session, const TF_Output* inputs,
                                                     TF_Tensor* const* input_values, int ninputs,
                                                     const TF_Output* outputs, TF_Tensor** output_values, int noutputs,
                                                     TF_Status* status);

extern "C" void OptimSessionRun(TF_Session* session, const TF_Buffer* options, const TF_Output* inputs,
                                TF_Tensor* const* input_values, int ninputs, const TF_Output* outputs,
                                TF_Tensor** output_values, int noutputs, const TF_Operation* const* targets,
                                int ntargets, TF_Buffer* metadata, TF_Status* status) {
  TF_Buffer on_caller = {caller, sizeof(caller), nullptr};
  const char* name = options == nullptr && noutputs > 0 ? TF_OperationName(outputs[0].oper) : "";
  bool is_short = strncmp(name, "caller/", 7) == 0;
  bool is_shared = strncmp(name, "shared/", 7) == 0 && OptimSharedRun != nullptr;
  auto state = FloatState();
  if (is_short || is_shared) SetFloatState(state | tiny_is_zero);
  if (!is_shared || !OptimSharedRun(session, inputs, input_values, ninputs, outputs, output_values, noutputs, status)) {
    TF_SessionRun(session, is_short ? &on_caller : options, inputs, input_values, ninputs, outputs, output_values,
                  noutputs, targets, ntargets, metadata, status);
  }
  if (is_short || is_shared) SetFloatState(state);
}
