import type {ProbotOctokit} from 'probot'

/** What GitHub is asked through: Probot's octokit with our limiter in place of its plug-ins. */
export type Octokit = InstanceType<typeof ProbotOctokit>
