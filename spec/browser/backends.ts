/** A backend as a page starts it. */
export interface PageBackend {
  readonly label: string;
  readonly browser: 'chromium' | 'firefox';
  /** Its name in TensorFlow.js. */
  readonly backend: 'cpu' | 'wasm' | 'webgl' | 'webgpu';
  /** Settings of TensorFlow.js, made before the backend starts. */
  readonly flags: Readonly<Record<string, boolean | number>>;
  /** Bits of a number on the device. */
  readonly precision: 16 | 32;
}

// Small tensors are otherwise computed in JavaScript, so that the device would not be tested.
const onDevice = {WEBGL_CPU_FORWARD: false, WEBGPU_CPU_FORWARD: false};

/** All that the suites run on, each in a page of its own. */
export const pageBackends: readonly PageBackend[] = [
  {label: 'cpu', browser: 'chromium', backend: 'cpu', flags: {}, precision: 32},
  {label: 'wasm', browser: 'chromium', backend: 'wasm', flags: {}, precision: 32},
  {label: 'WebGL float32', browser: 'chromium', backend: 'webgl', flags: onDevice, precision: 32},
  {
    label: 'WebGL half',
    browser: 'chromium',
    backend: 'webgl',
    flags: {...onDevice, WEBGL_FORCE_F16_TEXTURES: true},
    precision: 16,
  },
  {label: 'WebGPU', browser: 'chromium', backend: 'webgpu', flags: onDevice, precision: 32},
  {label: 'Firefox wasm', browser: 'firefox', backend: 'wasm', flags: {}, precision: 32},
  {label: 'Firefox WebGL', browser: 'firefox', backend: 'webgl', flags: onDevice, precision: 32},
];
