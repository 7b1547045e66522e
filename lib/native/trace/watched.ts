import * as tf from '@tensorflow/tfjs';
import type {NativeBackend} from '../binding.ts';
import type {Recorder} from './recorder.ts';
import {listenToDraws} from '../../base/draws.ts';

/**
 * Runs a function while a recorder watches the backend, which is as before afterwards, also when the function throws.
 *
 * The properties of the binding cannot be replaced, but the backend's reference to it can, and so can the backend's methods.
 * `Math.random` tells the recorder its numbers: TensorFlow.js seeds random tensors with them.
 */
export function watched<Result>(backend: NativeBackend, recorder: Recorder, run: () => Result): Result {
  const {binding} = backend;
  const original = {
    write: backend.write.bind(backend),
    readSync: backend.readSync.bind(backend),
    getInputTensorIds: backend.getInputTensorIds.bind(backend),
  };
  const readSync: NativeBackend['readSync'] = (dataId) => {
    if (recorder.isReadable(dataId)) return original.readSync(dataId);
    return recorder.refuse(
      'the function reads the data of a tensor (dataSync, data, arraySync, array or print), which a graph cannot do; ' +
        'return the tensor and read it outside',
    );
  };
  const own: Partial<NativeBackend> = {
    write(values, shape, dtype) {
      const dataId = original.write(values, shape, dtype);
      recorder.wrote(dataId, values, shape);
      return dataId;
    },
    readSync,
    read: async (dataId) => readSync(dataId),
    getInputTensorIds(tensors) {
      recorder.prepare(tensors);
      return original.getInputTensorIds(tensors);
    },
  };
  // Where another watcher has put own methods, they come back; the class's methods show again by themselves.
  const previous = Object.getOwnPropertyDescriptors(backend);
  const undoGather = allowGatherCheck(recorder);
  try {
    Object.assign(backend, own);
    backend.binding = recorder.wrappedBinding();
    return listenToDraws((number) => recorder.drew(number), run);
  } finally {
    undoGather();
    for (const name of Object.keys(own)) {
      const descriptor = (previous as Record<string, PropertyDescriptor | undefined>)[name];
      if (descriptor === undefined) Reflect.deleteProperty(backend, name);
      else Object.defineProperty(backend, name, descriptor);
    }
    backend.binding = binding;
  }
}

/** Recording, as far as the check of indices needs it. */
interface Reader {
  whileReading<Result>(run: () => Result): Result;
}

/**
 * Lets the gather of tfjs-node read its indices while a function is recorded, and returns how to undo it.
 *
 * tfjs-node looks at all indices to refuse those out of range, which it may do in the recorded calls; in the graph TensorFlow's own
 * operation refuses them.
 */
export function allowGatherCheck(recorder: Reader): () => void {
  const kernel = tf.getKernel('GatherV2', 'tensorflow');
  if (kernel === undefined) return () => {};
  const replace = (config: tf.KernelConfig): void => {
    tf.unregisterKernel('GatherV2', 'tensorflow');
    tf.registerKernel(config);
  };
  replace({...kernel, kernelFunc: (params) => recorder.whileReading(() => kernel.kernelFunc(params))});
  return () => replace(kernel);
}
