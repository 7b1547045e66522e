import {fileURLToPath} from 'node:url';
import {expect} from 'chai';
import ts from 'typescript';
import {positive} from '../../../lib/base/arguments.ts';
import {
  asFunction,
  asGiven,
  asList,
  asNumbers,
  asSignal,
  checkedBy,
  choiceOption,
  describeOptions,
  flagOption,
  numberOption,
  option,
  type OptionsOf,
  readOptions,
  readValues,
  seedOption,
  type SettingsOf,
} from '../../../lib/base/options.ts';

const table = {
  start: numberOption({}, 'where it starts'),
  steps: numberOption({from: 1, whole: true}, 'how many'),
  rate: numberOption({from: 0, below: 1}, 0.5, 'how fast'),
  end: numberOption(positive, undefined, 'where it ends'),
  loud: flagOption(false, 'whether it is heard'),
  mode: choiceOption(['up', 'down'], 'the direction'),
  list: option(asNumbers(positive, 1), [1, 2], 'some numbers'),
  onStep: option(asFunction<(step: number) => void>, undefined, 'called at every step'),
  seed: seedOption('of the noise'),
};

interface Options extends OptionsOf<typeof table, 'start'> {}

const read = (options: unknown, start: unknown = 0) => readOptions('walk', table, options as Options, {start});

describe('readOptions', () => {
  it('fills in the defaults, in the order of the table', () => {
    const settings = read({steps: 3});
    expect(settings).to.deep.equal({
      start: 0,
      steps: 3,
      rate: 0.5,
      end: undefined,
      loud: false,
      mode: 'up',
      list: [1, 2],
      onStep: undefined,
      seed: 0,
    });
    expect(Object.keys(settings)).to.deep.equal(Object.keys(table));
    const onStep = (): void => {};
    const given = {steps: 1, rate: 0, end: 2, loud: true, mode: 'down', list: [3], onStep, seed: -1.5};
    expect(read(given, 7)).to.deep.equal({start: 7, ...given});
    expect(read({steps: 1, rate: undefined, mode: undefined})).to.include({rate: 0.5, mode: 'up'});
  });

  it('refuses, by name, with the range, the value and the way out', () => {
    const cases: [unknown, typeof Error, string][] = [
      [undefined, TypeError, 'walk: options must be an object of steps, rate, end'],
      [{}, TypeError, 'walk: steps must be a whole number >= 1, received undefined'],
      [{steps: 0}, RangeError, 'walk: steps must be a whole number >= 1, received 0'],
      [{steps: 1, rate: 1}, RangeError, 'walk: rate must be a finite number >= 0 and < 1, received 1'],
      [{steps: 1, rate: null}, TypeError, 'walk: rate must be a finite number >= 0 and < 1, received null'],
      [{steps: 1, end: 0}, RangeError, 'walk: end must be a finite number > 0, received 0'],
      [{steps: 1, loud: 1}, TypeError, 'walk: loud must be true or false, received 1'],
      [{steps: 1, mode: 'dwon'}, RangeError, 'must be one of "up", "down", received "dwon"; did you mean "down"?'],
      [{steps: 1, list: []}, RangeError, 'walk: list must have at least 1 element, received []'],
      [{steps: 1, list: 3}, TypeError, 'walk: list must be an array, received 3'],
      [{steps: 1, list: [1, 0]}, RangeError, 'walk: list must be a finite number > 0, received 0'],
      [{steps: 1, onStep: 3}, TypeError, 'walk: onStep must be a function, received 3'],
      [{steps: 1, seed: Number.NaN}, RangeError, 'walk: seed must be a finite number, received NaN'],
      [{step: 1}, TypeError, 'walk: unknown option "step"; did you mean "steps"?'],
    ];
    for (const [options, kind, message] of cases) expect(() => read(options)).to.throw(kind, message);
  });

  it('checks arguments of their own, which are no options', () => {
    expect(() => read({steps: 1}, '0')).to.throw(TypeError, 'walk: start must be a finite number, received "0"');
    expect(() => read({steps: 1, start: 3})).to.throw(TypeError, 'walk: unknown option "start"');
  });

  it('refuses options in the place of the argument before them, also where nothing else is given', () => {
    const none = undefined as unknown as object;
    expect(() => readOptions('walk', table, none, {start: {start: 1}})).to.throw(
      TypeError,
      'walk: start must be a finite number, received {"start":1}; it comes first, as in walk(0.001, {...})',
    );
    expect(() => readOptions('walk', table, none)).to.throw(TypeError, 'walk: options must be an object');
  });
});

describe('readValues', () => {
  it('does not see names that it does not know', () => {
    const {rate, loud} = table;
    expect(readValues('walk', {rate, loud}, {rate: 0.25, other: 1})).to.deep.equal({rate: 0.25, loud: false});
  });
});

describe('readers', () => {
  it('give what they let pass, and refuse the rest', () => {
    const {signal} = new AbortController();
    expect(asSignal('f', 'signal', signal)).to.equal(signal);
    expect(() => asSignal('f', 'signal', new AbortController() as never)).to.throw(
      TypeError,
      'f: signal must be an AbortSignal, received an object of class AbortController',
    );
    expect(asList('f', 'values', ['a'])).to.deep.equal(['a']);
    expect(() => asList('f', 'values', 3 as never)).to.throw(TypeError, 'f: values must be an array, received 3');
    expect(asGiven('f', 'x', null)).to.equal(null);
    const even = checkedBy((received: number) => {
      if (received % 2 === 1) throw new RangeError('odd');
    });
    expect(even('f', 'x', 2)).to.equal(2);
    expect(() => even('f', 'x', 3)).to.throw(RangeError, 'odd');
  });
});

describe('describeOptions', () => {
  it('gives plain data, with a default only where there is one', () => {
    const described = describeOptions(table);
    expect(JSON.parse(JSON.stringify(described))).to.deep.equal(described);
    expect(described['steps']).to.deep.equal({required: true, range: {from: 1, whole: true}, description: 'how many'});
    expect(described['end']).to.deep.equal({required: false, range: {above: 0}, description: 'where it ends'});
    expect(described['loud']).to.deep.equal({required: false, default: false, description: 'whether it is heard'});
    expect(described['mode']).to.deep.equal({
      required: false,
      default: 'up',
      choices: ['up', 'down'],
      description: 'the direction',
    });
  });
});

describe('OptionsOf and SettingsOf', () => {
  it('follow from the table', () => {
    const take = (options: Options): Options => options;
    take({steps: 1});
    take({steps: 1, rate: 0.1, end: 2, loud: true, mode: 'down', list: [1], onStep: (step) => step.toFixed(), seed: 1});
    take({steps: 1, rate: undefined});
    // @ts-expect-error steps must be given
    take({});
    // @ts-expect-error it cannot be undefined
    take({steps: undefined});
    // @ts-expect-error a number is wanted
    take({steps: '1'});
    // @ts-expect-error a number is wanted here, too
    take({steps: 1, rate: '0.1'});
    // @ts-expect-error one of two words is wanted
    take({steps: 1, mode: 'sideways'});
    // @ts-expect-error true or false is wanted
    take({steps: 1, loud: 1});
    // @ts-expect-error a list of numbers is wanted
    take({steps: 1, list: ['1']});
    // @ts-expect-error a function of a number is wanted
    take({steps: 1, onStep: (step: string) => step});
    // @ts-expect-error start is an argument of its own
    take({steps: 1, start: 1});
    // @ts-expect-error no such option
    take({steps: 1, stepz: 1});

    const settings: SettingsOf<typeof table> = read({steps: 1});
    const number = (value: number): number => value;
    number(settings.steps);
    number(settings.rate);
    // @ts-expect-error it is undefined where it is left out
    number(settings.end);
    // @ts-expect-error it is a word
    number(settings.mode);
    const mode: 'up' | 'down' = settings.mode;
    expect([settings.steps, mode, settings.list[0]]).to.deep.equal([1, 'up', 1]);
  });

  it('carry words, range and default to where an editor shows a type', () => {
    const here = fileURLToPath(import.meta.url);
    const program = ts.createProgram([here], {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      exactOptionalPropertyTypes: true,
      types: ['node', 'mocha'],
    });
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(here)!;
    const declared = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === 'Options')!;
    const shown = new Map(
      checker
        .getTypeAtLocation(declared)
        .getProperties()
        .map((property) => [
          property.name,
          checker.typeToString(
            checker.getTypeOfSymbolAtLocation(property, declared),
            undefined,
            ts.TypeFormatFlags.NoTruncation,
          ),
        ]),
    );
    expect(shown.get('steps')).to.equal('Needed<number, "how many, whole, >= 1">');
    expect(shown.get('rate')).to.equal('Optional<number, "how fast, >= 0 and < 1, default 0.5">');
    expect(shown.get('end')).to.equal('Optional<number, "where it ends, > 0">');
    expect(shown.get('loud')).to.equal('Optional<boolean, "whether it is heard, default false">');
    expect(shown.get('mode')).to.match(/^Optional<"(up" \| "down|down" \| "up)", "the direction, default 'up'">$/);
    expect(shown.get('onStep')).to.equal('Optional<(step: number) => void, "called at every step">');
    expect(shown.has('start')).to.equal(false);
  });
});
