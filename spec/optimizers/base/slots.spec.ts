import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {restoredSlots} from '../../../optimizers/base/restored-slots.ts';
import {Slots} from '../../../optimizers/base/slots.ts';

const kinds = [{name: 'm'}, {name: 'v', initial: 1}];

function variable(name: string, shape: number[] = [2]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.zeros(shape), true, name));
}

function fill(slot: tf.Variable, value: number): void {
  tf.tidy(() => slot.assign(tf.fill(slot.shape, value)));
}

/** What a file would give back; the tensors are new. */
function saved(slots: Slots): {name: string; tensor: tf.Tensor}[] {
  return slots.weights(kinds).map(({name, tensor}) => ({name, tensor: tensor.clone()}));
}

/** The warnings of a call. */
function warnings(f: () => void): string[] {
  const {warn} = console;
  const seen: string[] = [];
  console.warn = (text: string) => seen.push(text);
  try {
    f();
  } finally {
    console.warn = warn;
  }
  return seen;
}

describe('Slots', () => {
  let before: number;
  let slots: Slots;

  beforeEach(() => {
    before = tf.memory().numTensors;
    slots = new Slots();
  });

  afterEach(() => {
    slots.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('makes the slots of a variable once, and lists them slot by slot', () => {
    const [a, b] = [variable('slots/a'), variable('slots/b', [])];
    expect(slots.find(a)).to.equal(null);
    const first = slots.of(a, kinds);
    slots.of(b, kinds);
    expect(slots.of(a, kinds)['m'] === first['m']).to.be.true;
    expect(slots.weights(kinds).map(({name}) => name)).to.deep.equal([
      'slots/a/m',
      'slots/b/m',
      'slots/a/v',
      'slots/b/v',
    ]);
    expect([...first['v']!.dataSync()]).to.deep.equal([1, 1]);
    tf.dispose([a, b]);
    expect(slots.weights(kinds), 'disposed variables').to.deep.equal([]);
  });

  it('gives fresh slots to a new variable of the name of a disposed one', () => {
    const old = variable('slots/again', [3]);
    fill(slots.of(old, kinds)['m']!, 7);
    old.dispose();
    const young = variable('slots/again');
    expect(slots.find(young)).to.equal(null);
    expect([...slots.of(young, kinds)['m']!.dataSync()]).to.deep.equal([0, 0]);
    expect(tf.memory().numTensors).to.equal(before + 3);
    young.dispose();
  });

  it('makes slots anew that tf.disposeVariables took away', () => {
    const w = variable('slots/w');
    slots.of(w, kinds)['m']!.dispose();
    expect([...slots.of(w, kinds)['m']!.dataSync()]).to.deep.equal([0, 0]);
    w.dispose();
  });

  it('keeps restored state until its variable comes, and warns once of what is left', () => {
    const [a, b] = [variable('slots/a'), variable('slots/b', [3])];
    for (const [value, w] of [a, b].entries()) fill(slots.of(w, kinds)['m']!, value + 1);
    const weights = saved(slots);
    const target = new Slots();
    target.restore(restoredSlots(weights, kinds));
    tf.dispose(weights.map(({tensor}) => tensor));
    expect(target.isWaiting).to.be.true;
    expect(target.weights(kinds).map(({name}) => name)).to.deep.equal(weights.map(({name}) => name));
    expect(warnings(() => target.settle([], kinds))).to.deep.equal([]);
    expect(target.isWaiting).to.be.true;
    const seen = warnings(() => target.settle([b], kinds));
    expect(seen).to.have.length(1);
    expect(seen[0]).to.match(/restored state fits no variable of this update: slots\/a; it waits/);
    expect([...target.of(b, kinds)['m']!.dataSync()]).to.deep.equal([2, 2, 2]);
    const stranger = variable('slots/stranger');
    expect(warnings(() => target.settle([stranger], kinds))).to.deep.equal([]);
    expect(target.find(stranger), 'after the first update only names count').to.equal(null);
    target.settle([a], kinds);
    expect([...target.of(a, kinds)['m']!.dataSync()]).to.deep.equal([1, 1]);
    target.dispose();
    tf.dispose([a, b, stranger]);
  });

  it('replaces live and waiting state, however often, and leaks nothing', () => {
    const w = variable('slots/w');
    fill(slots.of(w, kinds)['m']!, 3);
    const weights = saved(slots);
    fill(slots.of(w, kinds)['m']!, 4);
    const {numTensors} = tf.memory();
    for (let i = 0; i < 3; i++) slots.restore(restoredSlots(weights, kinds));
    expect(tf.memory().numTensors).to.equal(numTensors);
    slots.settle([w], kinds);
    expect([...slots.of(w, kinds)['m']!.dataSync()]).to.deep.equal([3, 3]);
    // Its own live tensors are as good a source as any.
    slots.restore(restoredSlots(slots.weights(kinds), kinds));
    slots.settle([w], kinds);
    expect([...slots.of(w, kinds)['m']!.dataSync()]).to.deep.equal([3, 3]);
    tf.dispose([w, ...weights.map(({tensor}) => tensor)]);
  });

  it('says which weights it does not know, and which it misses', () => {
    const tensor = tf.zeros([2]);
    const seen = warnings(() =>
      slots.restore(
        restoredSlots(
          ['w/m', 'w/q', 'plain'].map((name) => ({name, tensor})),
          kinds,
        ),
      ),
    );
    expect(seen).to.deep.equal([
      'tfjs-optim: setWeights ignores w/q, plain; this rule keeps m, v',
      'tfjs-optim: setWeights received no v, which starts anew; this rule keeps m, v',
    ]);
    const none = warnings(() => slots.restore(restoredSlots([{name: 'w/m', tensor}], [])));
    expect(none).to.deep.equal(['tfjs-optim: setWeights ignores w/m; this rule keeps no slots']);
    tensor.dispose();
  });

  it('changes nothing where shapes contradict a name', () => {
    const w = variable('slots/w', [3]);
    const tensor = tf.zeros([2]);
    slots.restore(restoredSlots([{name: 'slots/w/m', tensor}], [{name: 'm'}]));
    expect(() => slots.settle([w], [{name: 'm'}])).to.throw(RangeError, /"slots\/w" has shape \[2\]/);
    expect(slots.isWaiting).to.be.true;
    expect(slots.find(w)).to.equal(null);
    tf.dispose([w, tensor]);
  });
});
