import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'chai';
import {nodeHeaders} from '../../../../scripts/native/build/node-headers.ts';
import {locatePackage} from '../../../../lib/native/start/packages.ts';

describe('nodeHeaders', () => {
  it('finds the headers of the running Node or of the package, and takes the first place that has them', () => {
    expect(existsSync(join(nodeHeaders(), 'node_api.h'))).to.equal(true);
    const folder = locatePackage('node-api-headers');
    expect(nodeHeaders(['/nowhere', null, folder])).to.equal(join(folder!, 'include'));
    expect(() => nodeHeaders(['/nowhere', null])).to.throw('node_api.h is nowhere');
  });
});
