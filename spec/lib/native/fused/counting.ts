import {nativeBackend} from '../../../../lib/native/binding.ts';
import type {Binding, NativeBackend} from '../../../../lib/native/binding.ts';

/** What went through the binding of tfjs-node. */
export interface Count {
  /** Native tensors that were made and not deleted. */
  tensors: number;
  /** The operations in their order. */
  operations: string[];
}

/** The native backend, or null with a message where another one runs. */
export function backendOrSkip(test: Mocha.Context): NativeBackend {
  const backend = nativeBackend();
  if (backend !== null) return backend;
  console.log('      another backend than tensorflow has no fused updates');
  return test.skip();
}

/** Counts what a function does on the native backend. */
export function counted(backend: NativeBackend, f: () => void): Count {
  const count: Count = {tensors: 0, operations: []};
  const mutable = backend as {binding: Binding};
  const {binding} = mutable;
  const counting: Binding = Object.create(binding, {
    createTensor: {
      value: (...args: Parameters<Binding['createTensor']>) => {
        count.tensors++;
        return binding.createTensor(...args);
      },
    },
    deleteTensor: {
      value: (id: number) => {
        count.tensors--;
        binding.deleteTensor(id);
      },
    },
    executeOp: {
      value: (...args: Parameters<Binding['executeOp']>) => {
        const outputs = binding.executeOp(...args);
        count.tensors += outputs.length;
        count.operations.push(args[0]);
        return outputs;
      },
    },
    tensorDataSync: {value: (id: number) => binding.tensorDataSync(id)},
    isUsingGpuDevice: {value: () => false},
  });
  mutable.binding = counting;
  try {
    f();
  } finally {
    mutable.binding = binding;
  }
  return count;
}
