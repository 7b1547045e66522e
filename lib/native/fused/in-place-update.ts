import type * as tf from '@tensorflow/tfjs';
import type {Executor, UpdateTarget} from '../../update/index.ts';
import {type FusedKernel, kernelOf} from './update-kernels.ts';
import {type Binding, nativeBackend, type NativeBackend, operationExists} from '../binding.ts';
import {hasSeparateVariables, Resident, variableHandle} from './resident.ts';
import {nativeScalar, sumOfSquares} from './scalars.ts';

type Slots = Readonly<Record<string, tf.Variable>>;

const descent = 'ResourceApplyGradientDescent';

/** Slots whose squares have overflowed: the kernels would make NaN of infinity. */
const overflowed = new WeakSet<tf.Variable>();

const scratches = new WeakMap<Binding, number>();

/** The one variable of TensorFlow for states that no update hands to the next. */
function scratchHandle(binding: Binding): number {
  const handle = scratches.get(binding) ?? variableHandle(binding);
  scratches.set(binding, handle);
  return handle;
}

/** The data of a variable, alone in it: whoever else holds them keeps the old ones. */
function own(backend: NativeBackend, variable: tf.Variable): Resident {
  const data = backend.tensorMap.get(variable.dataId)!;
  const resident = Resident.find(data);
  if (resident !== null && data.refCount === 1) return resident;
  const [id] = backend.getInputTensorIds([variable]) as [number];
  if (data.refCount === 1) return Resident.make(backend, data);
  // The two share the memory until the kernel writes, which TensorFlow then does into a copy.
  const [twin] = backend.binding.executeOp('Identity', [], [id], 1);
  const tensor = backend.createOutputTensor(twin!);
  variable.assign(tensor);
  tensor.dispose();
  return Resident.make(backend, backend.tensorMap.get(variable.dataId)!);
}

/** Up to this size a gradient is looked at faster here than by an operation. */
const small = 1024;

function hasFiniteSquares(binding: Binding, gradient: number, size: number): boolean {
  if (size <= small) {
    const values = binding.tensorDataSync(gradient) as Float32Array;
    // Somewhat below the root of the greatest number of float32, 1.8e19; NaN is not below it.
    for (let i = 0; i < size; i++) if (!(Math.abs(values[i]!) < 1e19)) return false;
    return true;
  }
  const sum = sumOfSquares(binding, gradient);
  const [value] = binding.tensorDataSync(sum);
  binding.deleteTensor(sum);
  return Number.isFinite(value);
}

function apply(
  backend: NativeBackend,
  kernel: FusedKernel,
  variable: tf.Variable,
  gradient: number,
  slots: Slots,
  decay: number,
): void {
  const {binding} = backend;
  const value = own(backend, variable);
  if (decay !== 0) {
    binding.executeOp(descent, [], [value.handle, nativeScalar(binding, decay), value.value], 0);
    value.release();
  }
  const handles = [value.handle];
  const residents = [value];
  let scratch: number | null = null;
  for (const state of kernel.states) {
    if (state === 'scratch') {
      scratch = scratchHandle(binding);
      binding.executeOp('AssignVariableOp', [], [scratch, gradient], 0);
      handles.push(scratch);
    } else {
      const resident = own(backend, slots[state]!);
      residents.push(resident);
      handles.push(resident.handle);
    }
  }
  for (const resident of residents) resident.release();
  for (const input of kernel.inputs) handles.push(input === 'gradient' ? gradient : nativeScalar(binding, input));
  const attributes = kernel.nesterov ? [{name: 'use_nesterov', type: binding.TF_ATTR_BOOL, value: true}] : [];
  binding.executeOp(kernel.operation, attributes, handles, 0);
  // Something small takes the place of what may be large.
  if (scratch !== null) binding.executeOp('AssignVariableOp', [], [scratch, nativeScalar(binding, 0)], 0);
}

/** Whether a kernel may change a variable here: it is of its type, and TensorFlow tells variables without a name apart. */
function isReady(backend: NativeBackend): boolean {
  return operationExists(backend, descent) && hasSeparateVariables(backend);
}

/**
 * Updates one variable and its slots in place by a kernel.
 *
 * A value that somebody else holds, such as a clone, is never changed; without such holders nothing is copied.
 *
 * @param decay what is taken off the value first, as a share of it
 * @returns false where this variable needs the plain way; nothing has changed then
 */
export function updateByKernel(
  backend: NativeBackend,
  kernel: FusedKernel,
  {variable, gradient, slots}: Pick<UpdateTarget, 'variable' | 'gradient' | 'slots'>,
  decay: number,
): boolean {
  const {binding} = backend;
  const changed = [variable, ...Object.values(slots)];
  // A clone is no alias: it keeps the old data, and the variable gets new ones.
  const isAlias = changed.includes(gradient as tf.Variable);
  if (isAlias || [gradient, ...changed].some(({dtype}) => dtype !== 'float32')) return false;
  let [id] = backend.getInputTensorIds([gradient]) as [number];
  if (kernel.finiteSquares) {
    if (overflowed.has(changed[1]!)) return false;
    if (!hasFiniteSquares(binding, id, gradient.size)) {
      overflowed.add(changed[1]!);
      return false;
    }
  }
  const gain = kernel.gain ?? 1;
  if (gain !== 1) id = binding.executeOp('Mul', [], [id, nativeScalar(binding, gain)], 1)[0]!.id;
  try {
    apply(backend, kernel, variable, id, slots, decay);
  } finally {
    if (gain !== 1) binding.deleteTensor(id);
  }
  return true;
}

/** Updates variables in place by TensorFlow's kernels; returns those that need the plain way, all of them on other backends. */
export const fusedUpdates: Executor['update'] = (_, plan, targets) => {
  const backend = nativeBackend();
  const kernel = backend && kernelOf(backend, plan);
  if (kernel === null || !isReady(backend!)) return targets;
  return targets.filter((target) => !updateByKernel(backend!, kernel, target, target.isDecayed ? plan.shrinkage : 0));
};
