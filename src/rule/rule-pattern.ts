import { closest } from '../../grammar/closest.ts';

/** Whether the id of a rule is what a pattern stands for, in which `*` is any run of characters: `l3/*`, `*vmac*`. */
export function matchesRule(pattern: string, id: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) return id === pattern;
  if (id.length < start.length + end.length || !id.startsWith(start) || !id.endsWith(end)) return false;
  // The first place of each part is as good as any later one, so nothing need be tried twice.
  let position = start.length;
  for (const part of rest) {
    const found = id.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return position <= id.length - end.length;
}

/** The ids that a pattern matches, or the one that it is; none where there is no such rule. */
export function idsMatching(pattern: string, ids: readonly string[]): readonly string[] {
  return pattern.includes('*') ? ids.filter((id) => matchesRule(pattern, id)) : ids.filter((id) => id === pattern);
}

/** Ids that may have been meant by one that does not exist. The folder is easily forgotten: `no-vmac` means `l3/no-vmac`. */
export function nearRules(id: string, ids: readonly string[]): readonly string[] {
  const sameName = ids.filter((each) => each.endsWith(`/${id}`));
  return sameName.length > 0 ? sameName : closest(id, ids);
}
