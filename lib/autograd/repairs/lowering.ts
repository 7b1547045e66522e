import * as tf from '@tensorflow/tfjs';
import {engine, type Engine, type Forward} from '../../base/engine.ts';
import {replaceMethods} from '../../base/replace-methods.ts';
import {inParts, involvesComplex} from './complex-parts.ts';
import type {KernelCall} from './lowered-call.ts';
import type {Repair} from './repair.ts';

type Result = tf.Tensor | tf.Tensor[];
type Rule = (call: KernelCall<Record<string, tf.Tensor>, Record<string, unknown>>) => tf.Tensor | undefined;

/** What a kernel is replaced by, in operations whose gradients are right; undefined leaves a call as it is. */
export interface Lowering {
  readonly kernelName: string;
  readonly rule: Rule;
}

/** Replaces calls of a kernel by other operations, before anything is recorded for the gradient. */
export function lower<Inputs, Attributes>(
  kernelName: string,
  rule: (call: KernelCall<Inputs, Attributes>) => tf.Tensor | undefined,
): Lowering {
  // Its kernel, which is found by its name, is called with these inputs and attributes and no others.
  return {kernelName, rule: rule as unknown as Rule};
}

/** What an operation of TensorFlow.js with a gradient of its own is replaced by while gradients are recorded. */
export interface CustomGradient {
  /** The operation that asks for the gradient, such as `logSigmoid`. */
  readonly operation: string;
  readonly rule: (forward: Forward, inputs: readonly tf.Tensor[]) => tf.Tensor | undefined;
}

/** Operations open scopes with this behind their name. */
const SUFFIX = '__op';

const openOperations = ({state}: Engine): string[] =>
  state.scopeStack.flatMap(({name}) => (name.endsWith(SUFFIX) ? [name.slice(0, -SUFFIX.length)] : []));

/**
 * Applies lowerings and custom gradients at the engine, through which every operation runs its kernels.
 *
 * The one place that reaches operations which have no kernel of their own, and which keeps the recorded operations differentiable to any order.
 */
export function atEngine(lowerings: readonly Lowering[], customGradients: readonly CustomGradient[]): Repair {
  const rules = new Map(lowerings.map(({kernelName, rule}) => [kernelName, rule]));
  return () => {
    const own = engine();
    const [runKernel, customGrad] = [own.runKernel.bind(own), own.customGrad.bind(own)];
    return replaceMethods(own, {
      runKernel(name: string, inputs: Record<string, tf.Tensor>, attributes: Record<string, unknown> = {}): tf.Tensor {
        const run = (given = inputs, changed = attributes): tf.Tensor =>
          runKernel(name, given, changed as tf.NamedAttrMap) as tf.Tensor;
        const rule = rules.get(name);
        const complex = involvesComplex(name, inputs, attributes);
        if (rule === undefined && !complex) return run();
        const [taped, operations] = [own.isTapeOn(), openOperations(own)];
        const call = {inputs, attributes, backend: tf.getBackend(), taped, operations, run};
        const lowered = (): Result | undefined => (complex ? inParts(name, call) : undefined) ?? rule?.(call);
        return ((tf.tidy as (f: typeof lowered) => Result | undefined)(lowered) ?? run()) as tf.Tensor;
      },
      customGrad(forward: Forward): (...inputs: tf.Tensor[]) => tf.Tensor {
        return (...inputs) => {
          const operation = openOperations(own).at(-1);
          const found = own.isTapeOn() ? customGradients.find((one) => one.operation === operation) : undefined;
          return found?.rule(forward, inputs) ?? customGrad(forward)(...inputs);
        };
      },
    });
  };
}
