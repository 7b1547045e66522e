import {expect} from 'chai';
import {checkDevice, DeviceLostError} from '../../../lib/base/device-loss.ts';
import {lostDevice, onDevice, WebglDevice, WebgpuDevice} from './lost-device.ts';

describe('checkDevice', () => {
  it('lets everything pass on other backends, and while the device is there', () => {
    checkDevice();
    for (const device of [new WebglDevice(), new WebgpuDevice()]) onDevice(device, checkDevice);
  });

  it('refuses a lost device of WebGL, and says what to do', () => {
    expect(() => onDevice(lostDevice(), checkDevice)).to.throw(
      DeviceLostError,
      /^the WebGL device was lost.*reload the page and go on from what was saved/,
    );
  });

  it('refuses a lost device of WebGPU that it has seen before, and no other one', async () => {
    const [device, other] = [new WebgpuDevice(), new WebgpuDevice()];
    for (const each of [device, other]) onDevice(each, checkDevice);
    device.lose();
    await device.backend.device.lost;
    expect(() => onDevice(device, checkDevice)).to.throw(DeviceLostError, /^the WebGPU device was lost/);
    onDevice(other, checkDevice);
  });
});
