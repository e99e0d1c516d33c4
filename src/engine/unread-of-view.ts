import { type Unread, unreadOf } from '../finding/unread.ts';
import { redactorOf } from '../secrets/gather-secrets.ts';
import type { Redactor } from '../secrets/redact.ts';
import type { ViewAnalysis } from './analyse.ts';

/** What was not read of a view, secrets masked: a name may be made of a definition that is a password elsewhere. */
export function unreadOfView({ expansion, tree }: Pick<ViewAnalysis, 'expansion' | 'tree'>, known?: Redactor): readonly Unread[] {
  const unread = unreadOf(expansion);
  if (unread.length === 0) return unread;
  const redactor = known ?? redactorOf(expansion, tree);
  return unread.map((each) => ({ ...each, what: redactor.maskMessage(each.what) }));
}
