import {expect} from 'chai';
import {DeviceLostError} from '../../../lib/base/device-loss.ts';
import {orDeviceLost} from '../../../lib/base/or-device-lost.ts';
import {onDevice, WebglDevice, WebgpuDevice} from './lost-device.ts';

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('orDeviceLost', () => {
  const never = new Promise<number>(() => {});

  it('lets everything pass on other backends', async () => {
    expect(await orDeviceLost(Promise.resolve(3))).to.equal(3);
    const error = new Error('mine');
    expect(await errorOf(orDeviceLost(Promise.reject(error)))).to.equal(error);
  });

  it('gives what a promise gives while the device is there, and stops listening', async () => {
    const device = new WebglDevice();
    for (const each of [device, new WebgpuDevice()]) {
      const error = new Error('mine');
      const both = onDevice(each, () => [orDeviceLost(Promise.resolve(3)), orDeviceLost(Promise.reject(error))]);
      if (each === device) expect(device.listeners).to.equal(2);
      expect([await both[0], await errorOf(both[1]!)]).to.deep.equal([3, error]);
    }
    expect(device.listeners).to.equal(0);
  });

  for (const [api, Device] of [
    ['WebGL', WebglDevice],
    ['WebGPU', WebgpuDevice],
  ] as const) {
    it(`ends with an error that says what to do where the device is lost, before or meanwhile: ${api}`, async () => {
      const device = new Device();
      const reading = onDevice(device, () => orDeviceLost(never));
      device.lose();
      const error = await errorOf(reading);
      expect(error).to.be.instanceOf(DeviceLostError);
      expect((error as Error).message).to.include(`the ${api} device was lost`);
      expect(await errorOf(onDevice(device, () => orDeviceLost(never)))).to.be.instanceOf(DeviceLostError);
      if (device instanceof WebglDevice) expect(device.listeners).to.equal(0);
    });
  }

  it('says so where a read of WebGPU broke first', async () => {
    const device = new WebgpuDevice();
    const broken = Promise.reject(new DOMException("Failed to execute 'mapAsync'", 'AbortError'));
    const reading = onDevice(device, () => orDeviceLost(broken));
    setTimeout(() => device.lose(), 5);
    expect(await errorOf(reading)).to.be.instanceOf(DeviceLostError);
  });
});
