import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {parquetWriteBuffer} from 'hyparquet-writer';
import {DataError} from '../../../../lib/data/data-error.ts';
import {loadData, loadFolds, readImages, readNpy, readNpz, readTable} from '../../../../lib/data/files/index.ts';
import {type Dataset, kFold, table} from '../../../../lib/data/index.ts';
import {errorOf, temporaryFolders} from '../support/fake-set.ts';
import {floats, longs, npy, png, zip} from '../support/own-files.ts';
import {bytesOf, peerFiles} from '../support/peer-files.ts';

const {iris, archives, types} = peerFiles;

describe('loadData', () => {
  const folder = temporaryFolders();
  const write = (files: Readonly<Record<string, Uint8Array | string>>): string => {
    const dir = folder();
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), {recursive: true});
      writeFileSync(join(dir, path), content);
    }
    return dir;
  };
  const file = (name: string, content: Uint8Array | string) => join(write({[name]: content}), name);
  const species = {target: 'species'};
  const counts = (y: ArrayLike<number>) =>
    Array.from(y).reduce((sum: Record<number, number>, k) => ({...sum, [k]: (sum[k] ?? 0) + 1}), {});

  describe('of a table', () => {
    it('splits Iris by class, the same way for a seed', async () => {
      const path = file('iris.csv', iris.csv);
      const set = await loadData(path, species);
      expect({...set, columns: null, train: null, test: null}).to.deep.equal({
        name: 'iris.csv',
        source: `${path}: 120 rows to train and 30 to test (split 0)`,
        task: 'classification',
        shape: [4],
        outputs: 3,
        classes: ['setosa', 'versicolor', 'virginica'],
        columns: null,
        scaling: null,
        train: null,
        test: null,
      });
      expect([set.train.count, set.test.count, set.train.x.length, set.test.x.length]).to.deep.equal([
        120, 30, 480, 120,
      ]);
      expect([counts(set.train.y), counts(set.test.y)]).to.deep.equal([
        {0: 40, 1: 40, 2: 40},
        {0: 10, 1: 10, 2: 10},
      ]);
      expect((await loadData(path, {...species, seed: 0})).train).to.deep.equal(set.train);
      expect((await loadData(path, {...species, seed: 1})).train.x).not.to.deep.equal(set.train.x);
      const [quarter] = [await loadData(path, {...species, testFraction: 0.5})];
      expect(counts(quarter.test.y)).to.deep.equal({0: 25, 1: 25, 2: 25});
    });

    it('standardises Iris as StandardScaler of scikit-learn does', async () => {
      const {x, y, columns} = table(await readTable(file('iris.csv', iris.csv)), species);
      const rows = x.arraySync();
      for (const [i, expected] of iris.scaled.entries()) {
        for (const [j, value] of expected.entries()) expect(rows[i]![j]).to.be.closeTo(value, 2e-6);
      }
      expect(columns.slice(0, 4).map(({mean}) => mean)).to.deep.equal(iris.mean.map((mean) => mean));
      for (const [j, deviation] of iris.deviation.entries())
        expect(columns[j]?.deviation).to.be.closeTo(deviation, 1e-12);
      tf.dispose([x, y]);
    });

    it('takes means from the training part alone', async () => {
      const {train, test, columns} = await loadData(file('iris.csv', iris.csv), species);
      const column = (x: ArrayLike<number>, j: number) => Array.from(x).filter((_, i) => i % 4 === j);
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(Math.max(...[0, 1, 2, 3].map((j) => Math.abs(mean(column(test.x, j)))))).to.be.above(0.01);
      for (const j of [0, 1, 2, 3]) {
        const values = column(train.x, j);
        expect(mean(values)).to.be.closeTo(0, 1e-6);
        expect(mean(values.map((value) => value ** 2))).to.be.closeTo(1, 1e-6);
        expect(columns?.[j]?.use).to.equal('number');
      }
    });

    it('reads the same from every kind of file', async () => {
      const rows = iris.csv
        .trim()
        .split('\n')
        .map((line) => line.split(','));
      const [names = [], ...lines] = rows;
      const json = lines.map((cells) =>
        JSON.stringify(Object.fromEntries(names.map((name, i) => [name, i < 4 ? Number(cells[i]) : cells[i]]))),
      );
      const same: Record<string, Uint8Array | string> = {
        'a.csv.gz': gzipSync(iris.csv),
        'b.csv': `\ufeff${iris.csv.replaceAll('\n', '\r\n')}`,
        'c.csv': iris.csv.replaceAll(',', ';'),
        'd.tsv': iris.csv.replaceAll(',', '\t'),
        'e.csv': iris.csv.replaceAll('\n', '\n\n'),
        'f.csv': rows
          .map((cells) =>
            cells
              .map((cell) => `"${cell}"`)
              .join(', ')
              .replaceAll('", "', '","'),
          )
          .join('\n'),
        'g.jsonl': json.join('\n'),
        'h.ndjson.gz': gzipSync(`${json.join('\n')}\n`),
        'i.parquet': new Uint8Array(
          parquetWriteBuffer({
            columnData: names.map((name, i) => ({
              name,
              data: lines.map((cells) => (i < 4 ? Number(cells[i]) : cells[i]!)),
              type: i < 4 ? 'DOUBLE' : 'STRING',
            })),
          }),
        ),
        ...Object.fromEntries(
          Object.entries(iris.parquet).map(([codec, content]) => [`${codec}.parquet`, bytesOf(content)]),
        ),
      };
      const dir = write({'iris.csv': iris.csv, ...same});
      const {train, test, classes} = await loadData(join(dir, 'iris.csv'), species);
      for (const name of Object.keys(same)) {
        const other = await loadData(join(dir, name), species);
        expect([other.train, other.test, other.classes], name).to.deep.equal([train, test, classes]);
      }
    });

    it('reads Parquet of types that have no JSON', async () => {
      const options = {target: 'dictionary', missing: 'mean', ignore: ['date', 'none']} as const;
      const {columns} = await loadData(file('t.parquet', bytesOf(types.flat)), options);
      expect(columns?.map(({name, use}) => `${name}: ${use}`)).to.deep.equal([
        'float16: number',
        'int8: number',
        'int64: number',
        // From 0 to 11.
        'decimal: left out',
        'bool: boolean',
        'dictionary: target',
        'date: left out',
        'none: left out',
      ]);
      const {rows} = await readTable(file('t.parquet', bytesOf(types.flat)));
      expect([...rows].map((row) => row.slice(1, 5)).slice(0, 4)).to.deep.equal([
        [-3, 0, 0, true],
        [2, 2, 1, false],
        [0, 4, 2, false],
        [-2, null, 3, true],
      ]);
      const refused = await errorOf(loadData(file('t.parquet', bytesOf(types.list)), options));
      expect(refused.message).to.match(/column "list": holds lists or structures/);
      const date = await errorOf(loadData(file('t.parquet', bytesOf(types.flat)), {...options, ignore: ['none']}));
      expect(date.message).to.match(/row 1, column "date": "1970-01-01T00:00:00.000Z" is a date or time/);
    });

    const housing = `rooms,area,heating,garden,price\n${Array.from({length: 40}, (_, i) => {
      const area = i % 9 === 4 ? 'NA' : 40 + ((i * 13) % 60);
      const heating = i % 11 === 3 ? '' : ['gas', 'oil', '"heat pump, air"'][i % 3];
      return `${2 + (i % 4)},${area},${heating},${i % 2 === 0},${1000.5 * (3 + ((i * 7) % 10))}`;
    }).join('\n')}\n`;

    it('predicts prices of houses with missing values by mean or without them', async () => {
      const path = file('houses.csv', housing);
      const refused = await errorOf(loadData(path, {target: 'price'}));
      expect(refused.message).to.match(
        /houses\.csv: line 5, column "heating": there is no value \(8 such cells in all\)/,
      );
      const set = await loadData(path, {target: 'price', missing: 'mean'});
      expect([set.task, set.outputs, set.classes, set.shape]).to.deep.equal(['regression', 1, null, [7]]);
      expect(set.columns?.[2]?.categories).to.deep.equal(['gas', 'heat pump, air', 'missing', 'oil']);
      const {
        mean: [mean],
        deviation: [deviation],
      } = set.scaling!;
      const prices = [...set.train.y, ...set.test.y].map((y) => y * deviation! + mean!).sort((a, b) => a - b);
      const expected = Array.from({length: 40}, (_, i) => 1000.5 * (3 + ((i * 7) % 10))).sort((a, b) => a - b);
      for (const [i, price] of expected.entries()) expect(prices[i]).to.be.closeTo(price, 0.01);
      const dropped = await loadData(path, {target: 'price', missing: 'drop'});
      expect(dropped.train.count + dropped.test.count).to.equal(32);
    });

    it('takes a test file, whose columns may stand in another order', async () => {
      const [header = '', ...lines] = iris.csv.trim().split('\n');
      const turned = lines.slice(100).map((line) => line.split(',').toReversed().join(','));
      const dir = write({
        'train.csv': [header, ...lines.slice(0, 148)].join('\n'),
        'test.csv': [header.split(',').toReversed().join(','), ...turned].join('\n'),
      });
      const set = await loadData(join(dir, 'train.csv'), {...species, test: join(dir, 'test.csv')});
      expect([set.train.count, set.test.count, set.source]).to.deep.equal([
        148,
        50,
        `${join(dir, 'train.csv')}: 148 rows to train and 50 to test (tested with ${join(dir, 'test.csv')})`,
      ]);
      expect(set.test.x.slice(0, 4)).to.deep.equal(set.train.x.slice(400, 404));
      expect(counts(set.test.y)).to.deep.equal({2: 50});
    });

    it('knows true and false in any spelling, also of a test file', async () => {
      const flags = ['True', 'true', 'FALSE', 'False'];
      const dir = write({
        'd.csv': `a,flag\n${Array.from({length: 24}, (_, i) => `${i % 5},${flags[i % 4]}`).join('\n')}\n`,
        't.csv': 'a,flag\n1,TRUE\n2,false\n',
        'u.csv': 'a,flag\n1,TRUE\n2,maybe\n',
      });
      for (const categories of [[], ['flag']]) {
        const options = {target: 'flag', categories, test: join(dir, 't.csv')};
        const {classes, test} = await loadData(join(dir, 'd.csv'), options);
        expect([classes, [...test.y]]).to.deep.equal([
          ['false', 'true'],
          [1, 0],
        ]);
      }
      const unknown = await errorOf(loadData(join(dir, 'd.csv'), {target: 'flag', test: join(dir, 'u.csv')}));
      expect(unknown.message).to.match(/line 3, column "flag": "maybe" is not among .*: "false", "true"/);
    });

    it('reads the separator that the first line of Excel says', async () => {
      const {train, test} = await loadData(file('iris.csv', iris.csv), species);
      const turned = iris.csv.replaceAll(',', ';');
      for (const first of ['sep=;\r\n', '\ufeffsep=;\n', '"sep=;"\n']) {
        const other = await loadData(file('iris.csv', first + turned), species);
        expect([other.train, other.test]).to.deep.equal([train, test]);
      }
      const error = await errorOf(loadData(file('d.csv', 'sep=,\na,k\n1,x,2\n'), {target: 'k'}));
      expect(error.message).to.match(/line 3: there are 3 cells/);
    });

    it('takes points for decimal where one number shows it, whatever the separator', async () => {
      const values = (first: string) =>
        `a;k\n${Array.from({length: 12}, (_, i) => `${i === 7 ? first : `${1 + i}.${100 + i}`};${i % 2}`).join('\n')}\n`;
      for (const first of ['0.125', '7.5', '1500', '1.1e1']) {
        const {columns} = await loadData(file('d.csv', values(first)), {target: 'k'});
        expect(columns?.[0]?.use).to.equal('number');
      }
      const {columns} = await loadData(file('d.csv', values('1.500').replaceAll(';', ',')), {target: 'k'});
      expect(columns?.[0]?.use).to.equal('number');
    });

    it('leaves out what counts the rows from anywhere, and nothing that nearly does', async () => {
      const use = async (count: number, id: (i: number) => number) => {
        const rows = Array.from({length: count}, (_, i) => `${id(i)},${(i * 7) % 5},${i % 2}`).join('\n');
        const {columns} = await loadData(file('d.csv', `id,a,k\n${rows}\n`), {target: 'k', testFraction: 0.5});
        return columns![0]!.words;
      };
      expect(await use(10, (i) => 1000000 + i)).to.match(/^left out: it counts the rows from 1000000; /);
      expect(await use(1500, (i) => i - 7)).to.match(/^left out: it counts the rows from -7; /);
      expect(await use(9, (i) => 1000000 + i)).to.match(/^number/);
      expect(await use(12, (i) => 1990 + i + (i === 11 ? 1 : 0))).to.match(/^number/);
      expect(await use(12, (i) => 1990 - i)).to.match(/^number/);
      expect(await use(12, (i) => 1990.5 + i)).to.match(/^number/);
    });

    it('takes a number that looks like a day for a number where the others are no days', async () => {
      const amounts = `a,k\n${Array.from({length: 12}, (_, i) => `${20240000 + i * 1313},${i % 2}`).join('\n')}\n`;
      const dir = write({'d.csv': amounts, 't.csv': 'a,k\n20240510,1\n'});
      const {test} = await loadData(join(dir, 'd.csv'), {target: 'k', test: join(dir, 't.csv')});
      expect(test.count).to.equal(1);
    });

    it('keeps the digits of long numbers in JSON that are named as categories', async () => {
      const lines = Array.from(
        {length: 12},
        (_, i) => `{"id":1234567890123456${7 + (i % 2)}, "t": "a 12345678901234567, 1e-9", "k": ${i % 3}}`,
      );
      const {columns} = await loadData(file('d.jsonl', lines.join('\n')), {
        target: 'k',
        categories: ['id'],
        task: 'classification',
      });
      expect(columns?.[0]?.categories).to.deep.equal(['12345678901234567', '12345678901234568']);
      expect(columns?.[1]?.words).to.equal('left out: every row has "a 12345678901234567, 1e-9"');
    });

    it('standardises numbers of every size', async () => {
      const size = async (unit: string) => {
        const rows = Array.from({length: 12}, (_, i) => `${1 + ((i * 5) % 7) / 10}${unit},${i % 2}`).join('\n');
        return (await loadData(file('d.csv', `a,k\n${rows}\n`), {target: 'k'})).train.x;
      };
      const expected = await size('');
      for (const unit of ['e308', 'e-200', 'e160']) {
        for (const [i, value] of (await size(unit)).entries()) expect(value).to.be.closeTo(expected[i]!, 1e-6);
      }
    });

    it('refuses times, spans of time and decimals of too many digits in Parquet', async () => {
      const path = file('t.parquet', bytesOf(types.times));
      const expected: Record<string, RegExp> = {
        second: /"1 days 01:01:01" is a date or time/,
        millisecond: /"0 days 00:00:01\.5" is a date or time/,
        nanosecond: /"0 days 00:00:00\.0000015" is a date or time/,
        time32: /"12:30:00\.5" is a date or time/,
        time64: /"12:30:00\.000001" is a date or time/,
        long: /"12345678901234567" is a whole number beyond 2\^53/,
        longer: /"-12345678901234567890123" is a whole number beyond 2\^53/,
      };
      for (const [name, message] of Object.entries(expected)) {
        const ignore = Object.keys(expected).filter((other) => other !== name);
        const error = await errorOf(loadData(path, {target: 'kind', ignore, missing: 'mean'}));
        expect(error.message)
          .to.match(message)
          .and.to.match(new RegExp(`row 1, column "${name}": .*--ignore ${name}`));
      }
      const interval = {
        name: 'span',
        type: 'FIXED_LEN_BYTE_ARRAY',
        type_length: 12,
        converted_type: 'INTERVAL',
        repetition_type: 'REQUIRED',
      } as const;
      const content = parquetWriteBuffer({
        columnData: [{name: 'span', data: [1, 2].map((days) => new Uint8Array(Uint32Array.of(0, days, 3500).buffer))}],
        schema: [{name: 'root', num_children: 1}, interval],
      });
      const {rows} = await readTable(file('i.parquet', new Uint8Array(content)));
      expect([...rows]).to.deep.equal([['1 days 00:00:03.5'], ['2 days 00:00:03.5']]);
    });

    it('cuts folds, each of which tests once, by the classes', async () => {
      const path = file('iris.csv', iris.csv);
      const folds = await loadFolds(path, {...species, folds: 5, seed: 3});
      const labels = Int32Array.from({length: 150}, (_, i) => Math.floor(i / 50));
      const splits = kFold(labels, {k: 5, seed: 3, stratified: true});
      expect(folds.map(({test}) => [...test.y])).to.deep.equal(
        splits.map(({test}) => Array.from(test, (i) => labels[i]!)),
      );
      for (const {train, test} of folds) {
        expect([counts(train.y), counts(test.y)]).to.deep.equal([
          {0: 40, 1: 40, 2: 40},
          {0: 10, 1: 10, 2: 10},
        ]);
        const first = Array.from(train.x).filter((_, i) => i % 4 === 0);
        expect(first.reduce((sum, value) => sum + value, 0) / 120).to.be.closeTo(0, 1e-6);
      }
      expect(folds[1]?.source).to.match(/: 120 rows to train and 30 to test \(fold 2 of 5, split 3\)$/);
      const few = file('few.csv', 'a,k\n1,x\n2,x\n3,x\n4,y\n5,y\n');
      expect((await errorOf(loadFolds(few, {target: 'k', folds: 3}))).message).to.match(
        /the class y has 2 rows, fewer than 3 folds; give folds: 2/,
      );
      expect((await errorOf(loadFolds(few, {target: 'k', folds: 9, task: 'classification'}))).message).to.match(
        /5 rows do not give 9 folds/,
      );
      expect(await errorOf(loadFolds(path, {...species} as never))).to.be.instanceOf(TypeError);
      expect(await errorOf(loadData(path, {...species, folds: 5}))).to.be.instanceOf(RangeError);
    });
  });

  describe('of arrays', () => {
    it('reads archives as NumPy wrote them, floats as they are', async () => {
      for (const content of [archives.stored, archives.deflated]) {
        const set = await loadData(file('iris.npz', bytesOf(content)));
        expect([set.task, set.shape, set.classes, set.columns, set.outputs]).to.deep.equal([
          'classification',
          [4],
          ['0', '1', '2'],
          null,
          3,
        ]);
        expect([set.train.count, set.test.count]).to.deep.equal([24, 6]);
        const all = Float32Array.of(...set.train.x, ...set.test.x).sort();
        expect([...all]).to.deep.equal([...Float32Array.from(archives.x).sort()]);
      }
      const {x, y} = await readNpz(file('iris.npz', bytesOf(archives.stored)));
      expect([[...x!.data], [...y!.data], y?.dtype]).to.deep.equal([archives.x, archives.y, 'int64']);
    });

    it('reads bytes as pictures, and the split that the archive has', async () => {
      const set = await loadData(file('p.npz', bytesOf(archives.pictures)));
      expect([set.shape, set.train.count, set.test.count]).to.deep.equal([[4, 3, 1], 12, 8]);
      expect(set.train.x).to.be.instanceOf(Uint8Array);
      expect([...set.train.x, ...set.test.x]).to.deep.equal(archives.pixels);
      expect([...set.test.y]).to.deep.equal([0, 1, 2, 3, 0, 1, 2, 3]);
    });

    it('takes x_test and y_test beside x and y', async () => {
      const x = npy('<f4', [4, 1], floats(1, 2, 3, 4));
      const y = npy('<i8', [4], longs(0, 1, 0, 1));
      const [x_test, y_test] = [npy('<f4', [2, 1], floats(5, 6)), npy('<i8', [2], longs(1, 0))];
      const content = zip({'x.npy': x, 'y.npy': y, 'x_test.npy': x_test, 'y_test.npy': y_test});
      const {train, test, source} = await loadData(file('d.npz', content));
      expect([[...train.x], [...test.x], [...test.y]]).to.deep.equal([
        [1, 2, 3, 4],
        [5, 6],
        [1, 0],
      ]);
      expect(source).to.match(/4 examples to train and 2 to test \(its own arrays to test\)/);
    });

    it('standardises whole numbers to predict before float32 rounds them, and takes float64 that is not whole', async () => {
      const y = npy('<i8', [4], longs(2 ** 30, 2 ** 30 + 1, 2 ** 30 + 2, 2 ** 30 + 3));
      const x = npy('<f8', [4], new Uint8Array(Float64Array.of(0.1, 1e30, 16777217.5, 16777218).buffer));
      const {train, test} = await loadData(file('d.npz', zip({'x.npy': x, 'y.npy': y})), {
        task: 'regression',
        testFraction: 0.25,
      });
      expect(new Set([...train.y, ...test.y]).size).to.equal(4);
    });

    it('reads a pair of files, and scales what is to be predicted', async () => {
      const dir = write({
        'x.npy': npy('<f4', [6, 2], floats(...Array.from({length: 12}, (_, i) => i))),
        'y.npy': npy('<f4', [6, 2], floats(1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 65)),
      });
      const set = await loadData(join(dir, 'x.npy'), {target: join(dir, 'y.npy'), testFraction: 0.5});
      expect([set.task, set.outputs, set.classes]).to.deep.equal(['regression', 2, null]);
      const {mean, deviation} = set.scaling!;
      for (const part of [set.train, set.test]) {
        for (let i = 0; i < part.count; i++) {
          const first = part.x[2 * i]! / 2 + 1;
          expect(part.y[2 * i]! * deviation[0]! + mean[0]!).to.be.closeTo(first, 1e-5);
          expect(part.y[2 * i + 1]! * deviation[1]! + mean[1]!).to.be.closeTo(first === 6 ? 65 : 10 * first, 1e-4);
        }
      }
      expect((await readNpy(join(dir, 'x.npy'))).shape).to.deep.equal([6, 2]);
    });

    it('names classes by their numbers, whichever these are', async () => {
      const x = npy('<f4', [6], floats(1, 2, 3, 4, 5, 6));
      const content = zip({'x.npy': x, 'y.npy': npy('<i8', [6, 1], longs(7, -1, 7, 7, -1, -1))});
      const set = await loadData(file('d.npz', content), {testFraction: 0.5});
      expect([set.classes, set.shape]).to.deep.equal([['-1', '7'], [1]]);
      for (const {x: values, y} of [set.train, set.test]) {
        for (const [i, value] of values.entries()) expect(y[i]).to.equal([1, 3, 4].includes(value) ? 1 : 0);
      }
      const amounts = await loadData(file('d.npz', content), {testFraction: 0.5, task: 'regression'});
      expect([amounts.task, amounts.outputs]).to.deep.equal(['regression', 1]);
    });
  });

  describe('of pictures', () => {
    const drawn = (kind: number, i: number): Buffer => {
      const size = 20 + (i % 9);
      const pixels = Uint8Array.from({length: size * size}, (_, at) => {
        const [x, y] = [at % size, Math.floor(at / size)].map((place) => Math.abs(place - size / 2));
        return (kind === 0 ? x! + y! : Math.max(x!, y!)) < size / 3 ? 255 : 10;
      });
      return png(size, size, pixels);
    };

    it('reads a folder of 200 drawings of several sizes', async () => {
      const dir = write(
        Object.fromEntries(
          Array.from({length: 200}, (_, i) => [`${i % 2 ? 'square' : 'diamond'}/${i}.png`, drawn(i % 2, i)]),
        ),
      );
      writeFileSync(join(dir, '.DS_Store'), 'x');
      const set = await loadData(dir, {size: [28, 28]});
      expect([set.shape, set.classes, set.train.count, set.test.count]).to.deep.equal([
        [28, 28, 1],
        ['diamond', 'square'],
        160,
        40,
      ]);
      expect(counts(set.test.y)).to.deep.equal({0: 20, 1: 20});
      for (const {x, y, count} of [set.train, set.test]) {
        expect(x).to.be.instanceOf(Uint8Array);
        // A corner of a square is bright where that of a diamond is dark.
        for (let i = 0; i < count; i++) expect(x[i * 784 + 8 * 28 + 8]! > 128).to.equal(y[i] === 1);
      }
      expect((await loadData(dir, {size: [28, 28], colour: 'colour'})).shape).to.deep.equal([28, 28, 3]);
    });

    it('reads folders train and test, or two folders, in colour where one picture has colours', async () => {
      const grey = (value: number) => png(2, 2, new Uint8Array(4).fill(value));
      const red = png(2, 2, Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), {type: 2});
      const dir = write({'train/a/1.png': grey(1), 'train/b/1.png': grey(2), 'test/b/1.png': red});
      const expected = {x: Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), y: Uint8Array.of(1), count: 1};
      const both = await loadData(dir);
      const two = await loadData(join(dir, 'train'), {test: join(dir, 'test')});
      for (const set of [both, two]) {
        expect([set.shape, set.test]).to.deep.equal([[2, 2, 3], expected]);
        expect(set.train.x).to.deep.equal(Uint8Array.from({length: 24}, (_, i) => (i < 12 ? 1 : 2)));
      }
      const {shape, y, classes} = await readImages(join(dir, 'train'), {colour: 'grey'});
      expect([shape, [...y], classes]).to.deep.equal([
        [2, 2, 1],
        [0, 1],
        ['a', 'b'],
      ]);
      for (const size of [[28], [28, 28, 1], [0, 5], [1.5, 2]]) {
        expect(await errorOf(readImages(dir, {size: size as never}))).to.be.instanceOf(RangeError);
      }
      const unknown = await errorOf(loadData(join(dir, 'test'), {test: join(dir, 'train')}));
      expect(unknown.message).to.match(/has the class a, which .*test has not/);
    });
  });

  describe('where other readers went wrong', () => {
    const kinds = async (csv: string, options: Parameters<typeof loadData>[1]): Promise<Dataset> =>
      await loadData(file('d.csv', csv), options);
    const rows = (count: number, row: (i: number) => string) =>
      Array.from({length: count}, (_, i) => row(i)).join('\n');

    it('tells of one text far down among numbers, rather than giving a column of both (pandas 13746)', async () => {
      const csv = `a,k\n${rows(30000, (i) => `${i === 25000 ? 'X' : i % 7},${i % 2}`)}\n`;
      const error = await errorOf(kinds(csv, {target: 'k'}));
      expect(error).to.be.instanceOf(DataError);
      expect(error.message).to.match(/line 25002, column "a": found "X" in a column that has numbers too/);
      const many = await errorOf(kinds(csv.replaceAll(/^(\d),/gm, '$1.$1$1,').replace('a,k', 'a,k'), {target: 'k'}));
      expect(many.message).to.match(/line 25002, column "a": found "X"/);
    });

    it('keeps the zeros of codes that are named as categories (pandas 54665)', async () => {
      const {columns} = await kinds(`code,k\n${rows(20, (i) => `0${i % 2},${i % 2}`)}\n`, {
        target: 'k',
        categories: ['code'],
      });
      expect(columns?.[0]?.categories).to.deep.equal(['00', '01']);
    });

    it('does not round whole numbers of 19 digits (pandas 48175)', async () => {
      const error = await errorOf(
        kinds(`id,a,k\n${rows(9, (i) => `123456789012345678${i},${i},${i % 2}`)}\n`, {target: 'k'}),
      );
      expect(error.message).to.match(
        /line 2, column "id": "1234567890123456780" is a whole number beyond 2\^53.*--ignore id/,
      );
    });

    it('reads line breaks within quotes (tfjs 1012)', async () => {
      const csv = `text,a,k\n${rows(12, (i) => `"x\n${i % 2},""y""",${i},${i % 3 ? 'p' : 'q'}`)}\n`;
      const {columns} = await kinds(csv, {target: 'k'});
      expect(columns?.[0]?.categories).to.deep.equal(['x\n0,"y"', 'x\n1,"y"']);
      const error = await errorOf(kinds(`${csv}"x\n0,""y""",b,p\n`, {target: 'k'}));
      expect(error.message).to.match(/line 26, column "a": found "b"/);
    });

    it('keeps all of 16 bits (keras 13023), and orders classes by their numbers (tensorflow 50124)', async () => {
      const bits = (value: number) => png(1, 1, Uint8Array.of(value >> 8, value & 255), {depth: 16});
      const dir = write({'0010/a.png': bits(300), '0009/a.png': bits(40000), '0100/a.png': bits(65535)});
      const {x, classes} = await readImages(dir);
      expect([[...x], classes]).to.deep.equal([
        [156, 1, 255],
        ['0009', '0010', '0100'],
      ]);
    });

    it('does not learn from the index that pandas writes', async () => {
      const column = (name: string, number: (i: number) => number) =>
        ({name, data: Array.from({length: 20}, (_, i) => number(i)), type: 'DOUBLE'}) as const;
      const columnData = [
        column('__index_level_0__', (i) => i * 3),
        column('a', (i) => i % 7),
        column('k', (i) => i / 3),
      ];
      const {columns} = await loadData(file('d.parquet', new Uint8Array(parquetWriteBuffer({columnData}))), {
        target: 'k',
      });
      expect(columns?.map(({use}) => use)).to.deep.equal(['left out', 'number', 'target']);
    });

    it('reads an archive whose sizes stand in its directory alone (cnpy 103)', async () => {
      const {x} = await readNpz(file('d.npz', bytesOf(archives.deflated)));
      expect(x).to.equal(undefined);
      const {X} = await readNpz(file('d.npz', bytesOf(archives.deflated)));
      expect(X?.shape).to.deep.equal([30, 4]);
    });
  });

  describe('refuses options that the data do not take', () => {
    const rows = Array.from({length: 10}, (_, i) => i);
    const arrays = {
      'x.npy': npy('<f4', [10, 1], floats(...rows)),
      'y.npy': npy('<i8', [10], longs(...rows.map((i) => i % 2))),
    };
    const refused = async (path: string, options: object, message: RegExp) => {
      const error = await errorOf(loadData(path, options));
      expect(error, JSON.stringify(options)).to.be.instanceOf(DataError);
      expect(error.message).to.match(message);
    };

    it('by name, with what takes them', async () => {
      const archive = file('d.npz', zip(arrays));
      for (const options of [
        {missing: 'mean'},
        {keep: ['a']},
        {ignore: ['a']},
        {categories: ['a']},
        {target: 'a'},
        {size: [2, 2]},
        {colour: 'grey'},
      ])
        await refused(
          archive,
          options,
          new RegExp(
            `/d\\.npz: ${Object.keys(options)[0]} does not go with an archive of arrays .*, but with a .*; leave it out$`,
          ),
        );
      expect((await loadData(archive, {missing: undefined, testFraction: 0.5, seed: 1})).test.count).to.equal(5);
      const array = join(write(arrays), 'x.npy');
      await refused(
        array,
        {missing: 'mean', target: 'y.npy'},
        /missing does not go with an array \(\.npy\), but with a table;/,
      );
      await refused(
        array,
        {test: 't.npy', target: 'y.npy'},
        /test does not go with an array .*one archive, np\.savez\(/,
      );
      const table = file('d.csv', 'a,k\n1,0\n2,1\n3,0\n4,1\n');
      await refused(table, {target: 'k', size: [2, 2]}, /size does not go with a table, but with a folder of images;/);
      await refused(table, {target: 'k', colour: 'grey'}, /colour does not go with a table/);
      const folder = write(
        Object.fromEntries(['a/1', 'a/2', 'b/1', 'b/2'].map((name) => [`${name}.png`, png(1, 1, Uint8Array.of(7))])),
      );
      for (const options of [{keep: ['a']}, {ignore: ['a']}, {categories: ['a']}, {missing: 'mean'}, {target: 'a'}])
        await refused(folder, options, /: \w+ does not go with a folder of images, but with a table/);
    });

    it('where examples to test with are given already', async () => {
      const own = {...arrays, 'x_test.npy': arrays['x.npy'], 'y_test.npy': arrays['y.npy']};
      const given = /: testFraction .* says how many .* are given \(its own arrays to test\); leave it out$/;
      await refused(file('d.npz', zip(own)), {testFraction: 0.5}, given);
      const [train, test] = [file('d.csv', 'a,k\n1,0\n2,1\n3,0\n4,1\n'), file('t.csv', 'a,k\n1,0\n')];
      await refused(train, {target: 'k', test, testFraction: 0.5}, /are given \(tested with .*t\.csv\); leave it out$/);
      const folds = await errorOf(loadFolds(file('d.npz', zip(own)), {folds: 2}));
      expect(folds).to.be.instanceOf(DataError);
      expect(folds.message).to.match(
        /are given \(its own arrays to test\), and of folds .*; leave out folds \(--folds\)/,
      );
      for (const name of ['test', 'testFraction'])
        expect(
          (await errorOf(loadFolds(train, {target: 'k', folds: 2, [name]: name === 'test' ? test : 0.5}))).message,
        ).to.match(new RegExp(`^loadFolds: ${name} is for loadData, .*; leave it out$`));
    });
  });
});
