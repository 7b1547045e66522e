// Programs of updates: read from their text (lib/native/fused/program-text.ts has the grammar) and carried out.
//
// A pass over memory is a compiled loop where set-up has made one of that very text, else it is interpreted over strips
// that stay in the cache, an instruction after the other. Both round alike: single operations of IEEE 754, in the order
// of the program.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <sstream>
#include <string>
#include <vector>
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
// With | in place of ||, which the compiler would make a branch.
OPTIM_INSTRUCTION(max, (a[i] > b[i]) | (a[i] != a[i]) ? a[i] : b[i])
OPTIM_INSTRUCTION(min, (a[i] < b[i]) | (a[i] != a[i]) ? a[i] : b[i])
OPTIM_INSTRUCTION(sign, a[i] != a[i] ? a[i] : static_cast<float>((a[i] > 0) - (a[i] < 0)))
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
  // Where it lies between else: results that are not needed at the same time share a strip.
  int strip = 0;
};

struct Pass {
  std::vector<Instruction> instructions;
  // Streams and the results that they get at the end.
  std::vector<std::pair<int, int>> stores;
  std::vector<Operand> sums;
  // How many strips the results take.
  int strips = 0;
  OptimLoop loop = nullptr;
};

// A pass over memory, and what is found of its sums.
struct Stage {
  Pass pass;
  std::vector<Instruction> scalars;
};

constexpr long kStrip = 512;

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
    AssignStrips(pass);
    return has_results;
  }

  // A result takes the strip of an argument that nobody reads afterwards, or a new one.
  static void AssignStrips(Pass* pass) {
    size_t count = pass->instructions.size();
    std::vector<size_t> last(count, 0);
    for (size_t i = 0; i < count; i++)
      for (auto [kind, index] : pass->instructions[i].arguments)
        if (kind == 'v') last[index] = i;
    for (auto [kind, index] : pass->sums)
      if (kind == 'v') last[index] = count;
    for (auto [stream, result] : pass->stores) last[result] = count;
    std::vector<int> unused;
    for (size_t i = 0; i < count; i++) {
      for (size_t result = 0; result < i; result++) {
        const Instruction& each = pass->instructions[result];
        if (last[result] == i && each.stream < 0) unused.push_back(each.strip);
      }
      if (pass->instructions[i].stream >= 0) continue;
      if (unused.empty()) unused.push_back(pass->strips++);
      pass->instructions[i].strip = unused.back();
      unused.pop_back();
    }
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

// A place in memory, and how far it moves from strip to strip: not at all for results and numbers.
struct Place {
  float* at = nullptr;
  long step = 0;
};

// An interpreted pass over a block, an instruction after the other on each strip.
class Interpreter {
 public:
  Interpreter(const Pass& pass, float* const* streams, const std::vector<float>& numbers)
      : pass_(pass), streams_(streams), memory_((pass.strips + numbers.size() + 1) * kStrip) {
    // Vectors of memory lie in one line of the cache each.
    results_ = memory_.data() + (-reinterpret_cast<uintptr_t>(memory_.data()) & 63) / sizeof(float);
    numbers_ = results_ + pass.strips * kStrip;
    for (size_t i = 0; i < numbers.size(); i++) std::fill_n(numbers_ + i * kStrip, kStrip, numbers[i]);
    for (size_t i = 0; i < pass.instructions.size(); i++) {
      const Instruction& each = pass.instructions[i];
      calls_.push_back({each.run, {PlaceOf({'v', static_cast<int>(i)})}});
      for (size_t k = 0; k < each.arguments.size(); k++) calls_.back().places[k + 1] = PlaceOf(each.arguments[k]);
    }
  }

  void Run(long n, double* sums) {
    for (long at = 0; at < n; at += kStrip) {
      long length = std::min(kStrip, n - at);
      for (Call& call : calls_) {
        Place* place = call.places;
        call.run(place[0].at, place[1].at, place[2].at, place[3].at, length);
        for (int k = 0; k < 4; k++) place[k].at += place[k].step;
      }
      for (size_t i = 0; i < pass_.sums.size(); i++) sums[i] += OptimSum(At(pass_.sums[i], at), length);
      for (auto [stream, result] : pass_.stores)
        std::memcpy(streams_[stream] + at, At({'v', result}, at), length * sizeof(float));
    }
  }

 private:
  struct Call {
    OptimInstruction run;
    // Of the result, then of the arguments.
    Place places[4];
  };

  Place PlaceOf(Operand operand) {
    if (operand.kind == 's') return {streams_[operand.index], kStrip};
    if (operand.kind == 'n') return {numbers_ + operand.index * kStrip, 0};
    const Instruction& made = pass_.instructions[operand.index];
    if (made.stream >= 0) return {streams_[made.stream], kStrip};
    return {results_ + made.strip * kStrip, 0};
  }

  float* At(Operand operand, long at) {
    Place place = PlaceOf(operand);
    return place.at + (place.step == 0 ? 0 : at);
  }

  const Pass& pass_;
  float* const* streams_;
  std::vector<float> memory_;
  float *results_, *numbers_;
  std::vector<Call> calls_;
};

void RunScalars(const std::vector<Instruction>& scalars, std::vector<float>* numbers) {
  for (const Instruction& each : scalars) {
    float arguments[3] = {0, 0, 0}, result;
    for (size_t k = 0; k < each.arguments.size(); k++) arguments[k] = (*numbers)[each.arguments[k].index];
    each.run(&result, arguments, arguments + 1, arguments + 2, 1);
    numbers->push_back(result);
  }
}

}  // namespace
