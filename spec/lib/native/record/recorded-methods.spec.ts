import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {reachable} from '../../../../lib/native/graph/node.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {wantedSources} from '../../../../lib/native/compile/compare.ts';
import {traceCall} from '../../../../lib/native/record/trace.ts';
import {flattenTree} from '../../../../lib/native/record/tree.ts';
import {adam} from '../../../../optimizers/index.ts';
import {nativeOnly} from '../compile/native-only.ts';

describe('recordedMethods', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const kernels of [true, false]) {
    it(`make an update ${kernels ? 'one fused kernel' : 'plain operations'}, with its numbers fed`, () => {
      const w = tf.variable(tf.tensor1d([3, 4]));
      const optimizer = adam(0.5);
      const fn = (): tf.Tensor => optimizer.minimize(() => tf.sum(tf.square(w)), true, [w])!;
      const {result, trace} = traceCall(nativeBackend()!, fn, flattenTree([], 'it'), {kernels, isChained: false});
      const nodes = reachable(wantedSources(trace));
      expect(nodes.some(({op}) => op.startsWith('ResourceApplyAdam'))).to.equal(kernels);
      const fed = nodes.flatMap(({feed}) => (feed?.kind === 'number' ? [feed.name] : []));
      expect(fed).to.include(kernels ? 'kernel 5' : 'rate');
      expect([...w.dataSync()].map((value) => Math.round(value * 1e4) / 1e4)).to.deep.equal([2.5, 3.5]);
      expect(
        Object.keys(optimizer).filter((name) => ['kernel', 'update', 'coefficients'].includes(name)),
      ).to.deep.equal([]);
      tf.dispose([result as tf.Tensor, w]);
      optimizer.dispose();
    });
  }
});
