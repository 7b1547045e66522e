// The direction of imports, of which `npm run lint` refuses others. A room is a folder with an index.ts that says what others may use.

/** Rooms in the order in which they stand on each other: each may import those of earlier lines. */
const floors = [
  ['lib/base'],
  ['schedules', 'lib/models', 'lib/data', 'lib/evaluation'],
  ['lib/update'],
  ['lib/native', 'lib/wasm'],
  ['lib/autograd'],
  ['lib/training'],
  ['lib/curvature'],
  ['lib/landscape'],
  ['optimizers'],
  ['index.ts', 'browser.ts', 'doors'],
  ['scripts'],
  ['bench', 'examples'],
];

/** The folders of the command in the same way, those of single commands on top. */
const commands = [
  'mnist',
  'rates',
  'interpolate',
  'surface',
  'hessian',
  'lecture',
  'list',
  'doctor',
  'download',
  'setup',
];
const commandFloors = [
  ['scripts/arguments', 'scripts/terminal'],
  ['scripts/run'],
  ['scripts/report'],
  ['scripts/training'],
  commands.map((name) => `scripts/${name}`),
];

const pattern = (paths) => `^(?:${paths.map((path) => path.replace('.', '\\.')).join('|')})(?:/|$)`;

/** One rule for each floor: nothing above it. */
const upwards = (house) =>
  house.slice(0, -1).map((rooms, floor) => ({
    name: `${rooms.join(', ')} stand below`,
    comment: 'imports go one way: see the lists of floors in .dependency-cruiser.mjs',
    severity: 'error',
    from: {path: pattern(rooms)},
    to: {path: pattern(house.slice(floor + 1).flat())},
  }));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upwards(floors),
    ...upwards(commandFloors),
    {
      name: 'schedules are numbers',
      comment: 'a schedule is a pure function of the step, without tensors',
      severity: 'error',
      from: {path: '^schedules/'},
      to: {path: '@tensorflow'},
    },
    {
      name: 'rooms of lib are entered by their index',
      comment: 'import the index.ts of the other room, or of a folder in it that has one',
      severity: 'error',
      from: {path: '^lib/([^/]+)/'},
      to: {path: '^lib/', pathNot: ['^lib/$1/', '^lib/base/', '/index\\.ts$', '^lib/native/binding\\.ts$']},
    },
    {
      name: 'lib is entered by the index of a room',
      comment:
        'import the index.ts of the room, or of a folder in it that has one; only the build packs what nobody else has to see',
      severity: 'error',
      from: {
        path: '^(?:index\\.ts|browser\\.ts|doors|optimizers|schedules|scripts|bench|examples)',
        pathNot: '^scripts/build\\.ts$',
      },
      to: {path: '^lib/', pathNot: ['^lib/base/', '/index\\.ts$', '^lib/native/binding\\.ts$']},
    },
    {
      name: 'optimizers and schedules are entered by their index',
      comment: 'import the index.ts of the room, or of a folder in it that has one',
      severity: 'error',
      from: {pathNot: '^(?:optimizers|schedules)/'},
      to: {path: '^(?:optimizers|schedules)/', pathNot: '/index\\.ts$'},
    },
    {
      name: 'a command keeps to itself',
      comment: 'what commands share lies in scripts/run, training, report, arguments, terminal',
      severity: 'error',
      from: {path: `^scripts/(${commands.join('|')})/`},
      to: {path: `^scripts/(?:${commands.join('|')})/`, pathNot: '^scripts/$1/'},
    },
    {
      name: 'the set-up stands beside',
      comment: 'scripts/native needs nothing else of the command',
      severity: 'error',
      from: {path: '^scripts/native/'},
      to: {path: '^scripts/', pathNot: '^scripts/native/'},
    },
    {
      name: 'the set-up has an entrance',
      comment: 'import scripts/native/index.ts',
      severity: 'error',
      from: {path: '^(?:scripts|bench)/', pathNot: '^scripts/native/'},
      to: {path: '^scripts/native/', pathNot: '/index\\.ts$'},
    },
    {
      name: 'Node has its rooms',
      comment: 'what runs in browsers loads no module of Node',
      severity: 'error',
      from: {
        path: '^(?:index|browser|doors|lib|optimizers|schedules)',
        pathNot: '^lib/(?:base/node|native|data/(?:files|formats)|training/files)/',
      },
      to: {dependencyTypes: ['core']},
    },
    {
      name: 'the native backend stands behind ports',
      comment: 'pages take these rooms too: what lib/native does for them it provides to lib/update where it is loaded',
      severity: 'error',
      from: {path: '^(?:browser\\.ts|lib|optimizers|schedules)', pathNot: '^lib/native/'},
      to: {path: '^lib/native/', pathNot: '^lib/native/(?:binding\\.ts$|accelerate/)'},
    },
    {
      name: 'files of Node are not asked for by others',
      comment: 'lib/data/files and lib/training/files are doors of their own',
      severity: 'error',
      from: {path: '^lib/', pathNot: '^lib/(?:base/node|native|data/(?:files|formats)|training/files)/'},
      to: {path: '^lib/(?:base/node|data/(?:files|formats)|training/files)/'},
    },
    {
      name: 'no circle',
      comment: 'files that need each other are one file, or share a third one',
      severity: 'error',
      from: {},
      to: {circular: true},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: {path: 'node_modules'},
    tsConfig: {fileName: 'tsconfig.json'},
    enhancedResolveOptions: {extensions: ['.ts', '.js', '.mjs', '.json']},
  },
};
