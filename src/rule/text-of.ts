/** What is said of one thing, as one text: for a place that has room for no more than one. */
export function textOf({ summary, detail }: { readonly summary: string; readonly detail?: string | null }): string {
  return detail ? `${summary} ${detail}` : summary;
}
