/** `tfjs-optim/autograd` in Node. */
import '../lib/base/wording.ts';

export * from '../lib/autograd/index.ts';
