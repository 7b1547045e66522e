import {expect} from 'chai';
import {settingsTable} from '../../../../scripts/report/sections/settings.ts';
import {sampleUnits} from '../sample-report.ts';

describe('settingsTable', () => {
  it('writes the configuration of each label once', () => {
    const units = sampleUnits({labels: ['sgd', 'adam'], seeds: 3});
    const {text} = settingsTable(units);
    expect(text.match(/<th scope="row"/g)).to.have.length(2);
    const plain = text.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
    expect(plain).to.contain('learningRate 0.1, momentum 0.9, schedule inverseTimeDecay({k: 0.002}), nesterov false');
  });

  it('escapes, and leaves out what is undefined', () => {
    const [unit] = sampleUnits({labels: ['sgd'], seeds: 1});
    const {text} = settingsTable([{...unit!, config: {'a<b': '</td>', none: undefined, limit: Infinity}}]);
    expect(text).to.contain('a&lt;b').and.to.contain('&lt;/td&gt;').and.to.contain('Infinity');
    expect(text).not.to.contain('none');
  });
});
