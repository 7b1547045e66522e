/** `tfjs-optim/schedules` in Node. */
import '../lib/base/wording.ts';

export * from '../schedules/index.ts';
