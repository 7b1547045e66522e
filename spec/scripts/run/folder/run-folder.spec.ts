import {expect} from 'chai';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {CommandError} from '../../../../scripts/arguments/errors.ts';
import {runVersions, type RunEvent} from '../../../../scripts/run/folder/schemas.ts';
import {FolderHeldError} from '../../../../lib/base/node/hold-folder.ts';
import {createRunFolder} from '../../../../scripts/run/folder/open-run-folder.ts';
import {RunFolder} from '../../../../scripts/run/folder/run-folder.ts';
import {inTemporaryFolder} from './temporary-folder.ts';

const [first, second] = ['a', 'b'].map((key) => ({event: 'result' as const, key, result: {epoch: 1}})) as [
  RunEvent,
  RunEvent,
];

describe('RunFolder', () => {
  it('is held by who made it until it is released', () => {
    inTemporaryFolder((root) => {
      const made = createRunFolder({command: 'toy', out: join(root, 'run')});
      expect(made.hold()).to.equal(made);
      const other = new RunFolder(made.path);
      expect(() => other.hold()).to.throw(FolderHeldError, 'is in use by');
      other.release();
      expect(existsSync(made.file('running.lock'))).to.equal(true);
      made.release();
      expect(existsSync(made.file('running.lock'))).to.equal(false);
      other.hold().release();
    });
  });

  it('keeps documents, events, times, figures and the page apart', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      folder.writeJson('config.json', {seed: 1, limit: Infinity});
      folder.appendEvent({event: 'result', key: 'a', result: 1});
      folder.appendTimes({seconds: 2});
      expect(folder.writeFigure('loss', '<svg/>')).to.equal(join(path, 'figures', 'loss.svg'));
      expect(folder.writeReport('<!doctype html>')).to.equal(join(path, 'report.html'));
      expect(readFileSync(join(path, 'config.json'), 'utf8')).to.equal('{\n  "seed": 1,\n  "limit": "Infinity"\n}\n');
      expect(folder.readJson('config.json')).to.deep.equal({seed: 1, limit: Infinity});
      expect(readFileSync(join(path, 'metrics.jsonl'), 'utf8')).to.equal('{"event":"result","key":"a","result":1}\n');
      expect(readFileSync(join(path, 'times.jsonl'), 'utf8')).to.equal('{"seconds":2}\n');
      expect(readFileSync(join(path, 'figures/loss.svg'), 'utf8')).to.equal('<svg/>');
      expect(readFileSync(join(path, 'report.html'), 'utf8')).to.equal('<!doctype html>');
    });
  });

  it('goes on after a kill: another process reads whole lines only and rewrites what it keeps', () => {
    inTemporaryFolder((path) => {
      new RunFolder(path).appendEvent(first);
      writeFileSync(join(path, 'metrics.jsonl'), '{"unit":"b"', {flag: 'a'});
      const resumed = new RunFolder(path);
      expect(resumed.readEvents()).to.deep.equal([first]);
      resumed.rewriteEvents([first]);
      resumed.appendEvent(second);
      expect(resumed.readEvents()).to.deep.equal([first, second]);
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

  it('refuses lines and documents that are something else, and leaves those that are right as they were written', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      const line = '{"updates":3,"key":"a","later":true,"event":"end","stopped":"epochs","divergence":null}\n';
      writeFileSync(folder.file('metrics.jsonl'), line);
      folder.rewriteEvents(folder.readEvents());
      expect(readFileSync(folder.file('metrics.jsonl'), 'utf8')).to.equal(line);
      writeFileSync(folder.file('metrics.jsonl'), `${line}{"event":"end","key":"b"}\n`);
      expect(() => folder.readEvents()).to.throw(CommandError, /metrics\.jsonl, line 2 is not an event.*stopped/);
      writeFileSync(folder.file('metrics.jsonl'), '{"event":"fly"}\n');
      expect(() => folder.readEvents()).to.throw(CommandError, /metrics\.jsonl, line 1 is not an event.*event/);
      writeFileSync(folder.file('times.jsonl'), '{"seconds":"3"}\n');
      expect(() => folder.readTimes()).to.throw(CommandError, /times\.jsonl, line 1 is not a time.*seconds/);
      const read = () => folder.readDocument('versions.json', runVersions, 'the versions');
      expect(read()).to.equal(undefined);
      folder.writeJson('versions.json', {backend: 3});
      expect(read).to.throw(
        CommandError,
        /versions\.json is not the versions: backend: .*; mend the file or start a new/,
      );
      writeFileSync(folder.file('versions.json'), '{');
      expect(read).to.throw(CommandError, /versions\.json is no JSON/);
      folder.writeJson('versions.json', {backend: 'cpu', node: '20'});
      expect(read()).to.deep.equal({backend: 'cpu', node: '20'});
    });
  });
});
