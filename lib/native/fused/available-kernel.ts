import type {NativeBackend} from '../binding.ts';
import {kernelExists} from './kernel-exists.ts';
import type {FusedKernel} from './kernel.ts';

/**
 * The kernel that does an update here: that of this package's own build of the binding where it runs, else TensorFlow's.
 *
 * Ours computes as single operations do, so that squares need not be finite.
 */
export function availableKernel<Slot extends string>(
  backend: Pick<NativeBackend, 'binding'>,
  {own, ...kernel}: FusedKernel<Slot>,
): FusedKernel<Slot> {
  if (own === undefined || !kernelExists(backend, own.operation)) return kernel;
  const {operation, inputs} = own;
  return {operation, inputs, states: kernel.states};
}
