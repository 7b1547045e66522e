import * as tf from '@tensorflow/tfjs';

/** Plain JavaScript that gives numbers only to those who wait, as WebGPU does. */
function waitingBackend(): tf.KernelBackend {
  const backend = tf.findBackendFactory('cpu')() as tf.KernelBackend & {bufferSync(info: object): unknown};
  const [now, buffer] = [backend.readSync.bind(backend), backend.bufferSync.bind(backend)];
  let isKernel = false;
  return Object.assign(backend, {
    // It says hello otherwise.
    firstUse: false,
    read: async (id: object) => {
      await tf.nextFrame();
      return now(id);
    },
    readSync: (id: object) => {
      if (isKernel) return now(id);
      throw new Error('read at once');
    },
    // How kernels read.
    bufferSync: (info: object) => {
      isKernel = true;
      try {
        return buffer(info);
      } finally {
        isKernel = false;
      }
    },
  });
}

/** Does work on a backend of the name webgpu that cannot be read at once; its kernels are those of the backend cpu. */
export async function onBackendThatWaits<T>(work: () => Promise<T>): Promise<T> {
  const before = tf.getBackend();
  if (tf.findBackendFactory('webgpu') === null) {
    tf.copyRegisteredKernels('cpu', 'webgpu');
    tf.registerBackend('webgpu', waitingBackend);
  }
  await tf.setBackend('webgpu');
  try {
    return await work();
  } finally {
    await tf.setBackend(before);
  }
}
