import {expect} from 'chai';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {RunFolder} from '../../../../scripts/run/folder/run-folder.ts';
import {inTemporaryFolder} from '../../report/folder/temporary-folder.ts';

describe('RunFolder', () => {
  it('keeps documents, events, times, figures and the page apart', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      folder.writeJson('config.json', {seed: 1, limit: Infinity});
      folder.appendEvent({epoch: 1});
      folder.appendTimes({seconds: 2});
      expect(folder.writeFigure('loss', '<svg/>')).to.equal(join(path, 'figures', 'loss.svg'));
      expect(folder.writeReport('<!doctype html>')).to.equal(join(path, 'report.html'));
      expect(readFileSync(join(path, 'config.json'), 'utf8')).to.equal('{\n  "seed": 1,\n  "limit": "Infinity"\n}\n');
      expect(folder.readJson('config.json')).to.deep.equal({seed: 1, limit: Infinity});
      expect(readFileSync(join(path, 'metrics.jsonl'), 'utf8')).to.equal('{"epoch":1}\n');
      expect(readFileSync(join(path, 'times.jsonl'), 'utf8')).to.equal('{"seconds":2}\n');
      expect(readFileSync(join(path, 'figures/loss.svg'), 'utf8')).to.equal('<svg/>');
      expect(readFileSync(join(path, 'report.html'), 'utf8')).to.equal('<!doctype html>');
    });
  });

  it('goes on after a kill: another process reads whole lines only and rewrites what it keeps', () => {
    inTemporaryFolder((path) => {
      new RunFolder(path).appendEvent({unit: 'a', epoch: 1});
      writeFileSync(join(path, 'metrics.jsonl'), '{"unit":"b"', {flag: 'a'});
      const resumed = new RunFolder(path);
      expect(resumed.readEvents()).to.deep.equal([{unit: 'a', epoch: 1}]);
      resumed.rewriteEvents([{unit: 'a', epoch: 1}]);
      resumed.appendEvent({unit: 'b', epoch: 1});
      expect(resumed.readEvents()).to.deep.equal([
        {unit: 'a', epoch: 1},
        {unit: 'b', epoch: 1},
      ]);
      resumed.appendTimes({seconds: 1});
      resumed.rewriteTimes([{seconds: 3}]);
      expect(resumed.readTimes()).to.deep.equal([{seconds: 3}]);
    });
  });

  it('gives undefined for a document that is not there, and names one that is broken', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      expect(folder.readJson('versions.json')).to.equal(undefined);
      writeFileSync(folder.file('versions.json'), '{');
      expect(() => folder.readJson('versions.json')).to.throw(SyntaxError, /versions\.json is no JSON/);
      expect(existsSync(folder.file('metrics.jsonl'))).to.equal(false);
    });
  });
});
