// Updates of optimizers as operations of TensorFlow: whatever equation, one pass over memory.
//
//   OptimUpdate           changes tensors where they lie; each must be the only holder of its memory
//   OptimUpdateVariables  changes variables of a session where they lie
//   OptimUpdateValues     makes new tensors, in the place of the old ones where nobody else holds those
//
// The equation comes as the text of a program. Large variables are shared out among threads.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>
#include "tensorflow/core/common_runtime/dma_helper.h"
#include "tensorflow/core/framework/op.h"
#include "tensorflow/core/framework/op_kernel.h"
#include "tensorflow/core/framework/resource_mgr.h"
#include "tensorflow/core/framework/resource_var.h"
#include "tensorflow/core/framework/shape_inference.h"
#include "tensorflow/core/platform/denormal.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "program.h"

namespace {
using namespace tensorflow;

constexpr int64_t kBlock = 1 << 15, kLarge = 3 << 16;

// One variable of an update: its streams of memory, the numbers, and what was found of them so far.
struct Target {
  std::vector<float*> streams;
  std::vector<float> numbers;
  int64_t size;
};

// A pass over a part of a variable; adds to the sums.
void RunBlock(const Pass& pass, const Target& target, int64_t at, int64_t size, double* sums) {
  float* streams[64];
  for (size_t k = 0; k < target.streams.size(); k++) streams[k] = target.streams[k] + at;
  if (pass.loop != nullptr) {
    pass.loop(streams, target.numbers.data(), size);
  } else {
    Interpreter(pass, streams, target.numbers).Run(size, sums);
  }
}

// One pass over all variables, by several threads: each goes through a part of the memory of its own, then helps the
// others with theirs.
class Work {
 public:
  struct Block {
    int target;
    int64_t at, size;
    std::vector<double> sums;
  };

  Work(const Pass* pass, std::vector<Target>* targets, int parts) : pass_(pass), targets_(targets), parts_(parts) {
    for (size_t i = 0; i < targets->size(); i++)
      for (int64_t at = 0, size = (*targets)[i].size; at < size; at += kBlock)
        blocks_.push_back(
            {static_cast<int>(i), at, std::min(kBlock, size - at), std::vector<double>(pass->sums.size())});
    for (int part = 0; part < parts; part++) {
      parts_[part].next = blocks_.size() * part / parts;
      parts_[part].end = blocks_.size() * (part + 1) / parts;
    }
  }

  // A thread that comes late finds nothing and touches nothing.
  void Run(int first) {
    for (size_t k = 0; k < parts_.size(); k++) {
      Part& part = parts_[(first + k) % parts_.size()];
      for (size_t i; (i = part.next.fetch_add(1)) < part.end; done_.fetch_add(1)) {
        Block& block = blocks_[i];
        RunBlock(*pass_, (*targets_)[block.target], block.at, block.size, block.sums.data());
      }
    }
  }

  bool IsDone() const { return done_.load() == blocks_.size(); }

  const std::vector<Block>& blocks() const { return blocks_; }

 private:
  struct Part {
    std::atomic<size_t> next{0};
    size_t end = 0;
  };

  const Pass* pass_;
  std::vector<Target>* targets_;
  std::vector<Block> blocks_;
  std::vector<Part> parts_;
  std::atomic<size_t> done_{0};
};

// Threads that help with large updates. After some work they look out for more for a while, because to wake a thread
// takes as long as a good part of an update.
class Crew {
 public:
  // Never freed: its threads may outlive all else.
  static Crew& Get() {
    static Crew* crew = new Crew;
    return *crew;
  }

  // Lets as many threads help as there are parts beside the caller's; returns when all is done.
  void Share(const std::shared_ptr<Work>& work, int parts) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      for (; threads_ < parts - 1; threads_++) std::thread([this, self = threads_ + 1] { Help(self); }).detach();
      work_ = work;
      calls_.fetch_add(1);
    }
    if (sleeping_.load() > 0) wake_.notify_all();
    work->Run(0);
    // At most one block of each of the others is left, some microseconds.
    while (!work->IsDone()) Pause();
  }

 private:
  static void Pause() {
#if defined(__x86_64__)
    _mm_pause();
#else
    std::this_thread::yield();
#endif
  }

  void Help(int self) {
    // As TensorFlow's own threads do.
    port::ScopedFlushDenormal flush;
    for (uint64_t seen = 0;;) {
      auto until = std::chrono::steady_clock::now() + kLookOut;
      while (calls_.load() == seen && std::chrono::steady_clock::now() < until)
        for (int i = 0; i < 32; i++) Pause();
      std::shared_ptr<Work> work;
      {
        std::unique_lock<std::mutex> lock(mutex_);
        sleeping_.fetch_add(1);
        wake_.wait(lock, [&] { return calls_.load() != seen; });
        sleeping_.fetch_sub(1);
        seen = calls_.load();
        work = work_;
      }
      work->Run(self);
    }
  }

  static constexpr std::chrono::microseconds kLookOut{50};

  std::mutex mutex_;
  std::condition_variable wake_;
  std::shared_ptr<Work> work_;
  std::atomic<uint64_t> calls_{0};
  std::atomic<int> sleeping_{0};
  int threads_ = 0;
};

class UpdateOp : public OpKernel {
 public:
  explicit UpdateOp(OpKernelConstruction* context) : OpKernel(context) {
    std::string text;
    OP_REQUIRES_OK(context, context->GetAttr("program", &text));
    OP_REQUIRES(context, program_.Parse(text) && program_.states < 63,
                absl::InvalidArgumentError("this is no program of an update: " + text));
  }

  void Compute(OpKernelContext* context) override {
    OpInputList states, gradients;
    OP_REQUIRES_OK(context, context->input_list("states", &states));
    OP_REQUIRES_OK(context, context->input_list("gradients", &gradients));
    const Tensor* numbers;
    OP_REQUIRES_OK(context, context->input("numbers", &numbers));
    OP_REQUIRES(context,
                states.size() == gradients.size() * program_.states && numbers->NumElements() == program_.numbers,
                absl::InvalidArgumentError("an update needs all states of each variable, and all numbers"));
    std::vector<Target> targets(gradients.size());
    const float* given = numbers->flat<float>().data();
    int64_t total = 0;
    for (int i = 0; i < gradients.size(); i++) {
      Target& target = targets[i];
      target.size = gradients[i].NumElements();
      total += target.size;
      target.numbers.assign(given, given + program_.numbers);
      target.streams.resize(program_.states + 1);
      // It is only read.
      target.streams.back() = const_cast<float*>(gradients[i].flat<float>().data());
    }
    for (int i = 0; i < states.size(); i++) {
      Target& target = targets[i / program_.states];
      int state = i % program_.states;
      if (!Open(context, states, i, program_.is_written[state], target.size, &target.streams[state])) return;
    }
    for (Target& target : targets) RunScalars(program_.scalars, &target.numbers);
    for (const Stage& stage : program_.stages) RunStage(context, stage, &targets, total);
  }

 protected:
  // Finds the memory of state i; false where an error was told, and nothing has changed.
  virtual bool Open(OpKernelContext* context, const OpInputList& states, int i, bool is_written, int64_t size,
                    float** memory) = 0;

  bool Check(OpKernelContext* context, bool is_right) {
    if (!is_right)
      context->CtxFailure(absl::InvalidArgumentError("a variable, its slots and its gradient are of one size"));
    return is_right;
  }

  Program program_;

 private:
  void RunStage(OpKernelContext* context, const Stage& stage, std::vector<Target>* targets, int64_t total) {
    int parts = 1;
    if (total >= kLarge) {
      // Those of TensorFlow, and the caller.
      int threads = context->device()->tensorflow_cpu_worker_threads()->num_threads + 1;
      parts = std::max(1, std::min(threads, static_cast<int>(std::thread::hardware_concurrency())));
    }
    size_t count = stage.pass.sums.size();
    std::vector<double> sums(targets->size() * count), of_block(count);
    if (parts > 1) {
      auto work = std::make_shared<Work>(&stage.pass, targets, parts);
      Crew::Get().Share(work, parts);
      for (const auto& block : work->blocks())
        for (size_t k = 0; k < count; k++) sums[block.target * count + k] += block.sums[k];
    } else {
      // In the same order, so that the sums are the same.
      for (size_t i = 0; i < targets->size(); i++)
        for (int64_t at = 0, size = (*targets)[i].size; at < size; at += kBlock) {
          std::fill(of_block.begin(), of_block.end(), 0);
          RunBlock(stage.pass, (*targets)[i], at, std::min(kBlock, size - at), of_block.data());
          for (size_t k = 0; k < count; k++) sums[i * count + k] += of_block[k];
        }
    }
    for (size_t i = 0; i < sums.size(); i++) (*targets)[i / count].numbers.push_back(static_cast<float>(sums[i]));
    for (Target& target : *targets) RunScalars(stage.scalars, &target.numbers);
  }
};

// Whether nobody but the tensor's handle holds its memory. The handle holds it twice, so that TensorFlow's own
// operations never write into it. Memory that is not TensorFlow's is that of an array of JavaScript.
bool IsAlone(const Tensor& tensor) {
  const TensorBuffer* buffer = DMAHelper::buffer(&tensor);
  return buffer != nullptr && const_cast<TensorBuffer*>(buffer)->root_buffer() == buffer && buffer->RefCount() == 2 &&
         buffer->OwnsMemory();
}

class UpdateInPlace : public UpdateOp {
 public:
  using UpdateOp::UpdateOp;

 protected:
  bool Open(OpKernelContext* context, const OpInputList& states, int i, bool is_written, int64_t size,
            float** memory) override {
    const Tensor& value = states[i];
    if (!Check(context, value.NumElements() == size)) return false;
    if (is_written && !IsAlone(value)) {
      context->CtxFailure(absl::FailedPreconditionError("optim: somebody else holds a state"));
      return false;
    }
    *memory = const_cast<float*>(value.flat<float>().data());
    return true;
  }
};

class UpdateVariables : public UpdateOp {
 public:
  using UpdateOp::UpdateOp;

 protected:
  bool Open(OpKernelContext* context, const OpInputList& states, int i, bool is_written, int64_t size,
            float** memory) override {
    core::RefCountPtr<Var> variable;
    absl::Status found = LookupResource(context, states[i].scalar<ResourceHandle>()(), &variable);
    if (!found.ok()) {
      context->CtxFailure(found);
      return false;
    }
    Tensor* value = variable->tensor();
    bool is_float = value->IsInitialized() && value->dtype() == DT_FLOAT;
    if (!Check(context, is_float && value->NumElements() == size)) return false;
    if (is_written && !variable->copy_on_read_mode.load() && !value->RefCountIsOne()) {
      Tensor copy;
      absl::Status made = context->allocate_temp(DT_FLOAT, value->shape(), &copy);
      if (!made.ok()) {
        context->CtxFailure(made);
        return false;
      }
      std::memcpy(copy.flat<float>().data(), value->flat<float>().data(), value->TotalBytes());
      *value = copy;
    }
    *memory = value->flat<float>().data();
    return true;
  }
};

class UpdateValues : public UpdateOp {
 public:
  using UpdateOp::UpdateOp;

 protected:
  bool Open(OpKernelContext* context, const OpInputList& states, int i, bool, int64_t size, float** memory) override {
    const Tensor& value = states[i];
    if (!Check(context, value.NumElements() == size)) return false;
    Tensor* next = nullptr;
    absl::Status made = context->forward_input_or_allocate_output({i}, i, value.shape(), &next);
    if (!made.ok()) {
      context->CtxFailure(made);
      return false;
    }
    *memory = next->flat<float>().data();
    const float* old = value.flat<float>().data();
    if (old != *memory) std::memcpy(*memory, old, next->TotalBytes());
    return true;
  }
};

absl::Status SameShapes(shape_inference::InferenceContext* context) {
  for (int i = 0; i < context->num_outputs(); i++) context->set_output(i, context->input(i));
  return absl::OkStatus();
}

absl::Status NoShapes(shape_inference::InferenceContext*) { return absl::OkStatus(); }

REGISTER_OP("OptimUpdate")
    .Input("states: N * float")
    .Input("gradients: K * float")
    .Input("numbers: float")
    .Attr("program: string")
    .Attr("N: int >= 1")
    .Attr("K: int >= 1")
    .SetIsStateful()
    .SetShapeFn(NoShapes);

REGISTER_OP("OptimUpdateVariables")
    .Input("states: N * resource")
    .Input("gradients: K * float")
    .Input("numbers: float")
    .Attr("program: string")
    .Attr("N: int >= 1")
    .Attr("K: int >= 1")
    .SetIsStateful()
    .SetShapeFn(NoShapes);

REGISTER_OP("OptimUpdateValues")
    .Input("states: N * float")
    .Input("gradients: K * float")
    .Input("numbers: float")
    .Output("next: N * float")
    .Attr("program: string")
    .Attr("N: int >= 1")
    .Attr("K: int >= 1")
    .SetShapeFn(SameShapes);

REGISTER_KERNEL_BUILDER(Name("OptimUpdate").Device(DEVICE_CPU), UpdateInPlace);
REGISTER_KERNEL_BUILDER(Name("OptimUpdateVariables").Device(DEVICE_CPU), UpdateVariables);
REGISTER_KERNEL_BUILDER(Name("OptimUpdateValues").Device(DEVICE_CPU), UpdateValues);
}  // namespace
