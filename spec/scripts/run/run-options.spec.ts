import {expect} from 'chai';
import {interpolate} from '../../../scripts/interpolate/command.ts';
import {mnist} from '../../../scripts/mnist/command.ts';
import {
  batchNormOption,
  dataOptions,
  outputOptions,
  seedsOption,
  trainingOptions,
} from '../../../scripts/run/run-options.ts';
import {surface} from '../../../scripts/surface/command.ts';

describe('options of the commands that make runs', () => {
  it('are the same in all of them', () => {
    for (const {options} of [mnist, interpolate, surface])
      expect(options).to.include({...trainingOptions, ...dataOptions});
  });

  it('name the folder of each command, and differ in nothing else of the output', () => {
    for (const [name, {options}] of Object.entries({mnist, interpolate, surface})) {
      expect(options['out']!.default).to.equal(`runs/${name}-<date>-<time>`);
      for (const [option, definition] of Object.entries(outputOptions(name))) {
        expect(options[option]).to.deep.equal(definition);
      }
    }
  });

  it('have the group and the default that they are asked for', () => {
    expect(batchNormOption('Points')['batch-norm']).to.include({group: 'Points', default: 'recalibrate'});
    expect(seedsOption('7')['seeds']).to.include({default: '7', group: 'Training'});
  });
});
