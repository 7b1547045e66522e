import {ArgumentReader, type OptionDefinitions} from '../arguments/reader.ts';
import type {Command} from '../command.ts';

const options: OptionDefinitions = {
  build: {describe: "this package's own build of the binding, also where another one loads", kind: 'flag'},
};

/** `tfjs-optim setup`: makes the native backend ready, where `npm install` could not. */
export const setup: Command = {
  usage: 'tfjs-optim setup',
  summary: 'Makes the native TensorFlow backend ready: silent when it already is.',
  options,
  examples: [
    ['tfjs-optim setup', 'once after installing'],
    ['tfjs-optim setup --build', 'faster updates where tfjs-node came with a binding of its own'],
  ],
  async run(written, words) {
    const read = new ArgumentReader(written, options);
    read.noWords(words);
    const build = read.flag('build');
    read.finish();
    const {backendVariable, requestedBackend} = await import('../../lib/native/start/index.ts');
    const requested = requestedBackend();
    if (requested === 'wasm' || requested === 'cpu') {
      console.log(`${backendVariable}=${requested} asks for a backend that needs no setting up; nothing to do.`);
      return 0;
    }
    const {ensureNative} = await import('../native/index.ts');
    const {ready} = await ensureNative({build});
    if (ready) console.log('The native TensorFlow backend is ready.');
    return ready ? 0 : 1;
  },
};
