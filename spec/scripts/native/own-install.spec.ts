import {existsSync, readFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {delimiter, join} from 'node:path';
import {expect} from 'chai';
import {archiveAddress, ownInstall, whyUnreachable} from '../../../scripts/native/own-install.ts';
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
    expect(archiveAddress('linux-x64', {})).to.equal(`https://storage.googleapis.com/${path}`);
    expect(archiveAddress('linux-x64', {TFJS_NODE_CDN_STORAGE: 'http://mirror/'})).to.equal(`http://mirror/${path}`);
    expect(archiveAddress('linux-x64', {TFJS_NODE_BASE_URI: 'http://base/tf-'})).to.equal(
      'http://base/tf-cpu-linux-x86_64-2.9.1.tar.gz',
    );
    expect(archiveAddress('darwin-arm64', {})).to.match(/darwin_arm64_cpu\.tar\.gz$/);
    expect(archiveAddress('sunos-x64', {})).to.equal(null);
  });
});

describe('ownInstall', () => {
  let stage: Stage;
  let server: Server;
  beforeEach(function (done) {
    if (archiveAddress() === null) this.skip();
    stage = new Stage();
    server = createServer((_, response) => response.end()).listen(0, '127.0.0.1', () => {
      process.env['TFJS_NODE_CDN_STORAGE'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      done();
    });
  });
  afterEach((done) => {
    stage.remove();
    server.closeAllConnections();
    server.close(done);
  });

  const install = (): Promise<void> => ownInstall(stage.packageFolder, new Progress(true));

  it('runs the script in its folder, with the programs of the project on the path', async () => {
    const script = `require('fs').writeFileSync('told', [process.argv.slice(2).join(' '), process.env.PATH].join('\\n'))`;
    stage.file('tfjs-node/scripts/install.js', script);
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'a broken one');
    await install();
    const [argv, path] = readFileSync(join(stage.packageFolder, 'told'), 'utf8').split('\n');
    expect(argv).to.equal('cpu download');
    expect(path!.split(delimiter)[0]).to.equal(join(stage.packageFolder, 'node_modules', '.bin'));
    expect(existsSync(join(stage.packageFolder, 'lib'))).to.equal(false, 'the broken one is out of the way');
  });

  it('cleans up after a script that fails half-way', async () => {
    const manifest = join(stage.packageFolder, 'package.json');
    const before = readFileSync(manifest, 'utf8');
    const script = `
      const fs = require('fs');
      fs.mkdirSync('deps/lib', {recursive: true});
      fs.writeFileSync('package.json', '{');
      throw new Error('connection reset');`;
    stage.file('tfjs-node/scripts/install.js', script);
    const error = await install().catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(Setback);
    expect((error as Setback).message)
      .to.include('install script failed')
      .and.include('connection reset');
    expect(readFileSync(manifest, 'utf8')).to.equal(before);
    expect(existsSync(join(stage.packageFolder, 'deps'))).to.equal(false);
  });

  it('does not even start where the server is out of reach', async () => {
    stage.file('tfjs-node/scripts/install.js', `require('fs').writeFileSync('told', '')`);
    process.env['TFJS_NODE_CDN_STORAGE'] = 'http://127.0.0.1:1/';
    const error = await install().catch((caught: unknown) => caught);
    expect((error as Error).message).to.include('out of reach (127.0.0.1:1: ECONNREFUSED)');
    expect(existsSync(join(stage.packageFolder, 'told'))).to.equal(false);
  });
});
