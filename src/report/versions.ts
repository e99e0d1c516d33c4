import type { Report } from '../finding/report.ts';

/** The keepalived version that a root file was read for. */
export function versionOf(root: string, { files, keepalived }: Report): Report['keepalived'] {
  return files.find(({ path }) => path === root)?.keepalived ?? keepalived;
}

/** Every keepalived version that files were read for, in the order of the files. */
export function versionsOf({ files, keepalived }: Report): readonly Report['keepalived'][] {
  const versions = new Set(files.map((file) => file.keepalived));
  return versions.size > 0 ? [...versions] : [keepalived];
}
