import {namesOf} from '../src/list/name-form.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'repository', 'owner/repository', 'off'])
      .optional()
      .describe(
        'How an entry that links to a repository is named: as the list names others (`detect`), as the repository is spelt, with its owner, or as anyone likes (`off`).',
      ),
  })

/**
 * An entry that links to a repository is named as the list names such entries: as the repository is spelt, or with its owner.
 *
 * Why: in a list of `ex_doc` and `plug_cowboy`, an `ExGtin` is looked for in vain, and one bare name among `owner/name` tells too little.
 *
 * Asked are entries that have the repository's name already but for letter case, blanks and hyphens, or the owner: where nineteen of twenty of
 * them (and at least twenty) are written in one form, the others are told. Any other name (`React Hook Form` for `rhf`) has its reasons, and so has
 * an owner before a name that says nothing alone. Links into a repository (a folder, a file) are left alone, too.
 *
 * @example {"name": "a name in other letter case than its repository's", "conventions": {"nameForm": "repository"}}
 *   - [Ant-Hill](https://github.com/queen/ant-hill) - Builds.
 *      ~~~~~~~~ → `ant-hill`
 *   Unexpected name `Ant-Hill`, expected `ant-hill` as the rest of the list names repositories
 *
 * @example {"name": "a name with blanks", "conventions": {"nameForm": "repository"}}
 *   - [Ant Hill](https://gitlab.com/queen/AntHill) - Builds.
 *      ~~~~~~~~ → `AntHill`
 *   Unexpected name `Ant Hill`, expected `AntHill` as the rest of the list names repositories
 *
 * @example {"name": "a name without its owner", "conventions": {"nameForm": "owner/repository"}}
 *   - [ant-hill](https://github.com/queen/ant-hill) - Builds.
 *      ~~~~~~~~ → `queen/ant-hill`
 *   Unexpected name `ant-hill`, expected `queen/ant-hill` as the rest of the list names repositories
 *
 * @example {"name": "a form that is set", "options": {"style": "repository"}}
 *   - [Ant](https://github.com/queen/ant) - Builds.
 *      ~~~ → `ant`
 *   Unexpected name `Ant`, expected `ant`
 *
 * @example {"name": "names as the list writes them", "conventions": {"nameForm": "repository"}}
 *   - [ant-hill](https://github.com/queen/ant-hill) - Builds.
 *   - [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "another name than the repository's", "conventions": {"nameForm": "repository"}}
 *   - [Ant, the builder](https://github.com/queen/ant) - Builds.
 *   - [Formica](https://github.com/queen/ant-hill) - Builds, too.
 *
 * @example {"name": "an owner before a name that says nothing", "conventions": {"nameForm": "repository"}}
 *   - [queen/list](https://github.com/queen/list) - Ants.
 *
 * @example {"name": "a link into a repository", "conventions": {"nameForm": "repository"}}
 *   - [Hill](https://github.com/queen/ants/tree/main/hill) - Builds.
 *   - [Ants](https://github.com/queen/ants/wiki) - Tells.
 *
 * @example {"name": "no convention, no opinion"}
 *   - [Ant Hill](https://github.com/queen/ant-hill) - Builds.
 *   - [bee](https://github.com/queen/bee) - Hums.
 *
 * @example {"name": "switched off", "options": {"style": "off"}, "conventions": {"nameForm": "repository"}}
 *   - [Ant](https://github.com/queen/ant) - Builds.
 */
export default rule({id: 'entry-name', severity: 'warning', options, followsHabit: true}, (tree, file, {style = 'detect'}) => {
  const {list, conventions} = readList(tree, file)
  const form = style === 'detect' ? conventions.nameForm?.value : style
  if (form === undefined || form === 'off') return
  for (const entry of list.entries) {
    const names = namesOf(entry)
    const {namePlace} = entry
    if (names === undefined || namePlace === undefined || names.name === names[form]) continue
    // A repository called `list` or `edit` needs its owner beside it to be understood.
    if (form === 'repository' && names.name.includes('/')) continue
    const written = fileSource(file).text.slice(namePlace.start.offset, namePlace.end.offset)
    tell(file, {
      message: `Unexpected name ${code(names.name)}, expected ${code(names[form])}${style === 'detect' ? ' as the rest of the list names repositories' : ''}`,
      place: namePlace,
      actual: written,
      // Another beginning may belong elsewhere in a sorted list.
      expected: written === names.name && (form === 'repository' || conventions.order === undefined) ? [names[form]] : [],
    })
  }
})
