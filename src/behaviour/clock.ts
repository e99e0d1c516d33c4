import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Router } from './router.ts';

/** Something that is to happen. */
export interface Task {
  /** Microseconds since the simulation began. */
  readonly at: number;
  /** The router whose timer runs out; null for anything else. */
  readonly expires: Router | null;
  readonly run: () => void;
}

/** What is to happen, in the order of time; what was added first comes first among equals. */
export class Clock {
  private readonly tasks: Task[] = [];

  add(task: Task): void {
    this.tasks.splice(
      partitionPoint(this.tasks, ({ at }) => at <= task.at),
      0,
      task,
    );
  }

  /** Takes out all that is to happen next in one moment; nothing where that is after `until`. */
  next(until: number): readonly Task[] {
    const [first] = this.tasks;
    if (!first || first.at > until) return [];
    let count = 1;
    while (this.tasks[count]?.at === first.at) count++;
    return this.tasks.splice(0, count);
  }
}
