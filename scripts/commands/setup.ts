import {ArgumentReader, type OptionTable} from '../arguments/reader.ts';
import type {Command} from '../command.ts';

const options: OptionTable = {};

/** `tfjs-optim setup`: makes the native backend ready, where `npm install` could not. */
export const setup: Command = {
  usage: 'tfjs-optim setup',
  summary: 'Makes the native TensorFlow backend ready: silent when it already is.',
  options,
  examples: [['tfjs-optim setup', 'once after installing']],
  async run(written) {
    new ArgumentReader(written, options).finish();
    const {ensureNative} = await import('../native/ensure-native.ts');
    const {ready} = await ensureNative();
    if (ready) console.log('The native TensorFlow backend is ready.');
    return ready ? 0 : 1;
  },
};
