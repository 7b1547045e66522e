// Updates of optimizers as operations of TensorFlow: whatever equation, one pass over memory.
//
//   OptimUpdate           changes tensors where they lie; each must be the only holder of its memory
//   OptimUpdateVariables  changes variables of a session where they lie
//   OptimUpdateValues     makes new tensors, in the place of the old ones where nobody else holds those
//
// The equation comes as the text of a program (lib/native/fused/program-text.ts has its grammar). A pass over memory is
// a compiled loop where set-up has made one of that very text, else it is interpreted over blocks that stay in the
// cache, an instruction after the other. Both round alike: single operations of IEEE 754, in the order of the program.

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>
#include "tensorflow/core/common_runtime/dma_helper.h"
#include "tensorflow/core/framework/op.h"
#include "tensorflow/core/framework/op_kernel.h"
#include "tensorflow/core/framework/resource_mgr.h"
#include "tensorflow/core/framework/resource_var.h"
#include "tensorflow/core/framework/shape_inference.h"
#include "unsupported/Eigen/CXX11/Tensor"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define OPTIM_FOR_ALL __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define OPTIM_FOR_ALL
#endif

// A loop over n elements: the streams of memory, and the numbers.
typedef void (*OptimLoop)(float* const* streams, const float* numbers, long n);

// In an object of its own, which this binding may have come without.
extern "C" __attribute__((weak)) OptimLoop OptimFindLoop(const char* pass);

typedef void (*OptimInstruction)(float* y, const float* a, const float* b, const float* c, long n);

// The result may lie where an argument does: each element is read before it is written.
#define OPTIM_INSTRUCTION(name, expression)                                                           \
  OPTIM_FOR_ALL void Optim_##name(float* y, const float* a, const float* b, const float* c, long n) { \
    _Pragma("GCC ivdep") for (long i = 0; i < n; i++) y[i] = expression;                              \
  }

OPTIM_INSTRUCTION(copy, a[i])
OPTIM_INSTRUCTION(add, a[i] + b[i])
OPTIM_INSTRUCTION(sub, a[i] - b[i])
OPTIM_INSTRUCTION(mul, a[i] * b[i])
OPTIM_INSTRUCTION(div, a[i] / b[i])
OPTIM_INSTRUCTION(square, a[i] * a[i])
OPTIM_INSTRUCTION(sqrt, std::sqrt(a[i]))
OPTIM_INSTRUCTION(neg, -a[i])
OPTIM_INSTRUCTION(abs, std::fabs(a[i]))
OPTIM_INSTRUCTION(max, a[i] > b[i] || a[i] != a[i] ? a[i] : b[i])
OPTIM_INSTRUCTION(min, a[i] < b[i] || a[i] != a[i] ? a[i] : b[i])
OPTIM_INSTRUCTION(sign, a[i] > 0 ? 1.f : a[i] < 0 ? -1.f : a[i] == 0 ? 0.f : a[i])
OPTIM_INSTRUCTION(less, a[i] < b[i] ? 1.f : 0.f)
OPTIM_INSTRUCTION(lessEqual, a[i] <= b[i] ? 1.f : 0.f)
OPTIM_INSTRUCTION(equal, a[i] == b[i] ? 1.f : 0.f)
OPTIM_INSTRUCTION(notEqual, a[i] != b[i] ? 1.f : 0.f)
OPTIM_INSTRUCTION(select, a[i] != 0 ? b[i] : c[i])

typedef Eigen::Map<Eigen::Array<float, Eigen::Dynamic, 1>> OptimArray;
typedef Eigen::Map<const Eigen::Array<float, Eigen::Dynamic, 1>> OptimConstArray;

// By Eigen, as TensorFlow's own operations are.
#define OPTIM_FUNCTION(name, expression)                                                       \
  static void Optim_##name(float* y, const float* a, const float* b, const float* c, long n) { \
    OptimConstArray x(a, n);                                                                   \
    OptimArray(y, n) = expression;                                                             \
  }

OPTIM_FUNCTION(exp, x.exp())
OPTIM_FUNCTION(log, x.log())
OPTIM_FUNCTION(tanh, x.tanh())
OPTIM_FUNCTION(sigmoid, x.logistic())
OPTIM_FUNCTION(pow, x.pow(OptimConstArray(b, n)))

// A sum in float64, in lanes that do not depend on how many threads there are.
OPTIM_FOR_ALL double OptimSum(const float* a, long n) {
  double lanes[16] = {0};
  long i = 0;
  for (; i + 16 <= n; i += 16)
    for (int k = 0; k < 16; k++) lanes[k] += a[i + k];
  for (; i < n; i++) lanes[i & 15] += a[i];
  double sum = 0;
  for (int k = 0; k < 16; k++) sum += lanes[k];
  return sum;
}

namespace {
using namespace tensorflow;

// An instruction by its name, and how many arguments it has.
const std::map<std::string, std::pair<OptimInstruction, size_t>>& Instructions() {
  static const auto* all = new std::map<std::string, std::pair<OptimInstruction, size_t>>{
#define OPTIM_ENTRY(name, count)   \
  {                                \
#name, { Optim_##name, count } \
  }
      OPTIM_ENTRY(copy, 1),    OPTIM_ENTRY(add, 2),       OPTIM_ENTRY(sub, 2),   OPTIM_ENTRY(mul, 2),
      OPTIM_ENTRY(div, 2),     OPTIM_ENTRY(square, 1),    OPTIM_ENTRY(sqrt, 1),  OPTIM_ENTRY(neg, 1),
      OPTIM_ENTRY(abs, 1),     OPTIM_ENTRY(max, 2),       OPTIM_ENTRY(min, 2),   OPTIM_ENTRY(sign, 1),
      OPTIM_ENTRY(less, 2),    OPTIM_ENTRY(lessEqual, 2), OPTIM_ENTRY(equal, 2), OPTIM_ENTRY(notEqual, 2),
      OPTIM_ENTRY(select, 3),  OPTIM_ENTRY(exp, 1),       OPTIM_ENTRY(log, 1),   OPTIM_ENTRY(tanh, 1),
      OPTIM_ENTRY(sigmoid, 1), OPTIM_ENTRY(pow, 2)};
#undef OPTIM_ENTRY
  return *all;
}

// What an instruction reads: a stream of memory, a number, or the result of an earlier instruction of its pass.
struct Operand {
  char kind;
  int index;
};

struct Instruction {
  OptimInstruction run;
  std::vector<Operand> arguments;
  // The stream into which the result goes right away, or -1.
  int stream = -1;
};

struct Pass {
  std::vector<Instruction> instructions;
  // Streams and the results that they get at the end.
  std::vector<std::pair<int, int>> stores;
  std::vector<Operand> sums;
  OptimLoop loop = nullptr;
};

// A pass over memory, and what is found of its sums.
struct Stage {
  Pass pass;
  std::vector<Instruction> scalars;
};

constexpr int64_t kBlock = 1 << 15, kLarge = 3 << 16;
constexpr long kStrip = 256;

struct Program {
  int states = 0, numbers = 0;
  // What is found of the numbers first.
  std::vector<Instruction> scalars;
  std::vector<Stage> stages;
  std::vector<bool> is_written;

  // False where the text is no program.
  bool Parse(const std::string& text) {
    std::istringstream sections(text);
    std::string section;
    if (!std::getline(sections, section, '|') || std::sscanf(section.c_str(), "%d %d", &states, &numbers) != 2)
      return false;
    is_written.assign(states, false);
    int next = numbers;
    bool has_scalars = std::getline(sections, section, '|') && ParseScalars(section, &scalars, &next);
    if (!has_scalars) return false;
    while (std::getline(sections, section, '|')) {
      stages.emplace_back();
      if (!ParsePass(section, &stages.back().pass, &next)) return false;
      if (std::getline(sections, section, '|') && !ParseScalars(section, &stages.back().scalars, &next)) return false;
    }
    return !stages.empty();
  }

 private:
  // How many streams, numbers and results there are for an instruction to read.
  struct Room {
    int streams, numbers, results;
  };

  static bool ParseOperand(const std::string& word, Room room, Operand* operand) {
    char rest;
    if (std::sscanf(word.c_str(), "%c%d%c", &operand->kind, &operand->index, &rest) != 2) return false;
    int count = operand->kind == 's'   ? room.streams
                : operand->kind == 'n' ? room.numbers
                : operand->kind == 'v' ? room.results
                                       : 0;
    return operand->index >= 0 && operand->index < count;
  }

  static bool ParseInstruction(const std::string& line, Room room, Instruction* instruction) {
    std::istringstream words(line);
    std::string word;
    if (!(words >> word)) return false;
    auto found = Instructions().find(word);
    if (found == Instructions().end()) return false;
    instruction->run = found->second.first;
    while (words >> word) {
      instruction->arguments.emplace_back();
      if (!ParseOperand(word, room, &instruction->arguments.back())) return false;
    }
    return instruction->arguments.size() == found->second.second;
  }

  static bool ParseScalars(const std::string& text, std::vector<Instruction>* scalars, int* next) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line, ';'); (*next)++) {
      scalars->emplace_back();
      if (!ParseInstruction(line, {0, *next, 0}, &scalars->back())) return false;
    }
    return true;
  }

  bool ParsePass(const std::string& text, Pass* pass, int* next) {
    std::istringstream lines(text);
    for (std::string line, word; std::getline(lines, line, ';');) {
      Room room = {states + 1, *next, static_cast<int>(pass->instructions.size())};
      int stream, result, read;
      if (line.compare(0, 4, "sum ") == 0) {
        pass->sums.emplace_back();
        // Of elements: a number has been found before.
        if (!ParseOperand(line.substr(4), {room.streams, 0, room.results}, &pass->sums.back())) return false;
      } else if (line[0] == '=') {
        if (std::sscanf(line.c_str(), "=%d v%d%n", &stream, &result, &read) != 2 ||
            read != static_cast<int>(line.size()))
          return false;
        if (stream < 0 || stream >= states || result < 0 || result >= room.results) return false;
        pass->stores.emplace_back(stream, result);
        is_written[stream] = true;
      } else {
        pass->instructions.emplace_back();
        if (!ParseInstruction(line, room, &pass->instructions.back())) return false;
      }
    }
    *next += pass->sums.size();
    if (pass->sums.empty() && OptimFindLoop != nullptr) pass->loop = OptimFindLoop(text.c_str());
    bool has_results = !pass->sums.empty() || !pass->stores.empty();
    StoreAtOnce(pass);
    return has_results;
  }

  // A result goes to its stream without a copy where no later instruction reads what was there.
  static void StoreAtOnce(Pass* pass) {
    std::vector<std::pair<int, int>> later;
    for (auto [stream, result] : pass->stores) {
      bool is_read = pass->instructions[result].stream >= 0;
      for (size_t i = result + 1; i < pass->instructions.size(); i++)
        for (auto [kind, index] : pass->instructions[i].arguments) is_read |= kind == 's' && index == stream;
      if (is_read)
        later.emplace_back(stream, result);
      else
        pass->instructions[result].stream = stream;
    }
    pass->stores = later;
  }
};

// Memory of an interpreted pass: a strip for each result and for each number.
struct Strips {
  std::vector<float> memory;
  std::vector<float*> results, numbers;

  Strips(const Pass& pass, const float* values, int count) : memory((pass.instructions.size() + count) * kStrip) {
    float* at = memory.data();
    for (size_t i = 0; i < pass.instructions.size(); i++, at += kStrip) results.push_back(at);
    for (int i = 0; i < count; i++, at += kStrip) {
      std::fill_n(at, kStrip, values[i]);
      numbers.push_back(at);
    }
  }
};

void Interpret(const Pass& pass, float* const* streams, int stream_count, const float* values, int count, int64_t n,
               double* sums) {
  Strips strips(pass, values, count);
  std::vector<float*> results(pass.instructions.size());
  for (int64_t at = 0; at < n; at += kStrip) {
    long length = std::min<int64_t>(kStrip, n - at);
    auto place = [&](Operand operand) -> float* {
      if (operand.kind == 's') return streams[operand.index] + at;
      return operand.kind == 'n' ? strips.numbers[operand.index] : results[operand.index];
    };
    for (size_t i = 0; i < pass.instructions.size(); i++) {
      const Instruction& each = pass.instructions[i];
      const float* arguments[3] = {nullptr, nullptr, nullptr};
      for (size_t k = 0; k < each.arguments.size(); k++) arguments[k] = place(each.arguments[k]);
      results[i] = each.stream < 0 ? strips.results[i] : streams[each.stream] + at;
      each.run(results[i], arguments[0], arguments[1], arguments[2], length);
    }
    for (size_t i = 0; i < pass.sums.size(); i++) sums[i] += OptimSum(place(pass.sums[i]), length);
    for (auto [stream, result] : pass.stores)
      std::memcpy(streams[stream] + at, results[result], length * sizeof(float));
  }
}

// One variable of an update: its streams of memory, the numbers, and what was found of them so far.
struct Target {
  std::vector<float*> streams;
  std::vector<float> numbers;
  int64_t size;
};

void RunScalars(const std::vector<Instruction>& scalars, std::vector<float>* numbers) {
  for (const Instruction& each : scalars) {
    float arguments[3] = {0, 0, 0}, result;
    for (size_t k = 0; k < each.arguments.size(); k++) arguments[k] = (*numbers)[each.arguments[k].index];
    each.run(&result, arguments, arguments + 1, arguments + 2, 1);
    numbers->push_back(result);
  }
}

// One pass over all variables. Whoever comes takes the next block; a thread that comes late finds none.
struct Work {
  struct Block {
    int target;
    int64_t at, size;
    std::vector<double> sums;
  };
  const Pass* pass;
  std::vector<Target>* targets;
  std::vector<Block> blocks;
  std::atomic<size_t> next{0}, done{0};

  Work(const Pass* given, std::vector<Target>* all) : pass(given), targets(all) {
    for (size_t i = 0; i < all->size(); i++)
      for (int64_t at = 0, size = (*all)[i].size; at < size; at += kBlock)
        blocks.push_back(
            {static_cast<int>(i), at, std::min(kBlock, size - at), std::vector<double>(given->sums.size())});
  }

  void Run() {
    for (size_t i; (i = next.fetch_add(1)) < blocks.size(); done.fetch_add(1)) RunBlock(&blocks[i]);
  }

  void RunBlock(Block* block) {
    const Target& target = (*targets)[block->target];
    float* streams[64];
    for (size_t k = 0; k < target.streams.size(); k++) streams[k] = target.streams[k] + block->at;
    if (pass->loop != nullptr)
      pass->loop(streams, target.numbers.data(), block->size);
    else
      Interpret(*pass, streams, target.streams.size(), target.numbers.data(), target.numbers.size(), block->size,
                block->sums.data());
  }
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
    if (!Open(context, states, gradients, &targets)) return;
    for (Target& target : targets) RunScalars(program_.scalars, &target.numbers);
    for (const Stage& stage : program_.stages) RunStage(context, stage, &targets, total);
  }

 protected:
  // Finds the memory of the states; false where an error was told, and nothing has changed.
  virtual bool Open(OpKernelContext* context, const OpInputList& states, const OpInputList& gradients,
                    std::vector<Target>* targets) = 0;

  bool Check(OpKernelContext* context, bool is_right) {
    if (!is_right)
      context->CtxFailure(absl::InvalidArgumentError("a variable, its slots and its gradient are of one size"));
    return is_right;
  }

  Program program_;

 private:
  void RunStage(OpKernelContext* context, const Stage& stage, std::vector<Target>* targets, int64_t total) {
    auto work = std::make_shared<Work>(&stage.pass, targets);
    if (total >= kLarge) {
      auto* threads = context->device()->tensorflow_cpu_worker_threads();
      int others = static_cast<int>(std::thread::hardware_concurrency()) - 1;
      for (int i = std::min(threads->num_threads, others); i > 0; i--)
        threads->workers->Schedule([work] { work->Run(); });
    }
    work->Run();
    // At most one block of each of the others is left, some microseconds.
    while (work->done.load() < work->blocks.size()) std::this_thread::yield();
    if (!stage.pass.sums.empty()) {
      std::vector<std::vector<double>> sums(targets->size(), std::vector<double>(stage.pass.sums.size()));
      for (const auto& block : work->blocks)
        for (size_t k = 0; k < block.sums.size(); k++) sums[block.target][k] += block.sums[k];
      for (size_t i = 0; i < targets->size(); i++)
        for (double sum : sums[i]) (*targets)[i].numbers.push_back(static_cast<float>(sum));
    }
    for (Target& target : *targets) RunScalars(stage.scalars, &target.numbers);
  }
};

// Whether nobody but the tensor's handle holds its memory. The handle holds it twice, so that TensorFlow's own
// operations never write into it.
bool IsAlone(const Tensor& tensor) {
  const TensorBuffer* buffer = DMAHelper::buffer(&tensor);
  return buffer != nullptr && const_cast<TensorBuffer*>(buffer)->root_buffer() == buffer && buffer->RefCount() == 2;
}

class UpdateInPlace : public UpdateOp {
 public:
  using UpdateOp::UpdateOp;

 protected:
  bool Open(OpKernelContext* context, const OpInputList& states, const OpInputList& gradients,
            std::vector<Target>* targets) override {
    for (int i = 0; i < states.size(); i++) {
      int target = i / program_.states, state = i % program_.states;
      const Tensor& value = states[i];
      if (!Check(context, value.NumElements() == (*targets)[target].size)) return false;
      if (program_.is_written[state] && !IsAlone(value)) {
        context->CtxFailure(absl::FailedPreconditionError("optim: somebody else holds a state"));
        return false;
      }
      (*targets)[target].streams[state] = const_cast<float*>(value.flat<float>().data());
    }
    return true;
  }
};

class UpdateVariables : public UpdateOp {
 public:
  using UpdateOp::UpdateOp;

 protected:
  bool Open(OpKernelContext* context, const OpInputList& states, const OpInputList& gradients,
            std::vector<Target>* targets) override {
    std::vector<core::RefCountPtr<Var>> variables(states.size());
    for (int i = 0; i < states.size(); i++) {
      absl::Status found = LookupResource(context, states[i].scalar<ResourceHandle>()(), &variables[i]);
      if (!found.ok()) {
        context->CtxFailure(found);
        return false;
      }
      Tensor* value = variables[i]->tensor();
      bool is_float = value->IsInitialized() && value->dtype() == DT_FLOAT;
      if (!Check(context, is_float && value->NumElements() == (*targets)[i / program_.states].size)) return false;
    }
    for (int i = 0; i < states.size(); i++) {
      int target = i / program_.states, state = i % program_.states;
      Tensor* value = variables[i]->tensor();
      if (program_.is_written[state] && !variables[i]->copy_on_read_mode.load() && !value->RefCountIsOne()) {
        Tensor copy;
        absl::Status made = context->allocate_temp(DT_FLOAT, value->shape(), &copy);
        if (!made.ok()) {
          context->CtxFailure(made);
          return false;
        }
        std::memcpy(copy.flat<float>().data(), value->flat<float>().data(), value->TotalBytes());
        *value = copy;
      }
      (*targets)[target].streams[state] = value->flat<float>().data();
    }
    return true;
  }
};

class UpdateValues : public UpdateOp {
 public:
  using UpdateOp::UpdateOp;

 protected:
  bool Open(OpKernelContext* context, const OpInputList& states, const OpInputList& gradients,
            std::vector<Target>* targets) override {
    for (int i = 0; i < states.size(); i++) {
      int target = i / program_.states, state = i % program_.states;
      const Tensor& value = states[i];
      if (!Check(context, value.NumElements() == (*targets)[target].size)) return false;
      Tensor* next = nullptr;
      absl::Status made = context->forward_input_or_allocate_output({i}, i, value.shape(), &next);
      if (!made.ok()) {
        context->CtxFailure(made);
        return false;
      }
      float* memory = next->flat<float>().data();
      const float* old = value.flat<float>().data();
      if (old != memory) std::memcpy(memory, old, next->TotalBytes());
      (*targets)[target].streams[state] = memory;
    }
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
