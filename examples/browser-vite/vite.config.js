import {defineConfig} from 'vite';

export default defineConfig({
  // Optimizers and layers have to be those of one copy of TensorFlow.js, also where the package is linked to a checkout.
  resolve: {dedupe: ['@tensorflow/tfjs']},
  build: {target: 'es2022', chunkSizeWarningLimit: 2000},
  server: {fs: {allow: ['../..']}},
});
