/** Markdown of a rule's documentation as plain text: emphasis, code marks and links are resolved, code blocks are indented. */
export function plainText(markdown: string): string {
  let fenced = false;
  const lines: string[] = [];
  for (const line of markdown.trim().split('\n')) {
    if (/^\s*```/.test(line)) fenced = !fenced;
    else lines.push(fenced ? `    ${line}` : plainLine(line));
  }
  return lines.join('\n');
}

function plainLine(line: string): string {
  return line
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, text: string, url: string) => (text === url ? url : `${text}: ${url}`))
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/^#+\s+/, '');
}

/** The first paragraph, on one line. */
export function firstParagraph(markdown: string): string {
  return plainText(markdown.trim().split(/\n[ \t]*\n/)[0] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
