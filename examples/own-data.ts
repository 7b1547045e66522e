import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {holdout, loadBackend, mlp, readTable, table, train} from 'tfjs-optim';
import {adamw} from 'tfjs-optim/optimizers';

// Prices of houses out of a CSV file: columns that are told apart, a network, and predictions in thousands again.
const folder = mkdtempSync(join(tmpdir(), 'own-data-'));
const file = join(folder, 'houses.csv');
const lines = Array.from({length: 300}, (_, i) => {
  const [rooms, size, town] = [1 + ((i * 7) % 6), 40 + ((i * 37) % 100), i % 3 === 0];
  return [rooms, size, town ? 'town' : 'country', (50 * rooms + 2 * size + (town ? 80 : 0)).toFixed(1)].join();
});
writeFileSync(file, ['rooms,size,place,price', ...lines].join('\n'));

await loadBackend();
const {columns, rows: read} = await readTable(file);
const rows = [...read];
rmSync(folder, {recursive: true});
const parts = holdout(rows.length, {fraction: 0.2, seed: 1});
const pick = (indices: Int32Array) => ({columns, rows: Array.from(indices, (i) => rows[i]!)});

// Means and deviations are those of the training part; the test rows are encoded in the same way.
const {x, y, encode, unscale, columns: found} = table(pick(parts.train), {target: 'price', task: 'regression'});
for (const {name, words} of found) console.log(`${name}: ${words}`);

const model = mlp({inputs: x.shape[1], widths: [16], classes: 1, seed: 1});
const optimizer = adamw(0.01);
await train({model, loss: 'meanSquaredError', data: {x, y}, optimizer, epochs: 60, batchSize: 32, seed: 1});

const inputs = encode(pick(parts.test));
const predicted = model.predict(inputs) as tf.Tensor;
const prices = unscale(predicted);
const price = columns.indexOf('price');
const errors = Array.from(parts.test, (row, i) => Math.abs(prices[i]! - Number(rows[row]![price])));
console.log(`mean error in thousands: ${(errors.reduce((sum, error) => sum + error, 0) / errors.length).toFixed(2)}`);

tf.dispose([x, y, inputs, predicted]);
model.dispose();
optimizer.dispose();
console.log(`tensors left: ${tf.memory().numTensors}`);
