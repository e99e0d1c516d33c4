/** Where the project lives; every link in kvlint's output begins with it. */
export const HOMEPAGE = 'https://github.com/kvlint/kvlint';

/** The page of a rule. */
export function rulePage(id: string): string {
  return `${HOMEPAGE}/blob/main/docs/rules/${id}.md`;
}
