import * as tf from '@tensorflow/tfjs';
import {loadBackend} from '../../lib/native/index.ts';
import type {ContenderName} from '../contenders.ts';
import {NotThere} from './subject.ts';

/** Starts the backend of a contender and resolves to its name. */
export async function startContender(contender: ContenderName): Promise<string> {
  if (contender === 'wasm') return loadBackend({backend: 'wasm'});
  if (contender === 'wasm-stock') {
    await import('@tensorflow/tfjs-backend-wasm');
    if (!(await tf.setBackend('wasm'))) throw new NotThere('WebAssembly does not start');
    return 'wasm';
  }
  const backend = await loadBackend();
  if (backend !== 'tensorflow') throw new NotThere(`the native backend does not start (${backend} does)`);
  return backend;
}
