/** `tfjs-optim/models` in Node. */
import '../lib/base/wording.ts';

export * from '../lib/models/index.ts';
