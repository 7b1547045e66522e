import * as tf from '@tensorflow/tfjs';

/** What the backend of a page has of its WebGL device; spec/browser loses a real one. */
export class WebglDevice {
  readonly canvas = new EventTarget();
  listeners = 0;
  isLost = false;
  readonly isContextLost = (): boolean => this.isLost;
  readonly backend: {readonly gpgpu: {readonly gl: WebglDevice}} = {gpgpu: {gl: this}};

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

/** The same of a WebGPU device. */
export class WebgpuDevice {
  readonly backend: {readonly device: {readonly lost: Promise<unknown>}};
  lose: () => void = () => {};

  constructor() {
    this.backend = {device: {lost: new Promise<unknown>((resolve) => (this.lose = () => resolve({})))}};
  }
}

/** Calls a function as on the backend of a device. */
export function onDevice<Result>({backend}: WebglDevice | WebgpuDevice, call: () => Result): Result {
  const engine = tf.engine() as unknown as {backendName: string; backendInstance: unknown};
  const {backendName, backendInstance} = engine;
  Object.assign(engine, {backendName: 'device' in backend ? 'webgpu' : 'webgl', backendInstance: backend});
  try {
    return call();
  } finally {
    Object.assign(engine, {backendName, backendInstance});
  }
}

/** A device of WebGL that is lost. */
export function lostDevice(): WebglDevice {
  const device = new WebglDevice();
  device.lose();
  return device;
}
