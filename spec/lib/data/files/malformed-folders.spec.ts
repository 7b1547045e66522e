import {expect} from 'chai';
import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DataError} from '../../../../lib/data/data-error.ts';
import {loadMnist} from '../../../../lib/data/files/load-mnist.ts';
import {errorOf, fakeSet, packed, temporaryFolders, writeFiles} from '../support/fake-set.ts';
import {malformedFolders} from '../support/malformed-folders.ts';

describe('loadMnist with malformed folders', () => {
  const folder = temporaryFolders();
  const fresh = () => writeFiles(join(folder(), 'digits'), packed(fakeSet()));

  it('takes the folder that the cases spoil', async () => {
    const {train, test} = await loadMnist({source: 'dir', dir: fresh()});
    expect([train.count, test.count]).to.deep.equal([30, 10]);
  });

  for (const [name, spoil, ...messages] of malformedFolders) {
    it(`refuses ${name}`, async () => {
      const dir = fresh();
      spoil(dir, (file, content) => writeFileSync(join(dir, file), content));
      const error = await errorOf(loadMnist({source: 'dir', dir}));
      expect(error).to.be.instanceOf(DataError).with.property('code', 'E_DATA');
      expect(error.message.startsWith(dir)).to.equal(true);
      expect(error.message).not.to.match(/internal:|undefined|NaN|\n\s+at /);
      for (const message of messages) expect(error.message).to.match(message);
    });
  }

  it('refuses a file that may not be read', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') {
      console.log('      skipped: everything may be read by this user');
      this.skip();
    }
    const dir = fresh();
    chmodSync(join(dir, 't10k-images-idx3-ubyte.gz'), 0);
    const error = await errorOf(loadMnist({source: 'dir', dir}));
    expect(error).to.be.instanceOf(DataError);
    expect(error.message).to.match(/t10k-images-idx3-ubyte\.gz: cannot be read: permission denied/);
  });
});
