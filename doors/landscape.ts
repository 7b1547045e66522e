/** `tfjs-optim/landscape` in Node: with the compiler of the native backend. */
import '../lib/base/wording.ts';
import '../lib/native/run/index.ts';

export * from '../lib/landscape/index.ts';
