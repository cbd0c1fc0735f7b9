/**
 * Writes the command line as a few files, `dist/cli`, beside what the compiler wrote: `npm run build` runs it last.
 *
 * `lint` needs three hundred small modules of forty packages; finding and reading them one by one took as long as linting a large list. In a bundle they
 * are one read each for what every run needs and for what only some do: what is imported when it is called (settings, globs, links, `fix`) stays a
 * file of its own. Nothing else is bundled: whoever imports `listkeeper/lint-rules` or `listkeeper/links` gets modules, and shares packages with them.
 */
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {build, type Plugin} from 'esbuild'

const root = resolve(import.meta.dirname, '..')

/** Bundles the command line for a package in a folder whose `dist` the compiler has written. */
export async function bundleCommandLine(folder: string): Promise<void> {
  const outdir = join(folder, 'dist/cli')
  const {metafile} = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.20',
    // Modules rather than CommonJS where a package has both: what nobody uses is left out of these.
    mainFields: ['module', 'main'],
    // Only asking the web needs it, and it is larger than all the rest.
    external: ['undici'],
    plugins: [besideItsData],
    // Packages in CommonJS ask for Node's own modules by `require`, which a module does not have.
    banner: {js: "import {createRequire as bundleRequire} from 'node:module'; const require = bundleRequire(import.meta.url);"},
    metafile: true,
    logLevel: 'warning',
  })
  writeFileSync(join(outdir, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)))
}

/** What finds files beside itself stays where these are. */
const besideItsData: Plugin = {
  name: 'beside its data',
  setup({onResolve}) {
    onResolve({filter: /\/read-data\.ts$/}, () => ({path: '../lint-rules/data/read-data.js', external: true}))
  },
}

/** The licences of the packages that a bundle has parts of: each asks to go along with its copies. */
function licences(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap(path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  const texts = [...folders].toSorted().map(folder => {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const file = readdirSync(join(root, folder)).find(file => /^licen[cs]e/i.test(file))
    return `${name}\n\n${file === undefined ? declared(folder) : readFileSync(join(root, folder, file), 'utf8').trim()}\n`
  })
  return `Parts of these packages are in the files beside this one.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

function declared(folder: string): string {
  const file = join(root, folder, 'package.json')
  const content: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  return typeof content === 'object' && content !== null && 'license' in content ? `Licence: ${String(content.license)}` : ''
}

if (process.argv[1] === import.meta.filename) await bundleCommandLine(root)
