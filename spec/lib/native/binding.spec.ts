import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {type Binding, nativeBackend, nativeId, nativeTypes, operationExists} from '../../../lib/native/binding.ts';
import {backendOrSkip} from './fused/counting.ts';

describe('nativeBackend', () => {
  it('is the backend of tfjs-node or null', () => {
    const backend = nativeBackend();
    expect(backend).to.equal(tf.getBackend() === 'tensorflow' ? tf.backend() : null);
    if (backend === null) return;
    const x = tf.tensor1d([1, 2]);
    const [id] = backend.getInputTensorIds([x]) as [number];
    expect(backend.tensorMap.get(x.dataId)).to.include({id, refCount: 1, values: null});
    expect([...(backend.binding.tensorDataSync(id) as Float32Array)]).to.deep.equal([1, 2]);
    x.dispose();
  });

  it('hands data to TensorFlow once', function () {
    const backend = nativeBackend();
    if (backend === null) this.skip();
    const x = tf.tensor1d([1, 2]);
    expect(backend.tensorMap.get(x.dataId)!.values).to.not.equal(null);
    const id = nativeId(backend, x.dataId);
    expect(nativeId(backend, x.dataId)).to.equal(id);
    expect([...(backend.binding.tensorDataSync(id) as Float32Array)]).to.deep.equal([1, 2]);
    x.dispose();
    const empty = {...backend, tensorMap: {get: () => undefined, has: () => false}};
    expect(() => nativeId(empty, {})).to.throw('internal: a tensor without data');
  });

  it('knows the numbers of the types', function () {
    const backend = nativeBackend();
    if (backend === null) this.skip();
    for (const type of ['float32', 'int32', 'bool', 'string', 'complex64'] as const) {
      expect(backend.getDTypeInteger(type)).to.equal(nativeTypes[type]);
    }
  });
});

describe('operationExists', () => {
  it('tells operations that TensorFlow has from those that it lacks', function () {
    const backend = backendOrSkip(this);
    for (const name of ['ReadVariableOp', 'AssignVariableOp']) {
      expect(operationExists(backend, name), name).to.equal(true);
    }
    expect(operationExists(backend, 'ResourceApplyLion')).to.equal(false);
  });

  it('asks once', () => {
    let asked = 0;
    const binding = {
      executeOp: () => {
        asked++;
        throw new Error("'X' is neither a type of a primitive operation nor a name of a function");
      },
    } as unknown as Binding;
    const backend = {binding};
    expect([operationExists(backend, 'X'), operationExists(backend, 'X')]).to.deep.equal([false, false]);
    expect(asked).to.equal(1);
  });
});
