import { atLeast, compareVersions, type Version } from '../../grammar/version.ts';
import { isList } from '../binding/bound.ts';
import { type Concerned, concernedBy, type VersionChange, versionChanges } from '../daemon/version-changes.ts';
import type { Location } from '../finding/finding.ts';
import { locate, originOf } from '../finding/locate.ts';
import type { Configuration } from '../model/configuration.ts';

/** A line that both versions take, and that does something else in the new one. */
export interface ChangedLine {
  readonly at: Location;
  /** The last line of what it is about: of a block that of its closing brace, of an entry its own. */
  readonly lastLine: number;
  readonly summary: string;
  readonly detail: string;
  readonly advice: string;
}

/** The lines of a view whose meaning changed between two versions, in either direction. The configuration is that of the version that is left. */
export function changedLines({ bound, expansion, target }: Configuration, to: Version): readonly ChangedLine[] {
  const { version: from } = target;
  const isUpgrade = compareVersions(from, to) < 0;
  const [older, newer] = isUpgrade ? [from, to] : [to, from];
  const crossed = versionChanges.filter((change) => liesBetween(change, older, newer));
  if (crossed.length === 0) return [];
  return (
    concernedBy(crossed, bound)
      // A line that keepalived drops anyway does nothing in either version.
      .filter((each) => isList(each.bound) || each.bound.valid)
      .map((concerned) => {
        const { source, end } = expansion.place(concerned.change.entries ? concerned.at : concerned.bound.node.span);
        return {
          at: locate(originOf(concerned.at, expansion)),
          lastLine: source.at(end).line,
          ...describe(concerned, isUpgrade),
        };
      })
  );
}

function liesBetween({ version: changed, from }: VersionChange, older: Version, newer: Version): boolean {
  return atLeast(newer, changed) && !atLeast(older, changed) && (from === undefined || atLeast(older, from));
}

function describe(
  { change: { version, before, advice }, bound: { keyword }, since }: Concerned,
  isUpgrade: boolean,
): Pick<ChangedLine, 'summary' | 'detail' | 'advice'> {
  return isUpgrade
    ? { summary: `'${keyword.name}' does something else from keepalived ${version} on: ${since}.`, detail: `Before, ${before}.`, advice }
    : {
        summary: `'${keyword.name}' does something else before keepalived ${version}: ${before}.`,
        detail: `Since then, ${since}.`,
        advice,
      };
}
