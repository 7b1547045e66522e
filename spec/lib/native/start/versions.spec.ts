import {expect} from 'chai';
import {packageVersions} from '../../../../lib/native/start/versions.ts';

describe('packageVersions', () => {
  it('lists the parts that run and the backends beside them', () => {
    const versions = packageVersions();
    for (const name of ['tfjs', 'tfjs-core', 'tfjs-layers', 'tfjs-backend-wasm']) {
      expect(versions[name], name).to.match(/^4\.22\.\d+$/);
    }
  });
});
