import {readFile} from 'node:fs/promises'

/** The pages of the docs that show commands, settings and JSON. */
export const pages = ['command-line.md', 'settings.md'] as const

/** A page of the docs. */
export const page = (name: (typeof pages)[number]): Promise<string> =>
  readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

/** The fenced blocks of a language. */
export const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block)
