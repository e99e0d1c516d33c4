import { atLeast, type Version } from '../version.ts';
import { NamedIds } from './named-ids.ts';

/** A condition at the beginning of a line. */
export interface Condition {
  readonly negated: boolean;
  readonly id: string;
  /** Whether anything stands behind it. */
  readonly hasWords: boolean;
}

export function conditionOf(line: string): Condition | null {
  const match = /^[ \t]*@(\^?)([^ \t]*)([ \t]+\S)?/.exec(line);
  return match && { negated: match[1] === '^', id: match[2] ?? '', hasWords: match[3] !== undefined };
}

/** Whether a condition names an id for which something is to be read. */
export function isNamed({ id, hasWords }: Condition): boolean {
  return id !== '' && hasWords;
}

/** What the conditions of files say to a node with some config-id, and which ids they name. */
export class ViewConditions {
  readonly configId: string | null;
  /** Whether `@^ID` stands for all other ids; before 2.0.9 the `^` is a part of the id. */
  readonly negates: boolean;
  readonly named = new NamedIds();

  constructor(configId: string | null, version: Version) {
    this.configId = configId;
    this.negates = atLeast(version, '2.0.9');
  }

  /** Whether a line begins with a condition that does not hold. */
  hides(line: string): boolean {
    const condition = conditionOf(line);
    if (condition && isNamed(condition)) this.named.add(condition.id);
    return !this.holds(condition);
  }

  /** Also where there is none. */
  holds(condition: Condition | null): boolean {
    if (condition === null) return true;
    const { id, negated } = condition;
    return (id !== '' && id === this.configId) !== negated;
  }
}
