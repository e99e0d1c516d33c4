/** What a page shows at most, so that a browser opens it whatever was linted. What is left out is said where it would stand. */
export const MOST = {
  /** Findings in full, the worst first. */
  findings: 1000,
  /** Files in a list. */
  files: 300,
  clusters: 40,
  /** Virtual routers of a cluster. */
  routers: 60,
  /** Columns of a drawing. */
  nodes: 16,
  /** Rows of what the nodes of a cluster do. */
  events: 200,
  /** Lines of one list. */
  lines: 300,
} as const;

/** Characters of prose. A line of a configuration in a message can be long. */
const LONGEST = 2000;

/** Text that is not longer than a reader would read. */
export function bounded(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
