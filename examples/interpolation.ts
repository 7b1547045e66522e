import * as tf from '@tensorflow/tfjs';
import {adam, interpolate, loadBackend, loadMnist, mlp, monotonicity, toTensors, train} from 'tfjs-optim';

// The loss on the straight line from the initial weights to the trained ones: does a hill stand between them?
await loadBackend();
const data = toTensors((await loadMnist()).train);
const model = mlp({widths: [32], seed: 1});
const from = model.getWeights().map((weight) => tf.clone(weight));
const {history} = await train({model, data, optimizer: adam(0.003), epochs: 3, batchSize: 128, seed: 1});

const path = await interpolate({model, from, to: model.getWeights(), alphas: '0:1.5:16', data});
for (const {alpha, trainLoss} of path) {
  const loss = Number(trainLoss);
  console.log(`${alpha.toFixed(1)}  ${loss.toFixed(3)}  ${'#'.repeat(Math.round(20 * loss))}`);
}

const between = path.filter(({alpha}) => alpha <= 1).map(({trainLoss}) => Number(trainLoss));
console.log(`loss at the start: ${between[0]!.toFixed(4)}`);
console.log(`loss at the end: ${between.at(-1)!.toFixed(4)}`);
console.log(`loss that training ended with: ${history.at(-1)!.trainLoss.toFixed(4)}`);
console.log(`largest bump between: ${monotonicity(between).largestBump.toFixed(4)}`);
