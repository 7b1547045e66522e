import {expect} from 'chai';
import {appendFileSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {JsonLines} from '../../../../lib/base/node/json-lines.ts';
import {inTemporaryFolder} from '../../../scripts/run/folder/temporary-folder.ts';

describe('JsonLines', () => {
  it('appends lines and reads them back, numbers that are not finite included', () => {
    inTemporaryFolder((folder) => {
      const lines = new JsonLines(join(folder, 'metrics.jsonl'));
      expect(lines.read()).to.deep.equal([]);
      lines.append({epoch: 1, loss: 0.5});
      lines.append({epoch: 2, loss: Number.NaN});
      expect(readFileSync(lines.path, 'utf8')).to.equal('{"epoch":1,"loss":0.5}\n{"epoch":2,"loss":"NaN"}\n');
      expect(lines.read()).to.deep.equal([
        {epoch: 1, loss: 0.5},
        {epoch: 2, loss: NaN},
      ]);
    });
  });

  it('drops a torn last line, when reading and before the next append', () => {
    inTemporaryFolder((folder) => {
      const path = join(folder, 'metrics.jsonl');
      for (const torn of ['{"epoch":2,"lo', '{"epoch":2}', '{']) {
        writeFileSync(path, `{"epoch":1}\n${torn}`);
        const lines = new JsonLines(path);
        expect(lines.read()).to.deep.equal([{epoch: 1}]);
        lines.append({epoch: 3});
        lines.append({epoch: 4});
        expect(readFileSync(path, 'utf8')).to.equal('{"epoch":1}\n{"epoch":3}\n{"epoch":4}\n');
      }
    });
  });

  it('keeps nothing of a file whose only line is torn', () => {
    inTemporaryFolder((folder) => {
      const lines = new JsonLines(join(folder, 'metrics.jsonl'));
      writeFileSync(lines.path, '{"epo');
      lines.append({epoch: 1});
      expect(lines.read()).to.deep.equal([{epoch: 1}]);
    });
  });

  it('names file and line of a whole line that is no JSON', () => {
    inTemporaryFolder((folder) => {
      const lines = new JsonLines(join(folder, 'metrics.jsonl'));
      lines.append({epoch: 1});
      appendFileSync(lines.path, 'garbage\n');
      expect(() => lines.read()).to.throw(SyntaxError, /metrics\.jsonl, line 2 is no JSON/);
    });
  });

  it('rewrites all of it', () => {
    inTemporaryFolder((folder) => {
      const lines = new JsonLines(join(folder, 'metrics.jsonl'));
      for (const epoch of [1, 2, 3]) lines.append({epoch});
      lines.rewrite([{epoch: 1}]);
      lines.append({epoch: 2});
      expect(lines.read()).to.deep.equal([{epoch: 1}, {epoch: 2}]);
      lines.rewrite([]);
      expect(readFileSync(lines.path, 'utf8')).to.equal('');
    });
  });
});
