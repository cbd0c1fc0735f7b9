import type {Element, Root} from 'hast'
import {h} from 'hastscript'
import {visit} from 'unist-util-visit'
import {viewMarkdown} from './markdown-view.ts'

/**
 * Markdown whose task lists can be clicked, as on GitHub: a box is a button that sends the number of its task, counted from 0 in the text's order,
 * to an address.
 */
export function viewTasks(markdown: string, action: string): Root {
  const tree = viewMarkdown(markdown)
  let task = 0
  visit(tree, 'element', item => {
    if (item.tagName !== 'li' || !String(item.properties['className']).includes('task-list-item')) return
    const [first] = item.children
    const holder = first?.type === 'element' && first.tagName === 'p' ? first : item
    const at = holder.children.findIndex(child => child.type === 'element' && child.tagName === 'input')
    const box = holder.children[at]
    if (box?.type === 'element') holder.children[at] = viewBox(task++, box.properties['checked'] === true, action)
  })
  return tree
}

const viewBox = (task: number, isDone: boolean, action: string): Element =>
  h('form.task', {method: 'post', action}, [
    h(
      'button',
      {name: 'task', value: String(task), role: 'checkbox', ariaChecked: isDone ? 'true' : 'false', ariaLabel: 'Task'},
      isDone ? '☑' : '☐',
    ),
  ])

/** The same text with one of its tasks ticked, or no longer. Throws where there is no such task. */
export function turnTask(markdown: string, task: number): string {
  const boxes = [...markdown.matchAll(/^\s*(?:[-*+]|\d+[.)]) \[(?<mark>[ xX])\](?=\s)/gm)]
  const box = boxes[task]
  if (box?.groups === undefined) throw new Error(`There is no task ${task}.`)
  const at = box.index + box[0].length - 2
  return `${markdown.slice(0, at)}${box.groups['mark'] === ' ' ? 'x' : ' '}${markdown.slice(at + 1)}`
}
