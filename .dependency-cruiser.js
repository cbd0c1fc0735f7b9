/**
 * The house, top floor first. A folder imports from lower floors only: never up, never sideways.
 *
 * A new folder gets its place here first; until it has one, every import from it or into it fails.
 */
const floors = [
  ['src/app', 'src/cli'],
  ['src/queue'],
  ['src/journeys'],
  ['src/github', 'src/store', 'src/links'],
  ['src/review', 'src/health', 'src/report'],
  ['src/settings'],
  ['src/findings'],
  ['lint-rules'],
  ['src/list', 'src/verdict'],
  ['src/markdown', 'src/url'],
]

/** Read by the edges alone: what the operator sets must not be reachable from anything that a repository can steer. */
const environment = 'src/environment.ts'

/** Around the house: they may look into every floor, no floor looks back. */
const around = ['test', 'scripts', 'bench']

const inside = folders => folders.map(folder => `^${folder}/`).join('|')
const house = floors.flat()

const ownFloorOrAbove = (folder, index) => ({
  name: `${folder} imports from lower floors only`,
  comment: `${folder} must not know this. Move what both need to a lower floor, or hand it in as an argument (docs/architecture.md).`,
  severity: 'error',
  from: {path: `^${folder}/`},
  to: {path: inside(floors.slice(0, index + 1).flat()), pathNot: `^${folder}/`},
})

export default {
  forbidden: [
    ...floors.flatMap((floor, index) => floor.map(folder => ownFloorOrAbove(folder, index))),
    {
      name: 'every folder has a floor',
      comment: 'This folder is on no floor. Give it one in .dependency-cruiser.js, and a line in docs/architecture.md.',
      severity: 'error',
      from: {path: '^(src|lint-rules)/', pathNot: `${inside(house)}|^${environment}$`},
      to: {},
    },
    {
      name: 'nobody imports a folder without a floor',
      comment: 'This folder is on no floor. Give it one in .dependency-cruiser.js, and a line in docs/architecture.md.',
      severity: 'error',
      from: {},
      to: {path: '^(src|lint-rules)/', pathNot: `${inside(house)}|^${environment}$`},
    },
    {
      name: 'only the edges read the environment',
      comment: 'What the operator sets comes in as an argument; only src/app, src/cli and their tests read src/environment.ts.',
      severity: 'error',
      from: {path: '^(src|lint-rules)/', pathNot: '^src/(app|cli)/'},
      to: {path: `^${environment}$`, dependencyTypesNot: ['type-only']},
    },
    {
      name: 'the house does not know its surroundings',
      comment: 'Tests, scripts and benches look into the house; the house never looks out.',
      severity: 'error',
      from: {path: '^(src|lint-rules)/'},
      to: {path: inside(around)},
    },
    {
      name: 'no circles',
      comment: 'Two files that need each other are one file, or need a third below them.',
      severity: 'error',
      from: {path: '^(src|lint-rules)/'},
      to: {circular: true},
    },
    {
      name: 'no circles around the house either',
      comment: 'Two files that need each other are one file, or need a third below them; only types may go in circles here.',
      severity: 'error',
      from: {pathNot: '^(src|lint-rules)/'},
      to: {circular: true, viaOnly: {dependencyTypesNot: ['type-only']}},
    },
    {
      name: 'everything resolves',
      comment: 'This import leads nowhere: a typing error, or a package that package.json lacks.',
      severity: 'error',
      from: {},
      // Packages of types alone: `mdast` is `@types/mdast`, GitHub's own descriptions hold no code.
      to: {couldNotResolve: true, pathNot: '^(mdast|hast|unist|@octokit/openapi-(webhooks-)?types)$'},
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: {path: 'node_modules'},
    exclude: {path: '^dist/'},
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
