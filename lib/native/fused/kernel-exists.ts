import type {Binding} from './native-backend.ts';

const known = new WeakMap<Binding, Map<string, boolean>>();

/**
 * Whether the TensorFlow library that runs knows an operation; older ones lack some.
 *
 * @param binding the compiled part of tfjs-node
 * @param name such as 'ResourceApplyAdam'
 * @example
 * kernelExists(nativeBackend()!.binding, 'ResourceApplyAdam'); // true
 */
export function kernelExists(binding: Binding, name: string): boolean {
  let kernels = known.get(binding);
  if (kernels === undefined) known.set(binding, (kernels = new Map()));
  let exists = kernels.get(name);
  if (exists === undefined) {
    exists = probe(binding, name);
    kernels.set(name, exists);
  }
  return exists;
}

/** Without inputs no operation runs; the message says whether it was found. */
function probe(binding: Binding, name: string): boolean {
  try {
    binding.executeOp(name, [], [], 0);
    return true;
  } catch (error) {
    return !String(error).includes('neither a type of a primitive operation');
  }
}
