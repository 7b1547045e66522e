import * as tf from '@tensorflow/tfjs';
import {coefficient, type Coefficient} from './coefficient.ts';
import {type Engine, onBackend} from './on-backend.ts';
import type {UpdatePlan, UpdateTarget} from './plan.ts';
import {type Asked, type Program, shrinkageName, type Step} from './program.ts';
import {startOf} from './start-of.ts';
import {NotElementwise, RecordingBackend} from './recording-backend.ts';
import {recordingName, registerRecording} from './recording-kernels.ts';

/** Takes out steps and numbers that no store needs. */
function trimmed(program: Program): Program {
  const needed = new Set<number>();
  const visit = (index: number): void => {
    if (needed.has(index)) return;
    needed.add(index);
    const step = program.steps[index]!;
    if (step.kind === 'operation') step.steps.forEach(visit);
    if (step.kind === 'sum') visit(step.step);
  };
  for (const {step} of program.stores) visit(step);
  const kept = program.steps.map((_, i) => i).filter((i) => needed.has(i));
  const places = new Map(kept.map((old, place) => [old, place]));
  const used = [
    ...new Set(
      kept.flatMap((i) => (program.steps[i]!.kind === 'number' ? [(program.steps[i] as {index: number}).index] : [])),
    ),
  ];
  const steps = kept.map((i): Step => {
    const step = program.steps[i]!;
    if (step.kind === 'number') return {...step, index: used.indexOf(step.index)};
    if (step.kind === 'sum') return {...step, step: places.get(step.step)!};
    return step.kind === 'operation' ? {...step, steps: step.steps.map((each) => places.get(each)!)} : step;
  });
  return {
    slots: program.slots,
    numbers: used.map((index) => program.numbers[index]!),
    steps,
    stores: program.stores.map(({stream, step}) => ({stream, step: places.get(step)!})),
  };
}

/** More steps than this gain nothing, and would take a text of their own length at each update. */
const mostSteps = 512;

/** A program, and what the equation asked of numbers: with other answers it is another program. */
export interface RecordedEquation {
  /** Null where the equation is none over elements. */
  readonly program: Program | null;
  readonly asked: readonly Asked[];
}

/**
 * Records an equation as a program over elements, without touching any data.
 *
 * Its operations run on tensors that stand for the value, the gradient, the slots and the numbers. What is no operation on elements, or
 * their sum, makes it no program: another shape, random numbers, data that are read, tensors from elsewhere, a tensor that is kept.
 *
 * @param target whose shapes count
 * @param shrinks whether weight decay applies
 */
export function recordEquation(
  plan: Pick<UpdatePlan, 'equation' | 'numbers' | 'isPenalty' | 'ascends'>,
  {variable, slots}: Pick<UpdateTarget, 'variable' | 'slots'>,
  shrinks: boolean,
): RecordedEquation {
  registerRecording();
  const asked: Asked[] = [];
  const none = {program: null, asked};
  // There every operation is printed, also one that computes nothing.
  if (tf.env().getBool('DEBUG')) return none;
  const {size, shape} = variable;
  const names = Object.keys(slots);
  const isAlike = [variable, ...Object.values(slots)].every((each) => each.dtype === 'float32' && each.size === size);
  if (!isAlike || size === 0) return none;
  const recorder = new RecordingBackend(size);
  const record = (engine: Engine): Program => {
    const tensor = (step: number, of: number[]): tf.Tensor =>
      engine.makeTensorFromTensorInfo(recorder.info(step, of), recorder);
    const coefficients: Record<string, Coefficient> = {};
    for (const [name, number] of Object.entries(plan.numbers)) {
      const scalar = tensor(recorder.number(name), []) as tf.Scalar;
      coefficients[name] = coefficient(number, scalar, (question, given) => {
        const isKnown = asked.some((each) => each.name === name && each.question === question);
        if (!isKnown) asked.push({name, question, given});
      });
    }
    const streams = [variable, ...Object.values(slots), variable].map((each, index) =>
      tensor(recorder.add({kind: 'stream', index}), each.shape),
    );
    const [value] = streams as [tf.Tensor];
    const gradient = streams.at(-1)!;
    const given = Object.fromEntries(names.map((name, i) => [name, streams[i + 1]!]));
    const shrinkage = shrinks ? (tensor(recorder.number(shrinkageName), []) as tf.Scalar) : null;
    const next = plan.equation({...startOf(plan, value, gradient, shrinkage), slots: given, coefficients, shared: {}});
    const results: (tf.Tensor | undefined)[] = [next.value, ...names.map((name) => next.slots?.[name])];
    const stores = results.flatMap((result, stream) => {
      if (result === undefined || result === streams[stream]) return [];
      const {shape: wanted} = streams[stream]!;
      if (!tf.util.arraysEqual(result.shape, wanted) || result.dtype !== 'float32') throw new NotElementwise();
      return [{stream, step: recorder.stepOf(result)}];
    });
    return trimmed({slots: names, numbers: recorder.numbers, steps: recorder.steps, stores});
  };
  try {
    const program = onBackend(recordingName, recorder, (engine): Program | null => {
      let recorded: Program | null = null;
      tf.tidy(() => {
        recorded = record(engine);
      });
      return recorded;
    });
    const isShort = program !== null && program.steps.length <= mostSteps;
    return {program: recorder.numDataIds() > 0 || !isShort || shape.length > 6 ? null : program, asked};
  } catch {
    // The plain way says what is wrong, if anything is.
    return none;
  }
}
