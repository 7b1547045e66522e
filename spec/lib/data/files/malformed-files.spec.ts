import {expect} from 'chai';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {DataError} from '../../../../lib/data/data-error.ts';
import {loadData} from '../../../../lib/data/files/index.ts';
import {errorOf, temporaryFolders} from '../support/fake-set.ts';
import {malformedFiles} from '../support/malformed-files.ts';

describe('files that cannot be used', () => {
  const folder = temporaryFolders();
  for (const [name, files, options, ...messages] of malformedFiles) {
    it(`refuses ${name}, with place and remedy`, async () => {
      const dir = folder();
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(dir, path)), {recursive: true});
        writeFileSync(join(dir, path), content);
      }
      const [first = 'd.csv'] = Object.keys(files);
      const path = join(dir, first.split('/')[0]!);
      const test = options.test === undefined ? {} : {test: join(dir, options.test)};
      const error = await errorOf(loadData(path, {...options, ...test}));
      expect(error, error.stack).to.be.instanceOf(DataError);
      expect(error.message.startsWith(dir)).to.equal(true);
      for (const message of messages) expect(error.message).to.match(message);
    });
  }
});
