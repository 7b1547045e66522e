import {expect} from 'chai';
import {modelCatalogue} from '../../../lib/models/index.ts';
import {lineSearchCatalogue, optimizerCatalogue, solverCatalogue} from '../../../optimizers/index.ts';
import {scheduleCatalogue} from '../../../schedules/index.ts';
import {run} from '../support/run.ts';

interface Entry {
  name: string;
  formula: string;
  options: string[];
  reference: string;
}

describe('tfjs-optim list', () => {
  it('shows every optimizer with formula, defaults and reference', async () => {
    const {result, out} = await run('list', 'optimizers');
    expect(result).to.equal(0);
    const text = out.join('\n');
    for (const [name, {formula, reference, options}] of Object.entries(optimizerCatalogue)) {
      const block = text.slice(text.indexOf(`  ${name}\n`));
      expect(block, name).to.contain(formula).and.to.contain(reference);
      for (const [option, {default: fallback}] of Object.entries(options))
        expect(block).to.contain(typeof fallback === 'string' ? `${option} '${fallback}'` : `${option} ${fallback}`);
    }
    expect(text).not.to.contain('Schedules');
  });

  it('shows solvers with what they keep, and line searches', async () => {
    const text = (await run('list', 'solvers', 'line-searches')).out.join('\n');
    expect(text).to.match(/Solvers[^]*Line searches/);
    for (const [name, {formula, reference, options}] of Object.entries({...solverCatalogue, ...lineSearchCatalogue})) {
      const block = text.slice(text.indexOf(`  ${name}\n`)).split('\n\n')[0]!;
      expect(block, name).to.contain(formula).and.to.contain(reference);
      for (const option of Object.keys(options)) expect(block).to.contain(`${option} `);
    }
    for (const {state} of Object.values(solverCatalogue)) expect(text).to.contain(`keeps ${state}`);
    expect(text).to.match(/memory 10, lineSearch \(how a step is found/);
  });

  it('gives everything to a program', async () => {
    const {out} = await run('list', '--json');
    const all = JSON.parse(out.join('\n')) as Record<string, Entry[]>;
    const names = (kind: string) => all[kind]!.map(({name}) => name);
    expect(names('optimizers')).to.deep.equal(Object.keys(optimizerCatalogue));
    expect(names('solvers')).to.deep.equal(Object.keys(solverCatalogue));
    expect(names('line-searches')).to.deep.equal(Object.keys(lineSearchCatalogue));
    expect(names('schedules')).to.deep.equal(Object.keys(scheduleCatalogue));
    expect(names('models')).to.deep.equal(Object.keys(modelCatalogue));
    expect(all['schedules']!.every(({formula, reference}) => formula !== '' && reference !== '')).to.equal(true);
    expect(all['schedules']!.find(({name}) => name === 'stepDecay')!.options.join()).to.contain('every (required)');
  });

  it('shows what is named, of whichever kind', async () => {
    const {result, out} = await run('list', 'cyclic', 'adam', 'solvers', '--json');
    expect(result).to.equal(0);
    const found = JSON.parse(out.join('\n')) as Record<string, Entry[]>;
    expect(Object.entries(found).map(([kind, list]) => [kind, list.map(({name}) => name)])).to.deep.equal([
      ['optimizers', ['adam']],
      ['solvers', Object.keys(solverCatalogue)],
      ['schedules', ['cyclic']],
    ]);
    const wrong = await run('list', 'adm');
    expect(wrong.result).to.equal(2);
    expect(wrong.err.join('\n')).to.match(/list: unknown kind or name "adm".*adam.* \(kinds: optimizers, .*models;/);
  });

  it('says what happens without an option that has no default', async () => {
    const text = (await run('list')).out.join('\n');
    expect(text).to.not.include('undefined');
    expect(text).to.include('down (steps of the way back; as many as `up` when left out)');
  });

  it('takes the option before the command, too', async () => {
    const {result, out} = await run('--json', 'list', 'models');
    expect(result).to.equal(0);
    expect(Object.keys(JSON.parse(out.join('\n')) as object)).to.deep.equal(['models']);
  });
});
