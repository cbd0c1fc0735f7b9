import type {Web} from '../web/web.ts'
import {append, type EditList, insertSection} from './edit-list.ts'

/** One pull request of the story. */
export interface StoryPull {
  readonly title: string
  readonly branch: string
  readonly author: string
  readonly body: string
  readonly edit: EditList
  /** What must come of it; `--once` and the tests insist. */
  readonly outcome: Outcome
}

export interface Outcome {
  readonly conclusion: 'success' | 'neutral' | 'failure'
  /** What is said, in the order of the lines: the added text that it is about, a part of the words, is there a suggestion? */
  readonly comments: readonly {readonly about: string; readonly says: string; readonly suggestion: boolean}[]
  readonly notifications: 0 | 1
}

/** A section that the list's index does not know. */
const addMonitoring = (url: Web['url']): EditList =>
  insertSection('Computation load distribution frameworks', 'Model Monitoring', [
    `* [Drift Buoy](${url('alive.example', '/drift-buoy')}) - Tells when inputs drift away from what a model was trained on`,
  ])

/** The three pull requests, whose links lead to this web. */
export const storyPulls = (url: Web['url']): readonly [StoryPull, StoryPull, StoryPull] => [
  {
    title: 'Add a model registry and a data validator',
    branch: 'registry',
    author: 'grace',
    body: 'Two tools that we run in production.',
    edit: append({
      'Model & Pipeline Versioning': [
        `* [Model Shelf](${url('alive.example', '/model-shelf')}) - Registry that keeps each trained model beside its data, its parameters and its scores`,
      ],
      'Data Storage / Standardisation / Privacy': [
        `* [Data Sieve](${url('alive.example', '/data-sieve')}) - Checks every batch of data against a schema before anything is trained on it`,
      ],
    }),
    outcome: {conclusion: 'success', comments: [], notifications: 0},
  },
  {
    title: 'Add tools for features, deployment and monitoring',
    branch: 'features',
    author: 'linus',
    body: '',
    edit: list =>
      addMonitoring(url)(
        append({
          'Feature Engineering Automation': [
            `* [Feature Pantry](${url('alive.example', '/feature-pantry')}) – Feature store that serves the same values for training and in production`,
            `* [Time Slicer](${url('alive.example', '/time-slicer')})- Cuts time series into features without looking ahead`,
            '* [TPOT](https://epistasislab.github.io/tpot/) - Automation of sklearn pipelines',
          ],
          'Model Deployment Frameworks': [
            `* [Canary Cage](${url('alive.example', '/canary-cage')})  - Sends a share of the traffic to a new model and rolls back by itself`,
            `* [Model Ferry](${url('alive.example', '/model-ferry')})`,
          ],
        })(list),
      ),
    outcome: {
      conclusion: 'failure',
      comments: [
        {about: 'Feature Pantry', says: ' – ', suggestion: true},
        {about: 'Time Slicer', says: '- ', suggestion: true},
        {about: 'TPOT', says: 'already', suggestion: false},
        {about: 'Canary Cage', says: '  - ', suggestion: true},
        {about: 'Model Ferry', says: 'description', suggestion: false},
        {about: 'Model Monitoring', says: 'contents', suggestion: false},
      ],
      notifications: 1,
    },
  },
  {
    title: 'Add links from my bookmarks',
    branch: 'bookmarks',
    author: 'margaret',
    body: 'Some of them are a few years old.',
    edit: append({
      'Data Pipeline Frameworks': [
        `* [Pipe Organ](${url('gone.example', '/pipe-organ')}) - Plays pipelines from a score that people can read`,
        `* [Night Train](${url('no-such-domain.example', '/night-train')}) - Scheduler for jobs that may only run while nobody looks`,
        `* [Moving Parts](${url('moved.example', '/moving-parts')}) - Pipeline framework whose steps are containers`,
        `* [Shy Scheduler](${url('refusing.example', '/shy-scheduler')}) - Scheduler that lets no program look at its page`,
        `* [Rush Hour](${url('limited.example', '/rush-hour')}) - Queue for jobs with a deadline`,
        `* [Slow Cooker](${url('slow.example', '/slow-cooker')}) - Runs pipelines that take days, and forgets nothing`,
        `* [Broken Pipe](${url('broken.example', '/broken-pipe')}) - Tests pipelines by cutting them`,
        `* [Elsewhere](${url('elsewhere.example', '/elsewhere')}) - Runs steps where their data is`,
      ],
    }),
    outcome: {
      conclusion: 'failure',
      comments: [
        {about: 'Pipe Organ', says: '404', suggestion: false},
        {about: 'Night Train', says: 'domain', suggestion: false},
        {about: 'Moving Parts', says: 'moved', suggestion: true},
      ],
      notifications: 1,
    },
  },
]
