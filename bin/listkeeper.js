#!/usr/bin/env node
// Old JavaScript without imports on purpose: it must run on any Node, to say which one is needed.
var needed = [22, 20]
var version = process.versions.node.split('.').map(Number)

if (version[0] < needed[0] || (version[0] === needed[0] && version[1] < needed[1])) {
  console.error(
    'Listkeeper needs Node.js ' +
      needed.join('.') +
      ' or newer, and this is ' +
      process.version +
      ': install a newer one from https://nodejs.org.',
  )
  process.exitCode = 2
} else {
  // Warnings of Node itself are for those who write a program, not for those who use it.
  process.removeAllListeners('warning')
  // Half of the time of a small run is compiling; Node keeps that for the next one, in the folder for temporary files.
  process.getBuiltinModule('node:module').enableCompileCache()
  start()
}

// From a clone the source runs as it is now, whatever was built some time ago; the package holds the build alone.
function start() {
  import('../src/cli/main.ts')
    .catch(error => {
      if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/src\/cli\/main\.ts$/.test(String(error.url))) throw error
      return import('../dist/cli/main.js')
    })
    .then(
      cli => cli.start(),
      error => {
        var why = error.code === 'ERR_MODULE_NOT_FOUND' ? ': run `npm ci` here, or install it again' : ''
        console.error(`Listkeeper is not installed completely${why} (${error.message.split('\n')[0]}).`)
        process.exitCode = 2
      },
    )
}
