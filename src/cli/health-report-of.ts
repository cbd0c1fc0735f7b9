import type {LinkHealth, LinkState} from '../health/link-health.ts'
import type {Audit} from '../journeys/audit-files.ts'
import {type HealthLink, type HealthReport, type HealthState, healthSummary} from '../report/health-report.ts'
import {withoutSecrets} from '../url/secret.ts'

/** What an audit found, for whoever reads it. */
export function healthReportOf({paths, health, trend, notes}: Audit, hasHistory: boolean): HealthReport {
  const links = health.links.map(healthLink)
  return {
    version: 1,
    at: iso(health.atMs),
    hasHistory,
    files: paths,
    links,
    summary: healthSummary(links),
    runs: trend.map(({atMs, links, alive, dead, suspects, moved, unverified}) => ({
      at: iso(atMs),
      links,
      alive,
      dead,
      suspects,
      moved,
      unverified,
    })),
    notes,
  }
}

function healthLink({url, places, state, repository}: LinkHealth): HealthLink {
  return {
    url: withoutSecrets(url),
    state: stateOf(state),
    reason: 'reason' in state ? state.reason : null,
    status: ('status' in state ? state.status : undefined) ?? null,
    since: 'sinceMs' in state ? iso(state.sinceMs) : null,
    strikes: state.kind === 'suspect' ? state.strikes : null,
    finalUrl: state.kind === 'moved' ? withoutSecrets(state.finalUrl) : null,
    changed:
      state.kind === 'handed'
        ? {why: state.why, leadsTo: state.leadsTo === undefined ? null : withoutSecrets(state.leadsTo)}
        : null,
    repository:
      repository === undefined
        ? null
        : {
            id: repository.id,
            name: repository.name,
            isArchived: repository.isArchived === true,
            staleMonths: repository.staleMonths ?? null,
          },
    places: places.map(({path, line, entry, section, isImage = false}) => ({
      path,
      line,
      entry: entry ?? null,
      section: section ?? null,
      isImage,
    })),
  }
}

function stateOf({kind}: LinkState): HealthState {
  switch (kind) {
    case 'handed':
      return 'changed-hands'
    case 'left out':
      return 'left-out'
    case 'ignored by settings':
    case 'ignored by people':
      return 'ignored'
    default:
      return kind
  }
}

const iso = (ms: number): string => new Date(ms).toISOString()
