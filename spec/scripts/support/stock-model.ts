import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {bindingPath, locatePackage} from '../../../lib/native/start/index.ts';

const program = `
const util = require('node:util');
util.isArray = Array.isArray;
util.isNullOrUndefined = (value) => value === null || value === undefined;
const tf = require(process.argv[1]);
const {heNormal} = tf.initializers;
const model = tf.sequential({
  layers: [
    tf.layers.conv2d({filters: 4, kernelSize: 3, activation: 'relu', inputShape: [12, 12, 3], kernelInitializer: heNormal({seed: 1})}),
    tf.layers.globalMaxPooling2d({}),
    tf.layers.dense({units: 2, activation: 'softmax', kernelInitializer: heNormal({seed: 2})}),
  ],
});
model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy'});
(async () => {
  // After a step the optimizer has moments, which are saved with it.
  await model.fit(tf.zeros([2, 12, 12, 3]), tf.eye(2), {epochs: 1, verbose: 0});
  await model.save('file://' + process.argv[2], {includeOptimizer: true});
})();
`;

/**
 * Has stock TensorFlow.js build, compile and save a convolutional network for pictures of 12 x 12 points in colour and two classes,
 * by the handler of tfjs-node and in a process that knows nothing of this package.
 *
 * @param folder where `model.json` and `weights.bin` go
 * @returns null, or why tfjs-node is not there to do it
 */
export function saveStockConvNet(folder: string): string | null {
  const packageFolder = locatePackage('@tensorflow/tfjs-node');
  if (packageFolder === null) return '@tensorflow/tfjs-node is not installed';
  if (!existsSync(bindingPath(packageFolder))) return "tfjs-node's native part is not there; npm run setup makes it";
  const {status, stderr} = spawnSync(process.execPath, ['-e', program, packageFolder, folder], {
    encoding: 'utf8',
    env: {...process.env, NODE_OPTIONS: '', TF_CPP_MIN_LOG_LEVEL: '3'},
  });
  if (/ERR_DLOPEN_FAILED/.test(stderr)) return `tfjs-node does not load here: ${stderr}`;
  if (status !== 0) throw new Error(`stock TensorFlow.js saved no model: ${stderr}`);
  return null;
}
