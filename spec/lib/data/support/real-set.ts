import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {join} from 'node:path';

const places = [
  process.env['TFJS_OPTIM_MNIST_DIR'],
  fileURLToPath(new URL('../../../../../shared/mnist', import.meta.url)),
];

/** The folder with the published MNIST, beside the checkout or named by TFJS_OPTIM_MNIST_DIR; without it the test is skipped. */
export function realSet(test: Mocha.Context): string {
  const found = places.find((dir) => dir !== undefined && existsSync(join(dir, 't10k-labels-idx1-ubyte.gz')));
  if (found !== undefined) return found;
  console.log('      skipped: needs the published MNIST; set TFJS_OPTIM_MNIST_DIR to its folder');
  return test.skip();
}
