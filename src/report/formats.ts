import type { Reporter } from './reporter.ts';

/** Every format by its name; a reporter is loaded when it is wanted, for most runs want one. */
const LOADERS = {
  text: async () => (await import('./text.ts')).reportText,
  compact: async () => (await import('./compact.ts')).reportCompact,
  json: async () => (await import('./json.ts')).reportJson,
  sarif: async () => (await import('./sarif.ts')).reportSarif,
  github: async () => (await import('./github.ts')).reportGithub,
  gitlab: async () => (await import('./gitlab.ts')).reportGitlab,
  junit: async () => (await import('./junit.ts')).reportJunit,
  checkstyle: async () => (await import('./checkstyle.ts')).reportCheckstyle,
  markdown: async () => (await import('./markdown-report.ts')).reportMarkdown,
  html: async () => (await import('./html.ts')).reportHtml,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type FormatName = keyof typeof LOADERS;

export const FORMAT_NAMES = Object.keys(LOADERS) as readonly FormatName[];

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(LOADERS, name);
}

export function loadReporter(name: FormatName): Promise<Reporter> {
  return LOADERS[name]();
}
