import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {wantedSources} from '../../../../lib/native/trace/compare.ts';
import {traceCall} from '../../../../lib/native/trace/trace.ts';
import {flattenTree} from '../../../../lib/native/trace/tree.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {reachable} from '../../../../lib/native/graph/node.ts';
import type {Source} from '../../../../lib/native/graph/node.ts';
import {moveIntoSession} from '../../../../lib/native/graph/session-variables.ts';
import {adam, momentum} from '../../../../optimizers/index.ts';
import {nativeOnly} from '../native-only.ts';

const names = (sources: readonly Source[]): string[] => reachable(sources).map(({op}) => op);

describe('moveIntoSession', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const [rule, make] of Object.entries({momentum: () => momentum(0.5), adam: () => adam(0.5)})) {
    it(`moves the variables of ${rule} into the session, and lets the kernel wait for all readers`, () => {
      const {binding} = nativeBackend()!;
      const w = tf.variable(tf.tensor1d([3, 4]));
      const optimizer = make();
      const fn = (): tf.Tensor[] => {
        const old = tf.mul(w, 10);
        return [optimizer.minimize(() => tf.sum(tf.square(w)), true, [w])!, old, tf.sub(w, old)];
      };
      tf.dispose(traceCall(nativeBackend()!, fn, flattenTree([], 'it'), true).result as tf.Tensor[]);
      const {result, trace} = traceCall(nativeBackend()!, fn, flattenTree([], 'it'), true);
      tf.dispose(result as tf.Tensor[]);
      const recorded = wantedSources(trace);
      const assigned = trace.assigned.map(({variable}, i) => ({variable, output: 3 + i}));
      const {wanted, moved} = moveIntoSession(recorded, assigned, binding);
      const slots = rule === 'adam' ? 2 : 1;
      expect(moved).to.have.length(1 + slots);
      expect(moved[0]).to.include({variable: w, output: 3});
      expect(names(recorded)).to.include('OptimUpdateValues');
      expect(names(wanted)).to.not.include.members(['AssignVariableOp', 'OptimUpdateValues']);
      expect(names(moved.map(({done}) => done)).filter((op) => op === 'AssignVariableOp')).to.have.length(1 + slots);
      expect(reachable(wanted).some(({feed}) => feed?.kind === 'variable')).to.equal(false);
      const apply = reachable(wanted).find(({op}) => op === 'OptimUpdateVariables')!;
      const before = new Set(apply.controls!.map(({op}) => op));
      expect([...before]).to.include.members(['ReadVariableOp', 'Mul', 'Square']);
      optimizer.dispose();
      w.dispose();
    });
  }

  it('chains several updates of a variable, each behind the one before and behind what reads its value', () => {
    const {binding} = nativeBackend()!;
    const w = tf.variable(tf.tensor1d([3, 4]));
    const optimizer = momentum(0.5);
    const fn = (): tf.Tensor[] => {
      const between: tf.Tensor[] = [];
      for (let i = 0; i < 3; i++) {
        optimizer.minimize(() => tf.sum(tf.square(w)), false, [w]);
        between.push(tf.neg(w));
      }
      return between;
    };
    const call = () => traceCall(nativeBackend()!, fn, flattenTree([], 'it'), true);
    tf.dispose(call().result as tf.Tensor[]);
    const {result, trace} = call();
    tf.dispose(result as tf.Tensor[]);
    const assigned = trace.assigned.map(({variable}, i) => ({variable, output: 3 + i}));
    const {wanted, moved, updated} = moveIntoSession(wantedSources(trace), assigned, binding);
    expect(moved).to.have.length(2);
    expect(moved.map(({variable}) => variable)).to.include(w);
    const order = reachable([...wanted, updated]);
    const applies = order.filter(({op}) => op === 'OptimUpdateVariables');
    expect(applies).to.have.length(3);
    expect(new Set(applies.map(({inputs}) => inputs[0]!.node)).size).to.equal(1);
    expect(order.map(({op}) => op)).to.not.include('AssignVariableOp');
    expect(order.filter(({op}) => op === 'VarHandleOp')).to.have.length(2);
    for (const [i, apply] of applies.entries()) {
      const before = reachable((apply.controls ?? []).map((node) => ({node, output: 0})));
      expect(before.filter((node) => applies.includes(node))).to.have.members(applies.slice(0, i));
      // A kernel that writes in place may not come before what reads the value that it overwrites.
      expect(before.filter(({op}) => op === 'Neg')).to.have.length(i);
    }
    optimizer.dispose();
    w.dispose();
  });

  it('leaves variables that no kernel updates', () => {
    const w = tf.variable(tf.scalar(1));
    const fn = (): void => w.assign(tf.mul(w, 2));
    const {trace} = traceCall(nativeBackend()!, fn, flattenTree([], 'it'), true);
    const wanted = wantedSources(trace);
    const result = moveIntoSession(wanted, [{variable: w, output: 0}], nativeBackend()!.binding);
    expect(result.moved).to.deep.equal([]);
    expect(names(result.wanted)).to.deep.equal(names(wanted));
    w.dispose();
  });
});
