import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {Recorder, recordingBinding, whyNotRecorded} from '../../../../lib/native/trace/recorder.ts';
import {watched} from '../../../../lib/native/trace/watched.ts';
import {nativeBackend, type Binding, type Values} from '../../../../lib/native/binding.ts';
import {nativeOnly, wave} from '../native-only.ts';
import {type ValueType} from '../../../../lib/native/graph/node.ts';
import {compile} from '../../../../lib/native/index.ts';
import {UntraceableError} from '../../../../lib/update/index.ts';
import {table} from '../run/operations-table.ts';

describe('Recorder', () => {
  before(function () {
    nativeOnly(this);
  });

  it('writes operations down with the origin of their inputs', () => {
    const backend = nativeBackend()!;
    tf.tidy(() => {
      const x = tf.tensor1d([1, 2]);
      const recorder = new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
      const source = watched(backend, recorder, () => recorder.sourceOf(tf.add(tf.neg(x), 3).dataId));
      const [left, right] = source.node.inputs;
      expect(source.node.op).to.match(/^Add/);
      expect(left!.node.op).to.equal('Neg');
      expect(left!.node.inputs[0]!.node.feed).to.deep.equal({kind: 'captured', dataId: x.dataId});
      expect([...right!.node.values!]).to.deep.equal([3]);
    });
  });

  it('feeds those scalars that are numbers of an update, whatever their value', () => {
    const backend = nativeBackend()!;
    tf.tidy(() => {
      const recorder = new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
      const feed = (name: string): tf.Scalar => recorder.feed({kind: 'number', update: 4, name}, () => tf.scalar(0.1));
      const nodes = watched(backend, recorder, () => {
        const scalars = [tf.scalar(0.1), feed('rate'), tf.scalar(0.1), feed('same')];
        return scalars.map(({dataId}) => recorder.sourceOf(dataId).node);
      });
      const names = nodes.map(({feed: fed}) => (fed?.kind === 'number' ? `${fed.update} ${fed.name}` : null));
      expect(names).to.deep.equal([null, '4 rate', null, '4 same']);
    });
  });

  it('feeds several numbers of an update as one tensor, which goes with the recording', () => {
    const backend = nativeBackend()!;
    const recorder = new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
    const ids: number[] = [];
    const [node] = watched(backend, recorder, () => {
      const id = recorder.fedNumbers(2, ['rate', 0.5], Float32Array.of(0.1, 0.5));
      ids.push(id);
      const [sum] = backend.binding.executeOp('Square', [], [id], 1);
      const square = backend.createOutputTensor(sum!);
      const source = recorder.sourceOf(square.dataId);
      square.dispose();
      return source.node.inputs.map((input) => input.node);
    });
    expect(node!.feed).to.deep.equal({kind: 'numbers', update: 2, names: ['rate', 0.5]});
    recorder.dispose();
    expect(() => backend.binding.tensorDataSync(ids[0]!)).to.throw();
  });
});

describe('recordingBinding', () => {
  it('tells of values and operations, reads only when allowed, and refuses graphs within', () => {
    const binding = {
      TF_FLOAT: 1,
      createTensor: () => 7,
      executeOp: () => [{id: 8, shape: [], dtype: 1}],
      tensorDataSync: (id: number) => Float32Array.of(id),
      deleteTensor: (id: number) => `deleted ${id}`,
    } as unknown as Binding;
    const constants: [number, Values, ValueType][] = [];
    let isReading = false;
    const recording = recordingBinding(binding, {
      constant: (...all) => void constants.push(all),
      execute: (name, attributes, inputs, outputs) => [
        {id: inputs[0]! + outputs + attributes.length, shape: [name.length], dtype: 1},
      ],
      isReading: () => isReading,
      refuse: (reason) => {
        throw new Error(reason);
      },
    });
    const given = Float32Array.of(1, 2);
    expect(recording.createTensor([2], 1, given)).to.equal(7);
    given[0] = 5;
    expect(constants).to.deep.equal([[7, Float32Array.of(1, 2), {shape: [2], dtype: 1}]]);
    expect(recording.executeOp('Neg', [], [3], 1)).to.deep.equal([{id: 4, shape: [3], dtype: 1}]);
    expect(() => recording.tensorDataSync(3)).to.throw(/reads the data of a tensor .*return the tensor/);
    isReading = true;
    expect(recording.tensorDataSync(3)[0]).to.equal(3);
    expect(() => recording.loadSavedModel('folder', 'serve')).to.throw(/loads a SavedModel/);
    expect(() => recording.runSavedModel(1, [], '', '')).to.throw(/runs a SavedModel/);
    // All else is the binding's own.
    expect(recording.deleteTensor(3)).to.equal('deleted 3');
    expect(Object.keys(binding)).to.have.length(5);
  });
});

/** The greatest difference, relative to the greatest value. */
function worst(actual: tf.Tensor, expected: tf.Tensor): number {
  const b = expected.dataSync();
  const scale = Math.max(1e-30, ...[...b].map(Math.abs));
  return Math.max(...[...actual.dataSync()].map((value, i) => Math.abs(value - b[i]!) / scale));
}

describe('operations', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const [name, fn] of Object.entries(table)) {
    it(`${name} compile, and give the bits of eager execution, rewritten its numbers`, () => {
      const [exact, rewritten] = [compile(fn, {rewrite: false}), compile(fn)];
      tf.tidy(() => {
        for (let call = 0; call < 4; call++) {
          const x = tf.tensor4d(wave(call, 216), [2, 6, 6, 3]);
          const list = (result: tf.Tensor | tf.Tensor[]): tf.Tensor[] => (Array.isArray(result) ? result : [result]);
          const [expected, actual, near] = [list(fn(x)), list(exact(x)), list(rewritten(x))];
          expect(actual).to.have.length(expected.length);
          for (const [i, tensor] of actual.entries()) {
            expect(tensor.shape).to.deep.equal(expected[i]!.shape);
            expect(tensor.dtype).to.equal(expected[i]!.dtype);
            expect(tensor.dataSync(), `output ${i} of call ${call}`).to.deep.equal(expected[i]!.dataSync());
            expect(worst(near[i]!, expected[i]!)).to.be.lessThan(1e-6);
          }
        }
      });
      exact.dispose();
      rewritten.dispose();
    });
  }

  it('refuses by name an operation whose result has a shape that depends on the data', () => {
    const x = tf.tensor1d([1, 2, 1]);
    const fn = compile((y: tf.Tensor) => tf.unique(y).values);
    expect(() => fn(x)).to.throw(
      UntraceableError,
      'the operation UniqueV2 gives a result whose shape depends on the data',
    );
    x.dispose();
  });

  it('says of each operation that is not allowed what it does', () => {
    expect(whyNotRecorded('WriteScalarSummary')).to.match(
      /^the operation WriteScalarSummary writes a file, .*do it outside$/,
    );
    for (const name of ['DecodeJpeg', 'EncodePng'])
      expect(whyNotRecorded(name)).to.include(`${name} reads or writes a picture`);
    expect(whyNotRecorded('Where')).to.include('gives a result whose shape depends on the data');
    expect(whyNotRecorded('MatMul')).to.equal(null);
  });
});
