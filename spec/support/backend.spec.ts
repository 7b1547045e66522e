import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';

describe('warnings in the suite', () => {
  it('fail the test where TensorFlow.js warns, and only there', () => {
    const kernel = {kernelName: 'WarnedAbout', backendName: 'none', kernelFunc: () => []};
    tf.registerKernel(kernel);
    try {
      expect(() => tf.registerKernel(kernel)).to.throw(/^TensorFlow\.js warned: .*WarnedAbout.*already registered/);
    } finally {
      tf.unregisterKernel('WarnedAbout', 'none');
    }
  });

  it('of other origin are let through', () => {
    const write = process.stderr.write.bind(process.stderr);
    const written: unknown[] = [];
    process.stderr.write = (text: unknown) => written.push(text) > 0;
    try {
      console.warn('mine');
    } finally {
      process.stderr.write = write;
    }
    expect(written.join('')).to.include('mine');
  });
});
