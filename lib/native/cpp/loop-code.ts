/** Choices by bits: of `?` the compiler makes branches, which no vector has. */
const choices = `
static inline int Bits(float value) {
  int bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

static inline int Mask(bool condition) { return -static_cast<int>(condition); }

static inline float Select(int mask, float yes, float no) {
  int bits = (Bits(yes) & mask) | (Bits(no) & ~mask);
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}
`;

/** Instructions of a pass as expressions of C++; they round as those of `lib/native/cpp/update.cc` do. */
const expressions: Readonly<Record<string, (a: string, b: string, c: string) => string>> = {
  copy: (a) => a,
  add: (a, b) => `${a} + ${b}`,
  sub: (a, b) => `${a} - ${b}`,
  mul: (a, b) => `${a} * ${b}`,
  div: (a, b) => `${a} / ${b}`,
  square: (a) => `${a} * ${a}`,
  sqrt: (a) => `std::sqrt(${a})`,
  neg: (a) => `-${a}`,
  abs: (a) => `std::fabs(${a})`,
  max: (a, b) => `Select(Mask(${a} > ${b}) | Mask(${a} != ${a}), ${a}, ${b})`,
  min: (a, b) => `Select(Mask(${a} < ${b}) | Mask(${a} != ${a}), ${a}, ${b})`,
  sign: (a) => `Select(Mask(${a} != ${a}), ${a}, static_cast<float>((${a} > 0) - (${a} < 0)))`,
  less: (a, b) => `Select(Mask(${a} < ${b}), 1.f, 0.f)`,
  lessEqual: (a, b) => `Select(Mask(${a} <= ${b}), 1.f, 0.f)`,
  equal: (a, b) => `Select(Mask(${a} == ${b}), 1.f, 0.f)`,
  notEqual: (a, b) => `Select(Mask(${a} != ${b}), 1.f, 0.f)`,
  select: (a, b, c) => `Select(Mask(${a} != 0), ${b}, ${c})`,
};

/** The loop of a pass; null where an instruction has no expression, as sums and functions have not. */
export function loopOf(pass: string, name: string): string | null {
  const lines = pass.split(';').map((line) => line.split(' '));
  const stores = new Map(
    lines.flatMap(([first, result]) => (first!.startsWith('=') ? [[first!.slice(1), result!]] : [])),
  );
  const operands = new Set(lines.flatMap(([, ...rest]) => rest));
  const indices = (kind: string): number[] =>
    [...operands].flatMap((each) => (each.startsWith(kind) ? [Number(each.slice(1))] : [])).sort((a, b) => a - b);
  const streams = [...new Set([...indices('s'), ...[...stores.keys()].map(Number)])].sort((a, b) => a - b);
  const body: string[] = [];
  // Memory is read before any of it is written.
  for (const i of indices('s')) body.push(`const float t${i} = s${i}[i];`);
  const read = (operand: string | undefined): string => operand?.replace(/^s/, 't') ?? '';
  for (const [i, [operation, ...rest]] of lines.entries()) {
    if (operation!.startsWith('=')) continue;
    const expression = expressions[operation!];
    if (expression === undefined) return null;
    const [a, b, c] = rest.map(read);
    body.push(`const float v${i} = ${expression(a!, b!, c!)};`);
  }
  for (const [stream, result] of stores) body.push(`s${stream}[i] = ${result};`);
  return [
    `// ${pass}`,
    `OPTIM_FOR_ALL void ${name}(float* const* s, const float* n, long count) {`,
    ...streams.map((i) => `  float* __restrict s${i} = s[${i}];`),
    ...indices('n').map((i) => `  const float n${i} = n[${i}];`),
    // No stream lies in another one.
    '#pragma GCC ivdep',
    '  for (long i = 0; i < count; i++) {',
    ...body.map((line) => `    ${line}`),
    '  }',
    '}',
  ].join('\n');
}

/** A file of C++ with a loop for each pass that can have one, and the function that finds it. */
export function loopFile(passes: readonly string[]): string {
  const loops = passes.flatMap((pass, i) => {
    const code = loopOf(pass, `OptimLoop${i}`);
    return code === null ? [] : [{pass, name: `OptimLoop${i}`, code}];
  });
  return `#include <cmath>
#include <cstring>
#include <string>
#include <unordered_map>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define OPTIM_FOR_ALL __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define OPTIM_FOR_ALL
#endif
${choices}
${loops.map(({code}) => code).join('\n\n')}

typedef void (*OptimLoop)(float* const* s, const float* n, long count);

extern "C" OptimLoop OptimFindLoop(const char* pass) {
  static const auto* all = new std::unordered_map<std::string, OptimLoop>{
${loops.map(({pass, name}) => `      {"${pass}", ${name}},`).join('\n')}
  };
  auto found = all->find(pass);
  return found == all->end() ? nullptr : found->second;
}
`;
}
