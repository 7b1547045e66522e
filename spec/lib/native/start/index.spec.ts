import {expect} from 'chai';
import {packageRoot} from '../../../../lib/native/start/packages.ts';
import {tell} from './scene.ts';

describe('lib/native/start', () => {
  it('loads TensorFlow.js with the backend, not before', async () => {
    const code = `
      const {createRequire} = await import('node:module');
      const require = createRequire(import.meta.url);
      const loaded = () => Object.keys(require.cache).some((file) => file.includes('@tensorflow'));
      console.log(loaded(), await loadBackend(), loaded());`;
    const {stdout} = await tell(packageRoot(), code, {TFJS_OPTIM_BACKEND: 'cpu'});
    expect(stdout).to.equal('false cpu true');
  });
});
