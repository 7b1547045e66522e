import {expect} from 'chai';
import {once} from 'node:events';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import {join} from 'node:path';
import {DataError} from '../../../../lib/data/data-error.ts';
import {Failure} from '../../../../lib/data/files/failure.ts';
import {fetchPart} from '../../../../lib/data/files/fetch-part.ts';
import {errorOf, noise, temporaryFolders} from '../support/fake-set.ts';
import {answers404, type Behaviour, honest, ignoresRange, stalls, startMirror, truncates} from '../support/mirror.ts';

describe('fetchPart', () => {
  const content = Buffer.from(noise(50_000));
  const mirror = startMirror({file: content});
  const folder = temporaryFolders();
  const options = {timeout: 5000, onProgress: () => {}};
  const fresh = (present?: Buffer) => {
    const path = join(folder(), 'part');
    if (present !== undefined) writeFileSync(path, present);
    return path;
  };
  const arrived = (path: string) => Buffer.compare(readFileSync(path), content) === 0;

  it('fetches a file and tells how far it is', async () => {
    mirror.behave(honest);
    const path = fresh();
    const progress: [number, number | null][] = [];
    await fetchPart(`${mirror.url}file`, path, {...options, onProgress: (...step) => progress.push(step)});
    expect(arrived(path)).to.equal(true);
    expect(mirror.requests).to.deep.equal(['file']);
    expect(progress[0]).to.deep.equal([0, 50_000]);
    expect(progress.at(-1)).to.deep.equal([50_000, 50_000]);
    expect(progress.every(([bytes], i) => i === 0 || bytes >= progress[i - 1]![0])).to.equal(true);
  });

  it('keeps what arrived before the server hung up, and goes on from there', async () => {
    mirror.behave(truncates(20_000), honest);
    const path = fresh();
    expect(await errorOf(fetchPart(`${mirror.url}file`, path, options))).to.be.instanceOf(Failure);
    // Bytes that arrived but were not read when the connection broke are lost.
    const {length} = readFileSync(path);
    expect(length).to.be.within(1, 20_000);
    const progress: number[] = [];
    await fetchPart(`${mirror.url}file`, path, {...options, onProgress: (bytes) => progress.push(bytes)});
    expect(arrived(path)).to.equal(true);
    expect(mirror.requests).to.deep.equal(['file', `file bytes=${length}-`]);
    expect(progress[0]).to.equal(length);
  });

  it('starts again where the server ignores the range', async () => {
    mirror.behave(ignoresRange);
    const path = fresh(content.subarray(0, 30_000));
    await fetchPart(`${mirror.url}file`, path, options);
    expect(arrived(path)).to.equal(true);
    expect(mirror.requests).to.deep.equal(['file bytes=30000-']);
  });

  it('starts again where another range arrives than was asked for', async () => {
    const wrong: Behaviour = (bytes, _request, response) => {
      response.writeHead(206, {'content-range': `bytes 0-99/${bytes.length}`}).end(bytes.subarray(0, 100));
    };
    mirror.behave(wrong, honest);
    const path = fresh(content.subarray(0, 30_000));
    await fetchPart(`${mirror.url}file`, path, options);
    expect(arrived(path)).to.equal(true);
    expect(mirror.requests).to.deep.equal(['file bytes=30000-', 'file']);
  });

  it('sees that a server sends less of the rest than there is', async () => {
    mirror.behave((bytes, _request, response) => {
      const rest = bytes.subarray(30_000, 31_000);
      response.writeHead(206, {'content-length': 1000, 'content-range': `bytes 30000-30999/${bytes.length}`}).end(rest);
    });
    const path = fresh(content.subarray(0, 30_000));
    const error = await errorOf(fetchPart(`${mirror.url}file`, path, options));
    expect(error).to.be.instanceOf(Failure).with.property('message', 'the transfer ended after 31000 of 50000 bytes');
    expect(Buffer.compare(readFileSync(path), content.subarray(0, 31_000))).to.equal(0);
  });

  it('takes a part that is complete already, and drops one that is too long', async () => {
    mirror.behave(honest);
    const complete = fresh(content);
    await fetchPart(`${mirror.url}file`, complete, options);
    expect(arrived(complete)).to.equal(true);
    expect(mirror.requests).to.deep.equal(['file bytes=50000-']);
    const long = fresh(Buffer.concat([content, noise(10)]));
    await fetchPart(`${mirror.url}file`, long, options);
    expect(arrived(long)).to.equal(true);
    expect(mirror.requests.slice(1)).to.deep.equal(['file bytes=50010-', 'file']);
  });

  it('gives up a server that stalls, before the first byte and after some', async () => {
    const silent: Behaviour = () => {};
    for (const behaviour of [silent, stalls(10_000)]) {
      mirror.behave(behaviour);
      const path = fresh();
      const error = await errorOf(fetchPart(`${mirror.url}file`, path, {...options, timeout: 400}));
      expect(error).to.be.instanceOf(Failure).with.property('message', 'nothing arrived for 0.4 s');
      expect(existsSync(path) ? readFileSync(path).length : 0).to.equal(behaviour === silent ? 0 : 10_000);
    }
  });

  it('says what the server answered, and whether to ask again', async () => {
    const status =
      (code: number): Behaviour =>
      (_content, _request, response) => {
        response.writeHead(code).end();
      };
    const page: Behaviour = (_content, _request, response) => {
      response.writeHead(200, {'content-type': 'text/html; charset=utf-8'}).end('<html>Please log in</html>');
    };
    const answers: [behaviour: Behaviour, message: RegExp, final: boolean][] = [
      [answers404, /^the server answered 404 Not Found$/, true],
      [status(403), /^the server answered 403 Forbidden$/, true],
      [status(503), /^the server answered 503 Service Unavailable$/, false],
      [status(429), /^the server answered 429 Too Many Requests$/, false],
      [page, /^the server sent a web page \(HTML\), not the file$/, true],
    ];
    for (const [behaviour, message, final] of answers) {
      mirror.behave(behaviour);
      const path = fresh(content.subarray(0, 100));
      const error = await errorOf(fetchPart(`${mirror.url}file`, path, options));
      expect(error).to.be.instanceOf(Failure).with.property('final', final);
      expect(error.message).to.match(message);
      expect(readFileSync(path).length, 'the part is kept').to.equal(100);
    }
  });

  it('names the reason where there is no server', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const {port} = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const error = await errorOf(fetchPart(`http://127.0.0.1:${port}/file`, fresh(), options));
    expect(error).to.be.instanceOf(Failure).with.property('final', false);
    expect(error.message).to.equal(`connect ECONNREFUSED 127.0.0.1:${port}`);
  });

  it('stops on request with the reason of the signal', async () => {
    mirror.behave(stalls(10_000));
    const reason = new Error('enough');
    const stop = new AbortController();
    const path = fresh();
    const onProgress = (bytes: number) => {
      if (bytes === 10_000) stop.abort(reason);
    };
    expect(await errorOf(fetchPart(`${mirror.url}file`, path, {...options, onProgress, signal: stop.signal}))).to.equal(
      reason,
    );
    expect(readFileSync(path).length).to.equal(10_000);
  });

  it('tells trouble with the disk from trouble with the server', async () => {
    mirror.behave(honest);
    const path = join(folder(), 'none', 'part');
    const error = await errorOf(fetchPart(`${mirror.url}file`, path, options));
    expect(error).to.be.instanceOf(DataError);
    expect(error.message).to.equal(`${path}: cannot be written: its folder does not exist`);
  });
});
