import type {Binding, NativeBackend} from '../binding.ts';

const known = new WeakMap<object, Map<string, boolean>>();

/**
 * Whether the TensorFlow library that runs knows an operation; older ones lack some.
 *
 * @param backend the backend of tfjs-node
 * @param name such as 'ResourceApplyAdam'
 * @example
 * kernelExists(nativeBackend()!, 'ResourceApplyAdam'); // true
 */
export function kernelExists(backend: Pick<NativeBackend, 'binding'>, name: string): boolean {
  let kernels = known.get(backend);
  if (kernels === undefined) known.set(backend, (kernels = new Map()));
  let exists = kernels.get(name);
  if (exists === undefined) {
    exists = probe(backend.binding, name);
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
