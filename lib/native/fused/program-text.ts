import type {Program} from '../../update/index.ts';

/** How many passes over memory come before a step: one for each sum on the way to it. */
function levelsOf({steps}: Program): number[] {
  const levels: number[] = [];
  for (const step of steps) {
    if (step.kind === 'sum') levels.push(levels[step.step]! + 1);
    else if (step.kind === 'operation') levels.push(Math.max(...step.steps.map((each) => levels[each]!)));
    else levels.push(0);
  }
  return levels;
}

/**
 * A program in the form in which the operations of `cpp/update.cc` take it.
 *
 * `states numbers | scalars | pass | scalars | pass ...`, where the instructions of a section end with `;` and read `s0`, a stream,
 * `n0`, a number, or `v0`, the result of an instruction of the same pass. Scalars become numbers, after those that are given, and
 * so do the sums that end a pass (`sum v0`). The last pass ends with its stores: `=1 v0` gives stream 1 a result.
 *
 * Equal passes have equal texts, by which compiled loops are found.
 */
export function programText(program: Program): string {
  const {steps, stores, slots, numbers} = program;
  const levels = levelsOf(program);
  const last = Math.max(0, ...stores.map(({step}) => levels[step]!));
  const sections = [`${slots.length + 1} ${numbers.length}`];
  const places = new Map<number, number>();
  let count = numbers.length;

  const scalars = (level: number): string => {
    const lines: string[] = [];
    for (const [i, step] of steps.entries()) {
      if (step.kind !== 'operation' || !step.isSingle || levels[i] !== level) continue;
      const operands = step.steps.map((each) => single(each));
      lines.push(`${step.operation} ${operands.join(' ')}`);
      places.set(i, count++);
    }
    return lines.join(';');
  };
  const single = (i: number): string => {
    const step = steps[i]!;
    return `n${step.kind === 'number' ? step.index : places.get(i)!}`;
  };

  const pass = (level: number): string => {
    const lines: string[] = [];
    const results = new Map<number, string>();
    const operand = (i: number): string => {
      const step = steps[i]!;
      if (step.kind === 'stream') return `s${step.index}`;
      if (step.kind !== 'operation' || step.isSingle) return single(i);
      let result = results.get(i);
      if (result === undefined) {
        const operands = step.steps.map(operand);
        result = `v${lines.push(`${step.operation} ${operands.join(' ')}`) - 1}`;
        results.set(i, result);
      }
      return result;
    };
    if (level < last) {
      const sums = [...steps.entries()].flatMap(([i, step]) =>
        step.kind === 'sum' && levels[i] === level + 1 ? [{i, of: operand(step.step)}] : [],
      );
      for (const {i, of} of sums) {
        lines.push(`sum ${of}`);
        places.set(i, count++);
      }
      return lines.join(';');
    }
    const ends = stores.map(({stream, step}) => {
      const result = operand(step);
      return `=${stream} ${result.startsWith('v') ? result : `v${lines.push(`copy ${result}`) - 1}`}`;
    });
    return [...lines, ...ends].join(';');
  };

  sections.push(scalars(0));
  for (let level = 0; level <= last; level++) {
    sections.push(pass(level));
    if (level < last) sections.push(scalars(level + 1));
  }
  return sections.join('|');
}

/** The passes of a program's text. */
export function passesOf(text: string): string[] {
  return text.split('|').filter((_, i) => i >= 2 && i % 2 === 0);
}
