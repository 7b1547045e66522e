import {resolve} from 'node:path';
import {INSTRUMENTER_CONSTANTS, type InstrumenterContext, type StrykerOptions} from '@stryker-mutator/api/core';
import {commonTokens, declareClassPlugin, PluginKind, tokens} from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

/** What the mutated sources read and write. */
const mutated = ((globalThis as Record<string, unknown>)[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {}) as {
  [Name in keyof InstrumenterContext]: InstrumenterContext[Name] | undefined;
};

const exactly = (title: string): string => `^${title.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$`;

/**
 * Runs specs in one process again and again, each time with another mutant switched on. Stryker's own runner looks for files
 * that mocha 12 no longer has; this one needs nothing but mocha's class.
 */
class MochaRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options);
  readonly #options: StrykerOptions;
  #mocha: Mocha | undefined;

  constructor(options: StrykerOptions) {
    this.#options = options;
  }

  /** Modules are read once a process, which is why mutants that act while they are read are ignored. */
  capabilities(): {reloadEnvironment: boolean} {
    return {reloadEnvironment: false};
  }

  async init(): Promise<void> {
    // Stryker has made its copy of the project the working directory.
    const {mochaHooks} = (await import(resolve('spec/support/backend.ts'))) as typeof import('../support/backend.ts');
    const mocha = new Mocha({rootHooks: mochaHooks, timeout: 0, reporter: 'base'});
    mocha.cleanReferencesAfterRun(false);
    for (const file of this.#options.testFiles) mocha.addFile(resolve(file));
    mocha.suite.beforeEach(function () {
      mutated.currentTestId = this.currentTest?.fullTitle();
    });
    await mocha.loadFilesAsync();
    this.#mocha = mocha;
  }

  async dryRun({disableBail}: DryRunOptions): Promise<DryRunResult> {
    const result = await this.#run(disableBail);
    const {mutantCoverage} = mutated;
    return result.status === DryRunStatus.Complete && mutantCoverage !== undefined
      ? {...result, mutantCoverage}
      : result;
  }

  async mutantRun({activeMutant, testFilter, disableBail, hitLimit}: MutantRunOptions): Promise<MutantRunResult> {
    this.#mocha!.grep(new RegExp(testFilter?.map(exactly).join('|') ?? ''));
    mutated.activeMutant = activeMutant.id;
    mutated.hitLimit = hitLimit;
    mutated.hitCount = hitLimit === undefined ? undefined : 0;
    return toMutantRunResult(await this.#run(disableBail));
  }

  async #run(disableBail: boolean): Promise<DryRunResult> {
    const mocha = this.#mocha!;
    const tests: TestResult[] = [];
    let began = 0;
    const told = (test: Mocha.Runnable): Omit<TestResult, 'status'> => {
      const name = test.ctx?.currentTest?.fullTitle() ?? test.fullTitle();
      return {id: name, name, timeSpentMs: performance.now() - began, ...(test.file && {fileName: test.file})};
    };
    mocha.bail(!disableBail);
    await new Promise<void>((done) => {
      const runner = mocha.run(() => done());
      runner.on('test', () => (began = performance.now()));
      runner.on('pass', (test) => tests.push({...told(test), status: TestStatus.Success}));
      runner.on('fail', (test, {message}: Error) =>
        tests.push({...told(test), status: TestStatus.Failed, failureMessage: message}),
      );
    });
    return determineHitLimitReached(mutated.hitCount, mutated.hitLimit) ?? {status: DryRunStatus.Complete, tests};
  }

  async dispose(): Promise<void> {
    this.#mocha?.dispose();
  }
}

/** Stryker looks for this name. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'mocha', MochaRunner)];
