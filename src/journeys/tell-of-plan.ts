import type {Operation, ReviewPlan} from '../review/plan.ts'
import type {Outside} from './outside.ts'

type Tell = Outside['tell']

/** Tells what is going to be done. */
export function tellOfPlan(tell: Tell, plan: ReviewPlan): void {
  const comments = plan.flatMap(operation => (operation.kind === 'create review' ? operation.comments : []))
  const edits = plan.filter(({kind}) => kind === 'edit comment' || kind === 'delete comment')
  tell('review planned', {comments: comments.length, edits: edits.length})
}

/** Tells what was done. */
export function tellOfOperation(tell: Tell, operation: Operation): void {
  switch (operation.kind) {
    case 'create review':
      tell('review posted', {comments: operation.comments.length})
      break
    case 'edit comment':
      tell('comments edited', {comment: operation.id})
      break
    case 'edit review':
      tell('review amended', {review: operation.id})
      break
    case 'delete comment':
      tell('comments deleted', {comment: operation.id})
      break
    case 'fold comment':
    case 'unfold comment':
      tell(operation.kind === 'fold comment' ? 'comment folded' : 'comment unfolded', {comment: operation.id})
      break
    case 'complete check run':
      tell('check run completed', {conclusion: operation.result.conclusion, title: operation.result.title})
  }
}
