import {fileURLToPath} from 'node:url';
import type {LogLevel} from '@stryker-mutator/api/core';
import {Stryker} from '@stryker-mutator/core';
import {chosenFiles} from './chosen-files.ts';

/*
 * npm run mutate -- PATH...: changes the sources of PATH one operator, number or condition at a time and shows which changes
 * their specs do not notice. A habit of whoever writes specs, and no part of the tests.
 */
async function mutate(paths: readonly string[]): Promise<void> {
  const {sources, specs} = chosenFiles('.', paths);
  // For all processes that Stryker starts, because each of them reads the runner.
  process.env['NODE_OPTIONS'] = '--import tsx/esm';
  const stryker = new Stryker({
    mutate: [...sources],
    testFiles: [...specs],
    testRunner: 'mocha',
    plugins: [fileURLToPath(new URL('mocha-runner.ts', import.meta.url))],
    coverageAnalysis: 'perTest',
    // They act while modules are read, which happens once a process.
    ignoreStatic: true,
    concurrency: 2,
    // A new process reads TensorFlow and all specs before its first mutant.
    timeoutMS: 20_000,
    ignorePatterns: ['/dist', '/runs', '/docs/api', '/docs/images', '/bench/results'],
    tempDirName: 'runs/mutation/copy',
    cleanTempDir: 'always',
    reporters: ['clear-text', 'progress-append-only', 'html'],
    clearTextReporter: {allowColor: process.stdout.isTTY, logTests: false, reportTests: false, skipFull: true},
    htmlReporter: {fileName: 'runs/mutation/report.html'},
    logLevel: 'warn' as LogLevel,
  });
  await stryker.runMutationTest();
}

try {
  await mutate(process.argv.slice(2));
} catch (error) {
  console.error(`✖ ${(error as Error).message}`);
  process.exitCode = 1;
}
