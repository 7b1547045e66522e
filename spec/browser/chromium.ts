/** Where the browser is. */
export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** How it is started: without network of its own, and with devices in software, the same on every machine. */
export const chromiumArguments: string[] = [
  '--no-sandbox',
  '--no-first-run',
  ...['background-networking', 'component-update', 'sync'].map((name) => `--disable-${name}`),
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-webgpu-adapter=swiftshader',
];
