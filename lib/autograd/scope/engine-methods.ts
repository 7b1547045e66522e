import * as tf from '@tensorflow/tfjs';
import {customGradient} from './custom-gradient.ts';
import type {Engine} from '../../base/engine.ts';
import type {GradientRule} from './gradient-rule.ts';
import {gradientRules} from '../gradients/index.ts';
import {nestedGradients} from './nested-gradients.ts';
import {nodeKind} from './node-kind.ts';
import {addAlias, addNode} from './tape.ts';

const rules = new Map(gradientRules.map((rule) => [rule.kernelName, rule]));

/** The gradient that TensorFlow.js has for a kernel, if it has one, which its type does not say. */
const registered = (kernelName: string): GradientRule | undefined => tf.getGradient(kernelName);

/** What a kernel's gradient needs later; TensorFlow.js asks this of its own registry alone. */
function toSave(kernelName: string, inputs: Record<string, tf.Tensor>, outputs: readonly tf.Tensor[]): tf.Tensor[] {
  const rule = rules.get(kernelName) ?? registered(kernelName);
  if (rule === undefined || nodeKind(kernelName, outputs) === 'constant') return [];
  const {saveAllInputs = false, inputsToSave = [], outputsToSave = []} = rule;
  const kept = saveAllInputs ? Object.values(inputs) : inputsToSave.map((name) => inputs[name]!);
  return [...kept, ...outputs.filter((_, i) => outputsToSave[i])];
}

/** Whether a kernel would hand its input on. */
function isIdle(kernelName: string, x: unknown, attributes: tf.NamedAttrMap | undefined): boolean {
  if (!(x instanceof tf.Tensor)) return false;
  if (kernelName === tf.Cast) return x.dtype === attributes?.['dtype'];
  return kernelName === tf.Reshape && tf.util.arraysEqual(x.shape, attributes?.['shape'] as number[]);
}

/**
 * The methods of the engine while a scope of second-order gradients is open.
 *
 * @param own the engine
 */
export function engineMethods(own: Engine): Partial<Engine> {
  const runKernel = own.runKernel.bind(own);
  const runKernelFunc = own.runKernelFunc.bind(own);
  return {
    // Gradients reshape and cast much that is in shape already: a native call each.
    runKernel: (kernelName, inputs, attributes) =>
      isIdle(kernelName, inputs['x'], attributes)
        ? runKernel(tf.Identity, {x: inputs['x']})
        : runKernel(kernelName, inputs, attributes),
    clone(x) {
      const y = runKernel(tf.Identity, {x}) as tf.Tensor;
      // A kernel in its run is not recorded, but its saved tensors are.
      if (!own.isTapeOn() && own.state.activeTape) addAlias(own, x, y);
      return y;
    },
    getTensorsForGradient: toSave,
    addTapeNode(kernelName, inputs, outputs, backward, saved, attributes) {
      const rule = rules.get(kernelName) ?? registered(kernelName);
      addNode(own, kernelName, inputs, outputs, rule?.gradFunc ?? backward, saved, attributes);
    },
    gradients: nestedGradients,
    // The functions of tf.customGrad come here at each call, also those that were made outside of the scope.
    runKernelFunc: (call) =>
      'forwardFunc' in call && own.isTapeOn() ? customGradient(own, call) : runKernelFunc(call),
  };
}
