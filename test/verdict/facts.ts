import type {RepositoryFacts} from '../../src/verdict/repository-facts.ts'

/** A repository `ada/ants` on GitHub of which there is nothing special to tell. */
export const repositoryFacts = (more: Partial<RepositoryFacts> = {}): RepositoryFacts => ({
  site: 'https://github.com',
  id: 'R_1',
  name: 'ada/ants',
  isPrivate: false,
  isArchived: false,
  isFork: false,
  createdMs: Date.UTC(2020, 0, 1),
  lastCommitMs: Date.UTC(2026, 0, 1),
  defaultBranch: 'trunk',
  stars: 3,
  description: undefined,
  homepage: undefined,
  licence: undefined,
  ...more,
})
