/** `tfjs-optim/evaluation` in Node. */
import '../lib/base/wording.ts';

export * from '../lib/evaluation/index.ts';
