/** Is a file Markdown, by its name? */
export const isMarkdown = (path: string): boolean => /\.(?:md|markdown|mdown|mkdn?|mdwn)$/i.test(path)
