import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {createServer, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {delimiter, join} from 'node:path';
import {expect} from 'chai';
import {whyNotLoading} from '../../../scripts/native/loading.ts';
import {
  type Archive,
  archiveAddress,
  archiveOf,
  ownInstall,
  whyUnreachable,
} from '../../../scripts/native/own-install.ts';
import {Progress} from '../../../scripts/native/progress.ts';
import {Setback} from '../../../scripts/native/setback.ts';
import {Stage} from './stage.ts';

describe('whyUnreachable', () => {
  let server: Server;
  let base: string;
  const methods: string[] = [];
  before((done) => {
    server = createServer((request, response) => {
      methods.push(request.method!);
      if (request.url === '/stall') return;
      response.statusCode = request.url === '/there' ? 200 : 404;
      response.end();
    });
    server.listen(0, '127.0.0.1', () => {
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    server.closeAllConnections();
    server.close(done);
  });

  const ask = (address: string): Promise<string | null> =>
    whyUnreachable(address, process.cwd(), {seconds: 0.2, environment: {}});

  it('asks for the head only and tells a file that is there from every kind of failure', async () => {
    expect(await ask(`${base}/there`)).to.equal(null);
    expect(await ask(`${base}/elsewhere`)).to.match(/^127\.0\.0\.1:\d+ answers 404$/);
    expect(await ask(`${base}/stall`)).to.match(/does not answer$/);
    expect(await ask('http://127.0.0.1:1/there')).to.match(/ECONNREFUSED$/);
    expect(new Set(methods)).to.deep.equal(new Set(['HEAD']));
  });
});

describe('archiveAddress', () => {
  it('is the file that the install script fetches, by the same variables', () => {
    const path = 'tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz';
    const address = (platform: string, environment: NodeJS.ProcessEnv): string =>
      archiveAddress(archiveOf(platform)!, environment);
    expect(address('linux-x64', {})).to.equal(`https://storage.googleapis.com/${path}`);
    expect(address('linux-x64', {TFJS_NODE_CDN_STORAGE: 'http://mirror/'})).to.equal(`http://mirror/${path}`);
    expect(address('linux-x64', {TFJS_NODE_BASE_URI: 'http://base/tf-'})).to.equal(
      'http://base/tf-cpu-linux-x86_64-2.9.1.tar.gz',
    );
    expect(address('darwin-arm64', {})).to.match(/darwin_arm64_cpu\.tar\.gz$/);
    expect(archiveOf('sunos-x64')).to.equal(null);
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'])
      expect(archiveOf(platform)!.sha256).to.match(/^[0-9a-f]{64}$/);
  });
});

describe('ownInstall', () => {
  let stage: Stage;
  let server: Server;
  let address = '';
  const content = 'not really an archive';
  const archive: Archive = {
    path: 'library.tar.gz',
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  let answer: (response: ServerResponse) => void;
  beforeEach(function (done) {
    if (process.platform === 'win32') this.skip();
    stage = new Stage();
    // Unpacks and compiles as far as that leaves files.
    stage.program('tar', 'echo unpack "$@" >> "$STAGE/log"; echo library > "$4/lib/libtensorflow.so.2"');
    stage.file(
      'tfjs-node/node_modules/@mapbox/node-pre-gyp/bin/node-pre-gyp',
      `const fs = require('fs');
       fs.appendFileSync(process.env.STAGE + '/log', 'compile ' + process.argv.slice(2).join(' ') + '\\n');
       fs.mkdirSync('lib/napi-v8', {recursive: true});
       fs.writeFileSync('lib/napi-v8/tfjs_binding.node', 'binding');
       fs.writeFileSync('path', process.env.PATH);`,
    );
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'a broken one');
    answer = (response) => response.end(content);
    server = createServer((_, response) => answer(response)).listen(0, '127.0.0.1', () => {
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      process.env['TFJS_NODE_CDN_STORAGE'] = address;
      done();
    });
  });
  afterEach((done) => {
    stage.remove();
    server.closeAllConnections();
    server.close(done);
  });

  const install = (wanted: Archive | null = archive): Promise<void> =>
    ownInstall(stage.packageFolder, new Progress(true), wanted);
  const refusal = async (wanted: Archive | null = archive): Promise<string> => {
    const error = await install(wanted).catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(Setback);
    expect(readdirSync(stage.packageFolder).filter((name) => name.startsWith('download-'))).to.deep.equal([]);
    return (error as Setback).message;
  };

  it('fetches, verifies and unpacks the library, compiles the binding, and writes down what it made', async () => {
    await install();
    expect(stage.log.map((line) => line.split(' ')[0])).to.deep.equal(['unpack', 'compile']);
    expect(stage.log[1]).to.equal('compile install --build-from-source');
    const path = readFileSync(join(stage.packageFolder, 'path'), 'utf8');
    expect(path.split(delimiter)[0]).to.equal(join(stage.packageFolder, 'node_modules', '.bin'));
    expect(readdirSync(stage.packageFolder).filter((name) => name.startsWith('download-'))).to.deep.equal([]);
    expect(await whyNotLoading(stage.packageFolder)).to.equal(null);
    stage.file('tfjs-node/deps/lib/libtensorflow.so.2', 'another');
    expect(await whyNotLoading(stage.packageFolder)).to.match(
      /libtensorflow\.so\.2 is not the file that was made there/,
    );
  });

  it('loads nothing whose SHA-256 is another or is not known, and leaves what is there', async () => {
    expect(await refusal({...archive, sha256: '0'.repeat(64)})).to.equal(
      `the downloaded library has SHA-256 ${archive.sha256} instead of ${'0'.repeat(64)}`,
    );
    expect(await refusal({...archive, sha256: null})).to.match(/no SHA-256 of tfjs-node's library for .* is known/);
    expect(await refusal(null)).to.match(/tfjs-node has no library for/);
    expect(stage.log).to.deep.equal([]);
    expect(existsSync(join(stage.packageFolder, 'lib'))).to.equal(true);
  });

  it('tells a transfer that ends early', async () => {
    let asked = 0;
    answer = (response) => {
      response.writeHead(asked++ === 0 ? 200 : 503).end();
    };
    expect(await refusal()).to.match(/^127\.0\.0\.1:\d+ answers 503$/);
    answer = (response) => {
      response.writeHead(200, {'content-length': '1000'});
      response.write(content, () => response.destroy());
    };
    expect(await refusal()).to.match(/out of reach|ended early|ECONNRESET|aborted/);
  });

  it('cleans up after a step that fails half-way', async () => {
    const manifest = join(stage.packageFolder, 'package.json');
    const before = readFileSync(manifest, 'utf8');
    stage.file(
      'tfjs-node/node_modules/@mapbox/node-pre-gyp/bin/node-pre-gyp',
      `require('fs').writeFileSync('package.json', '{'); throw new Error('no compiler');`,
    );
    expect(await refusal()).to.match(/binding could not be compiled \(.*no compiler/);
    expect(readFileSync(manifest, 'utf8')).to.equal(before);
    expect(existsSync(join(stage.packageFolder, 'deps'))).to.equal(false);
    stage.program('tar', 'echo "error: no space" >&2; exit 1');
    expect(await refusal()).to.match(/could not be unpacked \(no space/);
    expect(existsSync(join(stage.packageFolder, 'deps'))).to.equal(false);
  });

  it("leaves a library of somebody's own to the script", async () => {
    stage.file('tfjs-node/scripts/custom-binary.json', '{}');
    stage.file('tfjs-node/scripts/install.js', `require('fs').writeFileSync('told', process.argv.slice(2).join(' '))`);
    await install();
    expect(readFileSync(join(stage.packageFolder, 'told'), 'utf8')).to.equal('cpu download');
    expect(existsSync(join(stage.packageFolder, 'lib'))).to.equal(false, 'the broken one is out of the way');
    stage.file('tfjs-node/scripts/install.js', `require('fs').mkdirSync('deps'); throw new Error('connection reset');`);
    expect(await refusal()).to.match(/install script failed .*connection reset/);
    expect(existsSync(join(stage.packageFolder, 'deps'))).to.equal(false);
  });

  it('does not even start where the server is out of reach', async () => {
    process.env['TFJS_NODE_CDN_STORAGE'] = 'http://127.0.0.1:1/';
    expect(await refusal()).to.include('out of reach (127.0.0.1:1: ECONNREFUSED)');
    expect(stage.log).to.deep.equal([]);
  });
});
