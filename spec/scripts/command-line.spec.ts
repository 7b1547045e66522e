import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {runCommandLine} from '../../scripts/command-line.ts';
import {captured} from '../support/console.ts';
import {start} from './support/run.ts';

const run = (line: string) => captured(() => runCommandLine(line.split(' ').filter((word) => word !== '')));

describe('runCommandLine', () => {
  it('shows the help with every command, and of a command its options', async () => {
    const help = await run('--help');
    expect(help.result).to.equal(0);
    for (const command of ['mnist', 'list', 'doctor', 'download', 'setup'])
      expect(help.out.join('\n')).to.contain(command);
    const own = await run('mnist --help');
    for (const option of ['--optimizers', '--schedule', '--resume', '--json'])
      expect(own.out.join('\n')).to.contain(option);
  });

  it('shows the help after the word help, too', async () => {
    expect((await run('help list')).out).to.deep.equal((await run('list --help')).out);
    expect((await run('help')).out).to.deep.equal((await run('--help')).out);
  });

  it('has no help for a command that there is not', async () => {
    for (const line of ['minst --help', 'help minst', '-h minst']) {
      const {result, out, err} = await run(line);
      expect({result, out}, line).to.deep.equal({result: 2, out: []});
      expect(err[0]).to.match(/unknown command "minst"; did you mean "mnist"\?/);
    }
    expect((await run('--epochs 3 --help')).out).to.deep.equal((await run('--help')).out);
    expect((await run('--epochs 3 list --help')).out).to.deep.equal((await run('list --help')).out);
  });

  it('shows names as they are, not what they would make of the terminal', async () => {
    const {err} = await run('mnist --model \u001b[31mmlp --config \u001b]0;title\u0007');
    expect(err.join('\n')).to.contain(String.raw`--config \x1b]0;title\x07`);
    for (const character of ['\u001b', '\u0007']) expect(err.join('\n')).not.to.contain(character);
  });

  it('ends without words where nobody reads on', async () => {
    const child = start(['list'], {cwd: tmpdir()});
    child.process.stdout!.destroy();
    const {code, err} = await child.ended;
    expect({code, err}).to.deep.equal({code: 0, err: ''});
  });

  it('prints the version of the package', async () => {
    const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};
    expect((await run('--version')).out).to.deep.equal([version]);
  });

  describe('with wrong words', () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-words-'));
      writeFileSync(join(folder, 'broken.json'), '{"epochs": ');
      writeFileSync(join(folder, 'list.json'), '[1]');
      writeFileSync(join(folder, 'wrong.json'), '{"epoks": 3, "model": "mpl"}');
    });
    after(() => rmSync(folder, {recursive: true}));

    const wrong: [line: string, ...messages: RegExp[]][] = [
      ['minst', /unknown command "minst"; did you mean "mnist"\?/],
      ['sweeep', /unknown command "sweeep"/],
      ['mnist --epochs x', /--epochs must be a whole number of at least 1, got "x"/],
      ['mnist --epochs 0', /--epochs must be .* got "0"/],
      ['mnist --epochs -3', /--epochs must be .* got "-3"/],
      ['mnist --epochs 2.5', /--epochs must be .* got "2.5"/],
      ['mnist --epochs', /--epochs needs a value/],
      ['mnist --epochs 1 --epochs 2', /--epochs is given 2 times/],
      ['mnist --epoch 3', /unknown option --epoch; did you mean "--epochs"\?/],
      ['mnist --batch-size 0', /--batch-size must be/],
      ['mnist --batch-size all', /--batch-size must be a whole number of at least 1, or full/],
      ['mnist --seeds 0', /--seeds must be/],
      ['mnist --seed one', /--seed must be/],
      ['mnist --optimizers adm', /unknown optimizer "adm"; did you mean "adam"\?/],
      ['mnist --optimizers', /--optimizers needs a value/],
      ['mnist --optimizers sgd,,adam', /empty optimizer name/],
      ['mnist --optimizers sgd:rate=fast', /learningRate must be a number, got "fast"/],
      ['mnist --optimizers sgd:lr=-1', /learningRate/, /-1/],
      ['mnist --optimizers adam:beta1=1.5', /beta1/, /1\.5/],
      ['mnist --optimizers adam:beta3=0.9', /unknown option "beta3"; did you mean/],
      ['mnist --optimizers momentum:form=classic', /form must be one of .*, got "classic"/],
      ['mnist --optimizers adam,adam', /"adam" is given twice/],
      ['mnist --schedule cosine', /unknown schedule "cosine"; did you mean "cosineDecay"\?/],
      ['mnist --schedule stepDecay', /stepDecay needs drop and every/],
      ['mnist --schedule stepDecay:drop=0.5,every=0', /every must be/],
      ['mnist --schedule stepDecay:drop=0.5,every=5,unit=week', /unit must be one of epoch, update/],
      ['mnist --schedule constant,constant', /--schedule takes one schedule/],
      ['mnist --model mpl', /unknown model "mpl"; did you mean "mlp"\?/],
      ['mnist --model mlp:widths=0', /widths/],
      ['mnist --model mlp:activation=rellu', /activation/, /relu/],
      ['mnist --dataset cifar', /--dataset must be one of mnist, fashion/],
      ['mnist --dataset fashion --data embedded', /--data embedded has the MNIST digits only/],
      ['mnist --quiet=loud', /--quiet takes no value, got "loud"/],
      ['mnist digits', /unexpected word "digits"/],
      ['mnist --config FOLDER/none.json', /none\.json cannot be read/],
      ['mnist --config FOLDER/broken.json', /broken\.json is no JSON/],
      ['mnist --config FOLDER/list.json', /must hold one object/],
      [
        'mnist --config FOLDER/wrong.json',
        /wrong\.json: unknown option "epoks"; did you mean "epochs"\?/,
        /unknown model "mpl"/,
      ],
      ['mnist --resume FOLDER/none', /does not exist/],
      ['--data download --epochs x', /--epochs must be/],
      ['--out list --epochs x', /--epochs must be/],
      ['-x', /unknown option -x/],
      ['--constructor 1', /unknown option --constructor/],
      ['mnist --json false', /--json takes no value, got "false"/],
      ['mnist -- --epochs 3', /unexpected word "--epochs"; options come before --/],
      ['mnist --config=', /--config needs a value/],
      ['mnist --out FOLDER', /--out .* holds files, which are kept/],
      ['mnist --resume FOLDER', /holds no config\.json/],
      ['mnist --resume FOLDER/list.json', /is a file/],
      ['mnist --optimizers adam:', /adam: an option has no name/],
      ['mnist --optimizers adam:lr=1=2', /learningRate must be a number, got "1=2"/],
      ['mnist --optimizers :lr=1', /an empty optimizer name/],
      ['mnist --model mlp:widths=1e12', /at most 1e8 can be trained/],
      ['setup now', /unexpected word "now"/],
      ['list optimisers', /unknown kind or name "optimisers"; did you mean "optimizers"\?/],
      ['download --dataset cifar', /--dataset must be one of mnist, fashion/],
      ['doctor --jsn', /unknown option --jsn; did you mean "--json"\?/],
    ];
    for (const [line, ...messages] of wrong) {
      it(`refuses "${line}", naming the thing`, async () => {
        const before = existsSync('runs') ? readdirSync('runs') : [];
        const {result, out, err} = await run(line.replaceAll('FOLDER', folder));
        expect(result, err.join('\n')).to.equal(2);
        for (const message of messages) expect(err.join('\n')).to.match(message);
        expect(err.join('\n'), 'no stack').not.to.match(/\n\s+at /);
        expect(out).to.deep.equal([]);
        expect(existsSync('runs') ? readdirSync('runs') : []).to.deep.equal(before);
      });
    }

    it('names all mistakes of a line at once', async () => {
      const {result, err} = await run('mnist --epochs x --optimizers adm,sdg --model mpl --schedul constant');
      expect(result).to.equal(2);
      expect(err.filter((line) => line.startsWith('✖'))).to.have.length(5);
    });
  });
});
