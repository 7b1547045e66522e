// The update of Adam as an operation of TensorFlow, ResourceApplyAdamOnePass:
//
//   m <- beta1 m + gain1 g,  v <- beta2 v + gain2 g^2,  var <- var - rate m / (sqrt(v) + epsilon)
//
// TensorFlow's own kernel goes over the memory three times, with instructions of 2011, and on one thread where its
// operations have one; this one goes over it once and shares large variables among threads. Infinite squares stay
// infinite, as in single operations. It is compiled with roots and products as IEEE 754 has them, so that all machines
// agree.

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <memory>
#include <thread>
#include "tensorflow/core/framework/op.h"
#include "tensorflow/core/framework/op_kernel.h"
#include "tensorflow/core/framework/resource_mgr.h"
#include "tensorflow/core/framework/resource_var.h"
#include "tensorflow/core/framework/shape_inference.h"

struct OptimAdamNumbers {
  float rate, beta1, gain1, beta2, gain2, epsilon;
};

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
void OptimAdam(float* __restrict w, float* __restrict m, float* __restrict v, const float* __restrict g, long n,
               OptimAdamNumbers c) {
  for (long i = 0; i < n; i++) {
    float mean = m[i] * c.beta1 + g[i] * c.gain1;
    float square = v[i] * c.beta2 + (g[i] * g[i]) * c.gain2;
    m[i] = mean;
    v[i] = square;
    w[i] -= mean / (std::sqrt(square) + c.epsilon) * c.rate;
  }
}

namespace {
using namespace tensorflow;

REGISTER_OP("ResourceApplyAdamOnePass")
    .Input("var: resource")
    .Input("m: resource")
    .Input("v: resource")
    .Input("rate: float")
    .Input("beta1: float")
    .Input("gain1: float")
    .Input("beta2: float")
    .Input("gain2: float")
    .Input("epsilon: float")
    .Input("grad: float")
    .Attr("T: {float} = DT_FLOAT")
    .SetIsStateful()
    .SetShapeFn([](shape_inference::InferenceContext*) { return absl::OkStatus(); });

constexpr int64_t kBlock = 1 << 15, kLarge = 1 << 18;

// Whoever comes takes the next block; a thread that comes late finds none and touches nothing.
struct Work {
  float* data[3];
  const float* gradient;
  int64_t size, blocks;
  OptimAdamNumbers numbers;
  std::atomic<int64_t> next{0}, done{0};
  void Run() {
    for (int64_t block; (block = next.fetch_add(1)) < blocks; done.fetch_add(1)) {
      int64_t at = block * kBlock;
      OptimAdam(data[0] + at, data[1] + at, data[2] + at, gradient + at, std::min(kBlock, size - at), numbers);
    }
  }
};

class ApplyAdamOnePass : public OpKernel {
 public:
  explicit ApplyAdamOnePass(OpKernelConstruction* context) : OpKernel(context) {}

  void Compute(OpKernelContext* context) override {
    auto work = std::make_shared<Work>();
    const Tensor& gradient = context->input(9);
    core::RefCountPtr<Var> variables[3];
    for (int i = 0; i < 3; i++) {
      OP_REQUIRES_OK(context, LookupResource(context, HandleFromInput(context, i), &variables[i]));
      Tensor* value = variables[i]->tensor();
      OP_REQUIRES(context, value->IsInitialized() && value->dtype() == DT_FLOAT && value->shape() == gradient.shape(),
                  absl::InvalidArgumentError("the variable, its slots and the gradient must be of one shape"));
    }
    for (int i = 0; i < 3; i++) {
      Tensor* value = variables[i]->tensor();
      if (!variables[i]->copy_on_read_mode.load() && !value->RefCountIsOne()) {
        Tensor copy;
        OP_REQUIRES_OK(context, context->allocate_temp(DT_FLOAT, value->shape(), &copy));
        std::memcpy(copy.flat<float>().data(), value->flat<float>().data(), value->TotalBytes());
        *value = copy;
      }
      work->data[i] = value->flat<float>().data();
    }
    auto number = [context](int i) { return context->input(i).scalar<float>()(); };
    work->numbers = {number(3), number(4), number(5), number(6), number(7), number(8)};
    work->gradient = gradient.flat<float>().data();
    work->size = gradient.NumElements();
    work->blocks = (work->size + kBlock - 1) / kBlock;
    if (work->size >= kLarge) {
      auto* threads = context->device()->tensorflow_cpu_worker_threads();
      int others = static_cast<int>(std::thread::hardware_concurrency()) - 1;
      for (int i = std::min(threads->num_threads, others); i > 0; i--)
        threads->workers->Schedule([work] { work->Run(); });
    }
    work->Run();
    // At most one block of each of the others is left, some microseconds.
    while (work->done.load() < work->blocks) std::this_thread::yield();
  }
};

REGISTER_KERNEL_BUILDER(Name("ResourceApplyAdamOnePass").Device(DEVICE_CPU), ApplyAdamOnePass);
}  // namespace
