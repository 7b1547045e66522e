import {expect} from 'chai';
import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Attempt, fetchFile} from '../../../../lib/data/files/fetch-file.ts';
import {publishedSets} from '../../../../lib/data/published-sets.ts';
import {checksumsOf, errorOf, fakeSet, packed, temporaryFolders} from '../support/fake-set.ts';
import {answers404, type Behaviour, honest, startMirror} from '../support/mirror.ts';

const name = 't10k-labels-idx1-ubyte';
const files = fakeSet();
const archives = packed(files);

describe('fetchFile', () => {
  const mirror = startMirror(archives);
  const folder = temporaryFolders();
  const busy: Behaviour = (_content, _request, response) => {
    response.writeHead(503).end();
  };
  const settings = () => ({
    mirrors: [mirror.url],
    checksums: checksumsOf(files),
    rounds: 3,
    pause: 1,
    timeout: 5000,
    onProgress: () => {},
  });

  it('tries a busy mirror again, and tells which one served', async () => {
    mirror.behave(busy, busy, honest);
    const dir = folder();
    expect(await fetchFile(name, dir, publishedSets.mnist, settings())).to.deep.equal({mirror: mirror.url});
    expect(mirror.requests.length).to.equal(3);
    expect(readdirSync(dir)).to.deep.equal([`${name}.gz`]);
  });

  it('reports every attempt where none succeeds', async () => {
    mirror.behave(busy, answers404);
    const outcome = await fetchFile(name, folder(), publishedSets.mnist, settings());
    const {attempts} = outcome as {attempts: Attempt[]};
    const url = `${mirror.url}${name}.gz`;
    expect(attempts).to.deep.equal([
      {url, reason: 'the server answered 503 Service Unavailable'},
      {url, reason: 'the server answered 404 Not Found'},
    ]);
  });

  it('asks for nothing where the file is there under any name, or comes there meanwhile', async () => {
    const dir = folder();
    writeFileSync(join(dir, 't10k-labels.idx1-ubyte'), files[name]!);
    mirror.behave(honest);
    expect(await fetchFile(name, dir, publishedSets.mnist, settings())).to.deep.equal({mirror: null});
    expect(mirror.requests).to.deep.equal([]);

    const shared = folder();
    mirror.behave((_content, _request, response) => {
      writeFileSync(join(shared, `${name}.gz`), archives[`${name}.gz`]!);
      response.writeHead(503).end();
    });
    expect(await fetchFile(name, shared, publishedSets.mnist, settings())).to.deep.equal({mirror: null});
    expect(mirror.requests.length).to.equal(1);
  });

  it('keeps a damaged file until a good one is there', async () => {
    const dir = folder();
    const damaged = join(dir, name);
    writeFileSync(damaged, 'damaged');
    mirror.behave(answers404);
    await fetchFile(name, dir, publishedSets.mnist, settings());
    expect(existsSync(damaged)).to.equal(true);
    mirror.behave(honest);
    await fetchFile(name, dir, publishedSets.mnist, settings());
    expect(readdirSync(dir)).to.deep.equal([`${name}.gz`]);
  });

  it('stops between rounds on request', async () => {
    const reason = new Error('enough');
    const stop = new AbortController();
    mirror.behave((content, request, response) => {
      setTimeout(() => stop.abort(reason), 20);
      busy(content, request, response);
    });
    const options = {...settings(), pause: 60_000, signal: stop.signal};
    expect(await errorOf(fetchFile(name, folder(), publishedSets.mnist, options))).to.equal(reason);
    expect(mirror.requests.length).to.equal(1);
  });
});
