/**
 * Set-up of the native backend: tfjs-node is left alone where it loads, else linked to a build in the user's cache, else installed by
 * its own script, else compiled against TensorFlow's library from the Python package index, with the C++ of `lib/native/cpp`.
 *
 * What takes long is done once for a machine and user; where no way leads to the backend, it says why and what to do.
 */
export {nativeCache} from './cache.ts';
export {ensureNative} from './ensure-native.ts';
export {complaint, firstThatRuns, run} from './run-program.ts';
