import {existsSync, mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect} from 'chai';
import {parts} from '../../../../lib/native/cpp/parts.ts';
import {firstThatRuns, run} from '../../../../scripts/native/run-program.ts';
import {Stage} from '../../../scripts/native/stage.ts';

/** As much of TensorFlow's header as is used, and a session that prints the options that it is run with. */
const header = `
#pragma once
#include <stddef.h>
typedef struct { const void* data; size_t length; void (*data_deallocator)(void*, size_t); } TF_Buffer;
typedef struct { const char* name; } TF_Operation;
typedef struct { TF_Operation* oper; int index; } TF_Output;
struct TF_Session; struct TF_Tensor; struct TF_Status;
extern "C" const char* TF_OperationName(TF_Operation*);
extern "C" void TF_SessionRun(TF_Session*, const TF_Buffer*, const TF_Output*, TF_Tensor* const*, int, const TF_Output*,
                              TF_Tensor**, int, const TF_Operation* const*, int, TF_Buffer*, TF_Status*);
`;
const program = `
#include <stdio.h>
#include "tensorflow/c/c_api.h"
void call(const TF_Buffer* options, const char* name) {
  TF_Operation operation = {name};
  TF_Output output = {&operation, 0};
  TF_SessionRun(nullptr, options, nullptr, nullptr, 0, &output, nullptr, name == nullptr ? 0 : 1, nullptr, 0, nullptr, nullptr);
}
int main() {
  TF_Buffer own = {"own", 3, nullptr};
  call(nullptr, "caller/n1");
  call(nullptr, "n1");
  call(nullptr, "caller");
  call(nullptr, nullptr);
  call(nullptr, "shared/n1");
  call(&own, "caller/n1");
  volatile float tiny = 1e-30f;
  printf(tiny * 1e-10f == 0 ? "zero\\n" : "not zero\\n");
}
`;
/** The run with a helper, which a binding may come without. */
const helper = `
#include <stdio.h>
#include "tensorflow/c/c_api.h"
extern "C" bool OptimSharedRun(TF_Session*, const TF_Output*, TF_Tensor* const*, int, const TF_Output*, TF_Tensor**, int, TF_Status*) {
  volatile float tiny = 1e-30f;
  printf(tiny * 1e-10f == 0 ? "shared tiny is zero\\n" : "shared\\n");
  return true;
}
`;
const library = `
#include <stdio.h>
#include "tensorflow/c/c_api.h"
const char* TF_OperationName(TF_Operation* operation) { return operation->name; }
void TF_SessionRun(TF_Session*, const TF_Buffer* options, const TF_Output*, TF_Tensor* const*, int, const TF_Output*,
                   TF_Tensor**, int, const TF_Operation* const*, int, TF_Buffer*, TF_Status*) {
  printf("options");
  for (size_t i = 0; options != nullptr && i < options->length; i++) printf(" %02x", ((const unsigned char*)options->data)[i]);
  volatile float tiny = 1e-30f;
  printf(tiny * 1e-10f == 0 ? " tiny is zero\\n" : "\\n");
}
`;

const {source, bindingFlags} = parts.find(({name}) => name === 'session-run')!;

describe('session-run.cc', () => {
  it('runs graphs with a name of their own on the calling thread, where tiny numbers are zero meanwhile, and all others as they were to be run', async function () {
    const path = process.env['PATH'];
    const stage = new Stage();
    try {
      process.env['PATH'] = path;
      const compiler = (await firstThatRuns([['g++'], ['c++'], ['clang++']]))?.[0];
      if (compiler === undefined) {
        console.log('there is no C++ compiler here');
        this.skip();
      }
      const include = join(stage.folder, 'tensorflow', 'c', 'c_api.h');
      mkdirSync(dirname(include), {recursive: true});
      stage.file('tensorflow/c/c_api.h', header);
      const output = join(stage.folder, 'program');
      const flags = ['-std=c++17', '-Wall', '-Werror', `-I${stage.folder}`];
      const compile = async (...argv: string[]): Promise<void> => {
        const {code, stderr} = await run(compiler, [...flags, ...argv], {limit: 60});
        expect(stderr).to.equal('');
        expect(code).to.equal(0);
      };
      const object = join(stage.folder, 'library.o');
      await compile('-c', stage.file('library.cc', library), '-o', object);
      const sources = [stage.file('program.cc', program), stage.file('session-run.cc', source())];
      await compile(...bindingFlags!, ...sources, object, '-o', output);
      expect(existsSync(output)).to.equal(true);
      const {stdout} = await run(output, [], {limit: 10});
      const helped = stage.file('helped.cc', helper);
      await compile(...bindingFlags!, ...sources, helped, object, '-o', `${output}2`);
      expect((await run(`${output}2`, [], {limit: 10})).stdout).to.equal(
        stdout.replace('options\noptions 6f', 'shared tiny is zero\noptions 6f'),
      );
      const others = ['options', 'options', 'options', 'options', 'options 6f 77 6e', 'not zero'];
      // Field 3 of RunOptions, a varint; -1 takes ten bytes.
      expect(stdout.trim().split('\n')).to.deep.equal([`options 18${' ff'.repeat(9)} 01 tiny is zero`, ...others]);
    } finally {
      stage.remove();
    }
  });
});
