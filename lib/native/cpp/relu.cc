// relu and its gradient as TensorFlow.js has them, where NaN stays NaN:
//
//   OptimRelu: y = x where x >= 0, 0 where x < 0, NaN where x is NaN
//   OptimReluGrad: dy step(x), where step(x) is 1 for x > 0, 0 for x <= 0, NaN for NaN
//
// TensorFlow makes relu a part of the product or convolution before it, where oneDNN takes NaN for 0, and its own
// ReluGrad does so too: a network whose weights are NaN would look like one that is well.

#include "tensorflow/core/framework/op.h"
#include "tensorflow/core/framework/op_kernel.h"
#include "tensorflow/core/framework/shape_inference.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define OPTIM_FOR_ALL __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define OPTIM_FOR_ALL
#endif

// The results may lie where the inputs do: each element is read before it is written.
OPTIM_FOR_ALL void OptimRelu(float* y, const float* x, long n) {
#pragma GCC ivdep
  for (long i = 0; i < n; i++) y[i] = x[i] < 0 ? 0 : x[i];
}

OPTIM_FOR_ALL void OptimReluGrad(float* dx, const float* dy, const float* x, long n) {
#pragma GCC ivdep
  for (long i = 0; i < n; i++) {
    float step = x[i] > 0 ? 1 : x[i] <= 0 ? 0 : x[i];
    dx[i] = dy[i] * step;
  }
}

namespace {
using namespace tensorflow;

Status SameShape(shape_inference::InferenceContext* context) {
  context->set_output(0, context->input(0));
  return absl::OkStatus();
}

REGISTER_OP("OptimRelu").Input("features: float").Output("activations: float").SetShapeFn(SameShape);
REGISTER_OP("OptimReluGrad")
    .Input("gradients: float")
    .Input("features: float")
    .Output("backprops: float")
    .SetShapeFn(SameShape);

class ReluOp : public OpKernel {
 public:
  explicit ReluOp(OpKernelConstruction* context) : OpKernel(context) {}

  void Compute(OpKernelContext* context) override {
    const Tensor& x = context->input(0);
    Tensor* y = nullptr;
    OP_REQUIRES_OK(context, context->forward_input_or_allocate_output({0}, 0, x.shape(), &y));
    OptimRelu(y->flat<float>().data(), x.flat<float>().data(), x.NumElements());
  }
};

class ReluGradOp : public OpKernel {
 public:
  explicit ReluGradOp(OpKernelConstruction* context) : OpKernel(context) {}

  void Compute(OpKernelContext* context) override {
    const Tensor& dy = context->input(0);
    const Tensor& x = context->input(1);
    OP_REQUIRES(context, dy.shape() == x.shape(), absl::InvalidArgumentError("dy and x must be of one shape"));
    Tensor* dx = nullptr;
    OP_REQUIRES_OK(context, context->forward_input_or_allocate_output({0}, 0, x.shape(), &dx));
    OptimReluGrad(dx->flat<float>().data(), dy.flat<float>().data(), x.flat<float>().data(), x.NumElements());
  }
};

REGISTER_KERNEL_BUILDER(Name("OptimRelu").Device(DEVICE_CPU), ReluOp);
REGISTER_KERNEL_BUILDER(Name("OptimReluGrad").Device(DEVICE_CPU), ReluGradOp);
}  // namespace
