import {NodeOnlyError} from '../lib/base/node-only-error.ts';

/** A function of Node alone: in pages each call is refused. */
const refused =
  (owner: string, instead: string) =>
  (..._args: unknown[]): never => {
    throw new NodeOnlyError(owner, instead);
  };

/** The same for a function that gives a promise, which is rejected. */
const rejected =
  (owner: string, instead: string) =>
  async (..._args: unknown[]): Promise<never> => {
    throw new NodeOnlyError(owner, instead);
  };

export const loadBackend = rejected(
  'loadBackend',
  "start a backend of TensorFlow.js itself: await tf.setBackend('webgl'); for 'wasm', registerTrainingKernels() of tfjs-optim/wasm " +
    'gives it what training lacks',
);
export const diagnoseBackend = rejected('diagnoseBackend', 'ask TensorFlow.js: tf.getBackend() and tf.env().features');
export const loadMnist = rejected(
  'loadMnist',
  'fetch the images and labels of your own, and give {images, labels, count, rows, columns} to toTensors, and the labels or their number to batches and holdout',
);
export const downloadMnist = rejected('downloadMnist', 'fetch the files from the page');
export const loadData = rejected('loadData', 'fetch the data, and give the rows of a table as objects to table');
export const loadFolds = rejected(
  'loadFolds',
  'fetch the data, cut them with kFold, and give the rows of a table to table',
);
export const readTable = rejected('readTable', 'fetch the file, and give its rows as objects to table');
export const readNpy = rejected('readNpy', 'fetch the file and read its bytes in the page');
export const readNpz = rejected('readNpz', 'fetch the file and read its bytes in the page');
export const readImages = rejected('readImages', 'load the pictures as images, and take tf.browser.fromPixels of each');
export const readIdx = rejected('readIdx', 'fetch the file and read its bytes in the page');
export const dataCacheFolder = refused(
  'dataCacheFolder',
  'pages have no folders; the cache of the browser keeps what is fetched',
);
