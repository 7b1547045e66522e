/** `tfjs-optim/data` in Node. */
import '../lib/base/wording.ts';

export * from '../lib/data/index.ts';
