import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {nativeTypes} from '../../../../lib/native/binding.ts';
import type {NativeBackend} from '../../../../lib/native/binding.ts';
import type {Binding} from '../../../../lib/native/binding.ts';
import {
  hasSeparateVariables,
  destroyVariable,
  Resident,
  variableHandle,
} from '../../../../lib/native/fused/resident.ts';
import {backendOrSkip, counted} from './counting.ts';

function residentOf(backend: NativeBackend, x: tf.Tensor): Resident {
  backend.getInputTensorIds([x]);
  return Resident.make(backend, backend.tensorMap.get(x.dataId)!);
}

/** Adds 1 to the values in place. */
function addOne(backend: NativeBackend, resident: Resident, {shape}: tf.Tensor): void {
  tf.tidy(() => {
    const [minusOne, ones] = backend.getInputTensorIds([tf.scalar(-1), tf.ones(shape)]) as [number, number];
    resident.release();
    backend.binding.executeOp('ResourceApplyGradientDescent', [], [resident.handle, minusOne, ones], 0);
  });
}

describe('Resident', () => {
  it('is what the tensor and its clones are afterwards', function () {
    const backend = backendOrSkip(this);
    const x = tf.tensor1d([1, 2]);
    const resident = residentOf(backend, x);
    expect([...x.dataSync()]).to.deep.equal([1, 2]);
    expect(Resident.find(backend.tensorMap.get(x.dataId)!)).to.equal(resident);
    addOne(backend, resident, x);
    const clone = x.clone();
    expect([...x.dataSync(), ...clone.dataSync(), ...x.add(1).dataSync()]).to.deep.equal([2, 3, 2, 3, 3, 4]);
    expect(backend.tensorMap.get(x.dataId)!.refCount).to.equal(2);
    x.dispose();
    expect([...clone.dataSync()]).to.deep.equal([2, 3]);
    clone.dispose();
  });

  it('never changes the values that were handed to TensorFlow.js, nor native tensors that share the memory', function () {
    const backend = backendOrSkip(this);
    for (const offset of [0, 4, 8, 16, 32, 64]) {
      const values = new Float32Array(new ArrayBuffer(8192), offset, 1000).fill(1);
      const x = tf.tensor1d(values);
      const reshaped = x.reshape([10, 100]);
      const resident = residentOf(backend, x);
      const twin = backend.binding.executeOp('Identity', [], [resident.value], 1)[0]!.id;
      addOne(backend, resident, x);
      expect([values[0], values[999]], `offset ${offset}`).to.deep.equal([1, 1]);
      expect(backend.binding.tensorDataSync(twin)[0]).to.equal(1);
      expect(x.dataSync()[0]).to.equal(2);
      backend.binding.deleteTensor(twin);
      tf.dispose([x, reshaped]);
    }
  });

  it('reads the value once, and only when asked', function () {
    const backend = backendOrSkip(this);
    const x = tf.tensor1d([1, 2]);
    const {operations} = counted(backend, () => {
      const resident = residentOf(backend, x);
      resident.release();
      addOne(backend, resident, x);
      void [x.dataSync(), x.dataSync(), resident.value];
    });
    expect(operations.filter((name) => name === 'ReadVariableOp')).to.have.length(1);
    expect(operations.filter((name) => name === 'AssignVariableOp')).to.have.length(1);
    x.dispose();
  });

  it('frees its variable and all native tensors with the last tensor, read or not', function () {
    const backend = backendOrSkip(this);
    for (const isRead of [true, false]) {
      const {tensors, variables, operations} = counted(backend, () => {
        const x = tf.tensor1d([1, 2]);
        const clone = x.clone();
        const resident = residentOf(backend, x);
        if (!isRead) resident.release();
        x.dispose();
        expect([...clone.dataSync()]).to.deep.equal([1, 2]);
        clone.dispose();
      });
      expect({tensors, variables}).to.deep.equal({tensors: 0, variables: 0});
      expect(operations).to.include('VarHandleOp');
    }
  });

  it('makes a variable of its own at every call', function () {
    const {binding} = backendOrSkip(this);
    const [a, b] = [variableHandle(binding), variableHandle(binding)];
    const one = binding.createTensor([], nativeTypes.float32, new Float32Array([1]));
    binding.executeOp('AssignVariableOp', [], [a, one], 0);
    const exists = (handle: number) => {
      const answer = binding.executeOp('VarIsInitializedOp', [], [handle], 1)[0]!.id;
      const [value] = binding.tensorDataSync(answer) as Uint8Array;
      binding.deleteTensor(answer);
      return value === 1;
    };
    expect([exists(a), exists(b)]).to.deep.equal([true, false]);
    for (const handle of [a, b]) destroyVariable(binding, handle);
    expect(() => exists(a)).to.throw(/not referenced/);
    binding.deleteTensor(one);
  });

  it('gives the memory back', function () {
    const backend = backendOrSkip(this);
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 100; i++) {
      const x = tf.ones([1_000_000]);
      const resident = residentOf(backend, x);
      addOne(backend, resident, x);
      x.dispose();
    }
    // 100 times 4 MB of each.
    expect((process.memoryUsage().rss - before) / 1e6).to.be.below(150);
  });
});

/** A TensorFlow whose variables without a name are all the same one. */
function sharing(): Binding {
  let isAssigned = false;
  return {
    createTensor: () => 0,
    deleteTensor: () => {},
    tensorDataSync: () => [isAssigned ? 1 : 0],
    executeOp: (name: string) => {
      if (name === 'AssignVariableOp') isAssigned = true;
      return [{id: 0, shape: [], dtype: 1}];
    },
  } as unknown as Binding;
}

describe('hasSeparateVariables', () => {
  it('is true of the TensorFlow that runs', function () {
    expect(hasSeparateVariables(backendOrSkip(this))).to.equal(true);
  });

  it('is false where variables without a name are one, and where the operations are not there', () => {
    expect(hasSeparateVariables({binding: sharing()})).to.equal(false);
    const lacking = {
      executeOp: () => {
        throw new Error('no such operation');
      },
    } as unknown as Binding;
    expect(hasSeparateVariables({binding: lacking})).to.equal(false);
  });
});
