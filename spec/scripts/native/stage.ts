import {createHash} from 'node:crypto';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Wheel} from '../../../scripts/native/build/wheel.ts';

const content = 'not really a wheel';

/** The facts of the file that the stage's pip "downloads". */
export const stageWheel: Wheel = {
  requirement: 'tensorflow-cpu==2.21.0',
  version: '2.21.0',
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};

/** A compiler that notes that it was run and writes what loads. */
export const compilerProgram = `
    [ "$1" = --version ] && exit 0
    echo compile >> "$STAGE/log"
    while [ $# -gt 0 ]; do [ "$1" = -o ] && echo binding > "$2"; shift; done`;

const programs = {
  'g++': compilerProgram,
  python3: `
    [ "$1" = --version ] && exit 0
    if [ "$1" = -m ]; then
      shift 2
      [ "$1" = --version ] && exit 0
      echo download >> "$STAGE/log"
      while [ "$1" != --dest ]; do shift; done
      printf %s '${content}' > "$2/tensorflow_cpu-2.21.0.whl"
    else
      echo unpack >> "$STAGE/log"
      /bin/mkdir -p "$4/tensorflow/include"
      echo cc > "$4/tensorflow/libtensorflow_cc.so.2"
      echo framework > "$4/tensorflow/libtensorflow_framework.so.2"
    fi`,
};

const packageFiles = {
  'package.json': JSON.stringify({name: '@tensorflow/tfjs-node', version: '4.22.0', main: 'index.js'}),
  'binding/tfjs_backend.cc': '',
  'binding/tfjs_binding.cc': '',
  'scripts/install.js': 'throw new Error("not today")',
  // Loads as tfjs-node does: where its binding and the library are.
  'index.js': `
    const {readFileSync} = require('fs');
    const binding = readFileSync(__dirname + '/lib/napi-v8/tfjs_binding.node', 'utf8').trim();
    if (binding !== 'binding') throw new Error('invalid ELF header');
    const sum = (values) => ({square: () => sum(values.map((x) => x * x)), sum: () => ({dataSync: () => [values.reduce((a, b) => a + b)]})});
    module.exports = {tidy: (f) => f(), tensor: sum, getBackend: () => 'tensorflow'};`,
};

/** A machine of its own for set-up: programs on the path, a cache, a tfjs-node folder, and no way to the network. */
export class Stage {
  readonly folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-stage-'));
  readonly cache = join(this.folder, 'cache', 'tfjs-optim', 'native');
  readonly packageFolder = join(this.folder, 'tfjs-node');
  readonly #before = {...process.env};

  constructor() {
    mkdirSync(join(this.folder, 'bin'));
    for (const [name, script] of Object.entries(programs)) this.program(name, script);
    for (const [name, text] of Object.entries(packageFiles)) this.file(join('tfjs-node', name), text);
    for (const name of [
      'TFJS_OPTIM_BACKEND',
      'npm_lifecycle_event',
      'CXX',
      'NODE_OPTIONS',
      'TFJS_NODE_BASE_URI',
      'HTTPS_PROXY',
      'HTTP_PROXY',
      'https_proxy',
      'http_proxy',
    ]) {
      delete process.env[name];
    }
    Object.assign(process.env, {
      STAGE: this.folder,
      PATH: join(this.folder, 'bin'),
      XDG_CACHE_HOME: join(this.folder, 'cache'),
      TFJS_NODE_CDN_STORAGE: 'http://127.0.0.1:1/',
    });
  }

  /** Puts a shell script on the path. */
  program(name: string, script: string): void {
    const path = join(this.folder, 'bin', name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  /** Takes a program off the path. */
  without(name: string): void {
    rmSync(join(this.folder, 'bin', name));
  }

  file(name: string, text: string): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text);
    return path;
  }

  /** What the programs were asked to do so far. */
  get log(): string[] {
    const path = join(this.folder, 'log');
    return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  }

  remove(): void {
    for (const name of Object.keys(process.env)) if (!(name in this.#before)) delete process.env[name];
    Object.assign(process.env, this.#before);
    rmSync(this.folder, {recursive: true, force: true});
  }
}

/** Whether set-up from the wheel applies to this machine; says so where it does not. */
export function wheelApplies(): boolean {
  const applies = process.platform === 'linux' && process.arch === 'x64';
  if (!applies) console.log('building from the wheel is for linux-x64');
  return applies;
}
