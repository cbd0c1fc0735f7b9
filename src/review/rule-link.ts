import type {Link} from 'mdast'
import {link} from '../markdown/link.ts'

/** Where the project shows a page for each rule. */
const rulePages = 'https://github.com/listkeeper/listkeeper/blob/main/docs/rules/'

/** A link to the page of a rule, by its id. */
export const ruleLink = (rule: string): Link => link([{type: 'text', value: rule}], `${rulePages}${encodeURIComponent(rule)}.md`)
