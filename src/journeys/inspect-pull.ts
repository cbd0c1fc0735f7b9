import {compare, loadChange} from '../github/load-change.ts'
import type {Pull} from '../github/load-pull.ts'
import {loadSettings} from '../github/load-settings.ts'
import type {Situation} from '../review/plan-review.ts'
import {inspectChange} from './inspect-change.ts'
import type {Outside} from './outside.ts'

/** Reads what a pull request changes, and the settings that hold for it, and looks for what it introduces. */
export async function inspectPull(
  outside: Outside,
  pull: Pull,
  signal: AbortSignal,
): Promise<Pick<Situation, 'inspection' | 'files' | 'limits'>> {
  const {octokit, tell} = outside
  const {ref, base} = pull

  const [{settings, mistakes}, comparison] = await Promise.all([
    loadSettings(octokit, ref, base, signal),
    compare(octokit, ref, pull, signal),
  ])
  const change = await loadChange(octokit, ref, comparison, settings.files, signal)
  tell('lists read', {files: change.files.length})

  const inspection = await inspectChange(outside, change, settings, signal)
  tell('links checked', {lists: inspection.paths.length, links: inspection.links.length, findings: inspection.findings.length})
  return {
    inspection: {...inspection, findings: [...mistakes, ...inspection.findings]},
    files: change.files,
    limits: {...settings.review, failOn: settings.failOn},
  }
}
