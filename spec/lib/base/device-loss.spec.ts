import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {checkDevice, DeviceLostError, orDeviceLost} from '../../../lib/base/device-loss.ts';

/** What the backend of a page has of its device; spec/browser loses a real one. */
class Device {
  readonly canvas = new EventTarget();
  listeners = 0;
  isLost = false;
  readonly isContextLost = (): boolean => this.isLost;

  constructor() {
    const {canvas} = this;
    const add = canvas.addEventListener.bind(canvas);
    const remove = canvas.removeEventListener.bind(canvas);
    canvas.addEventListener = (...given: Parameters<typeof add>) => (this.listeners++, add(...given));
    canvas.removeEventListener = (...given: Parameters<typeof remove>) => (this.listeners--, remove(...given));
  }

  lose(): void {
    this.isLost = true;
    this.canvas.dispatchEvent(new Event('webglcontextlost'));
  }
}

/** Calls a function as on the backend webgl of a device. */
function onDevice<Result>(gl: Device, call: () => Result): Result {
  const engine = tf.engine() as unknown as {backendName: string; backendInstance: unknown};
  const {backendName, backendInstance} = engine;
  Object.assign(engine, {backendName: 'webgl', backendInstance: {gpgpu: {gl}}});
  try {
    return call();
  } finally {
    Object.assign(engine, {backendName, backendInstance});
  }
}

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('orDeviceLost and checkDevice', () => {
  const never = new Promise<number>(() => {});

  it('let everything pass on other backends', async () => {
    checkDevice();
    expect(await orDeviceLost(Promise.resolve(3))).to.equal(3);
    const error = new Error('mine');
    expect(await errorOf(orDeviceLost(Promise.reject(error)))).to.equal(error);
  });

  it('give what a promise gives while the device is there, and stop listening', async () => {
    const device = new Device();
    onDevice(device, checkDevice);
    const error = new Error('mine');
    const both = onDevice(device, () => [orDeviceLost(Promise.resolve(3)), orDeviceLost(Promise.reject(error))]);
    expect(device.listeners).to.equal(2);
    expect([await both[0], await errorOf(both[1]!)]).to.deep.equal([3, error]);
    expect(device.listeners).to.equal(0);
  });

  it('end with an error that says what to do where the device is lost, before or meanwhile', async () => {
    const device = new Device();
    const reading = onDevice(device, () => orDeviceLost(never));
    device.lose();
    const error = await errorOf(reading);
    expect(error).to.be.instanceOf(DeviceLostError);
    expect((error as Error).message).to.match(/device was lost.*reload the page and go on from what was saved/);
    expect(await errorOf(onDevice(device, () => orDeviceLost(never)))).to.be.instanceOf(DeviceLostError);
    expect(() => onDevice(device, checkDevice)).to.throw(DeviceLostError);
    expect(device.listeners).to.equal(0);
  });
});
