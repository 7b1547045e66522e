import type {UpdateInput, UpdateOutput} from '../../update/index.ts';
import {type FusedKernel, sumOfSquares} from '../fused/index.ts';
import {type Attribute, type Binding, type NativeBackend, type NativeTensor, nativeTypes} from '../binding.ts';

/** The settings of a kernel that are part of the graph; the numbers among its inputs are fed. */
export function kernelForm(kernel: FusedKernel | null): string {
  if (kernel === null) return 'plain';
  // Asked for at every call: no arrays in between.
  let form = kernel.operation;
  for (const state of kernel.states) form += ` ${state}`;
  for (const input of kernel.inputs) form += input === 'gradient' ? ' gradient' : ' number';
  if ((kernel.gain ?? 1) !== 1) form += ' gain';
  if (kernel.nesterov === true) form += ' nesterov';
  if (kernel.finiteSquares === true) form += ' finite';
  return form;
}

/** The number of a kernel that is fed under a name; undefined where the name is none of the kernel's. */
export function kernelNumber({inputs, gain = 1}: FusedKernel, name: string): number | undefined {
  if (!name.startsWith('kernel ')) return undefined;
  if (name === 'kernel gain') return gain;
  const input = inputs[Number(name.slice('kernel '.length))];
  return input === 'gradient' ? undefined : input;
}

/** With this name TensorFlow makes a new resource at every call, in a graph too. */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/**
 * Runs a kernel on copies of the value and the states; in a graph they are copies only where somebody else holds the old ones.
 *
 * @param shape of the value and the states
 * @param values native ids of the value, then of the states
 * @param inputs native ids of the numbers and the gradient, in the order of the kernel
 * @returns the native outputs in the order of the values
 */
function applyKernel(
  {binding}: NativeBackend,
  {operation, nesterov}: FusedKernel,
  shape: number[],
  values: readonly number[],
  inputs: readonly number[],
): NativeTensor[] {
  const float = (name: string): Attribute => ({name, type: binding.TF_ATTR_TYPE, value: nativeTypes.float32});
  const handleAttributes = [
    float('dtype'),
    {name: 'shape', type: binding.TF_ATTR_SHAPE, value: shape},
    {name: 'shared_name', type: binding.TF_ATTR_STRING, value: anonymous},
  ];
  const handles = values.map((value) => {
    const handle = binding.executeOp('VarHandleOp', handleAttributes, [], 1)[0]!.id;
    binding.executeOp('AssignVariableOp', [float('dtype')], [handle, value], 0);
    return handle;
  });
  const settings = nesterov === true ? [{name: 'use_nesterov', type: binding.TF_ATTR_BOOL, value: true}] : [];
  try {
    binding.executeOp(operation, [float('T'), ...settings], [...handles, ...inputs], 0);
    return handles.map((handle) => binding.executeOp('ReadVariableOp', [float('dtype')], [handle], 1)[0]!);
  } finally {
    for (const handle of handles) {
      binding.executeOp('DestroyResourceOp', [], [handle], 0);
      binding.deleteTensor(handle);
    }
  }
}

/** What the recorder does for a kernel. */
export interface KernelRecord {
  /** Whether several updates of a call follow on each other, so that none may leave infinite slots to the next. */
  readonly isChained: boolean;
  /** The native scalar of a number of the kernel that is fed. */
  scalar(name: string, number: number): number;
  /** Makes the graph depend on a native scalar being finite; whether it is now. */
  mustBeFinite(id: number): boolean;
}

/** Somewhat below the root of the greatest number of float32, 1.8e19. */
const greatestWithSquare = 1e19;

/** The gradient, with its greatest elements brought down to where their squares are finite. */
function clipped(binding: Binding, gradient: number): number {
  const [low, high] = [-greatestWithSquare, greatestWithSquare].map((bound) =>
    binding.createTensor([], nativeTypes.float32, Float32Array.of(bound)),
  ) as [number, number];
  const type = {name: 'T', type: binding.TF_ATTR_TYPE, value: nativeTypes.float32};
  const [output] = binding.executeOp('ClipByValue', [type], [gradient, low, high], 1);
  for (const bound of [low, high]) binding.deleteTensor(bound);
  return output!.id;
}

/**
 * The update of one variable by a kernel, as a function of values that can be recorded.
 *
 * @returns the new value and slots, or null where the squares of the gradient leave float32 and the kernel would fail
 */
export function updateByRecordedKernel(
  backend: NativeBackend,
  kernel: FusedKernel,
  {value, gradient, slots}: Pick<UpdateInput<string, string>, 'value' | 'gradient' | 'slots'>,
  record: KernelRecord,
): UpdateOutput<string> | null {
  const {binding} = backend;
  const [valueId, given] = backend.getInputTensorIds([value, gradient]) as [number, number];
  const type = {name: 'T', type: binding.TF_ATTR_TYPE, value: nativeTypes.float32};
  const isClipped = kernel.finiteSquares === true && record.isChained;
  const gradientId = isClipped ? clipped(binding, given) : given;
  if (kernel.finiteSquares === true && !isClipped) {
    if (!record.mustBeFinite(sumOfSquares(binding, gradientId))) return null;
  }
  const isScaled = (kernel.gain ?? 1) !== 1;
  const scaled = isScaled
    ? binding.executeOp('Mul', [type], [gradientId, record.scalar('kernel gain', kernel.gain!)], 1)[0]!.id
    : gradientId;
  const states = kernel.states.map((state) =>
    state === 'scratch' ? scaled : backend.getInputTensorIds([slots[state]!])[0]!,
  );
  const inputs = kernel.inputs.map((input, i) => (input === 'gradient' ? scaled : record.scalar(`kernel ${i}`, input)));
  const [next, ...nextStates] = applyKernel(backend, kernel, value.shape, [valueId, ...states], inputs);
  if (isScaled) binding.deleteTensor(scaled);
  if (isClipped) binding.deleteTensor(gradientId);
  const newSlots = kernel.states.flatMap((state, i) => {
    const tensor = backend.createOutputTensor(nextStates[i]!);
    return state === 'scratch' ? [] : [[state, tensor] as const];
  });
  return {value: backend.createOutputTensor(next!), slots: Object.fromEntries(newSlots)};
}
