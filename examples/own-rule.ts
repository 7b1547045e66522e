import * as tf from '@tensorflow/tfjs';
import {loadBackend, ruleOptions, type UpdateInput, UpdateRule} from 'tfjs-optim';

// v <- 0.9 v + g, w <- w - rate v / (1 + |v|): no step is longer than the rate. It runs as one pass over memory.
const table = ruleOptions({});
class Bounded extends UpdateRule<{learningRate: number}, typeof table, 'v', 'rate'> {
  static className = 'Bounded';
  constructor(options: {learningRate: number}) {
    super(table, options);
  }
  protected override slotKinds() {
    return [{name: 'v' as const}];
  }
  protected override coefficients(t: number) {
    return {rate: this.number('learningRate', t)};
  }
  protected override update({value, gradient, slots, coefficients: {rate}}: UpdateInput<'v', 'rate'>) {
    const v = slots.v.mul(0.9).add(gradient);
    return {value: value.sub(v.div(v.abs().add(1)).mul(rate.scalar)), slots: {v}};
  }
}

await loadBackend();
const w = tf.variable(tf.tensor1d([3, -4]), true, 'w');
const optimizer = new Bounded({learningRate: 0.1});
for (let step = 0; step < 200; step++) optimizer.minimize(() => w.square().sum());
console.log(`after 200 updates w is [${(await w.data()).map((x) => Math.round(x * 100) / 100).join(', ')}]`);
