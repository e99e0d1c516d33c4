import type { Version } from '../../grammar/version.ts';

/** What was found of the configurations that settings are to be written for. */
export interface Survey {
  /** Of the keepalived that is installed here; null where there is none. */
  readonly installed: Version | null;
  readonly files: number;
  /** Clusters that were found, by name. */
  readonly clusters: readonly string[];
  /** Nodes that belong to no cluster. */
  readonly alone: readonly string[];
  /** Folders that stand for /etc/keepalived of a host. */
  readonly roots: readonly string[];
  readonly hasVirtualServers: boolean;
  /** Whether all instances send to peers, and none by multicast. */
  readonly isUnicast: boolean;
  readonly hasVirtualMac: boolean;
}

/** Where the settings are explained, and their schema. */
export interface Links {
  readonly guide: string;
  readonly schema: string;
}

/** Most names in a comment. */
const MOST_NAMED = 5;

/** The first settings file of a repository or host: what was found, said in comments, and little that is set. */
export function firstSettings(survey: Survey, { guide, schema }: Links): string {
  return [
    `# yaml-language-server: $schema=${schema}\n# Settings of kvlint; ${guide} explains each. What is commented out is there to be considered.`,
    versionPart(survey),
    profilePart(survey),
    clusterPart(survey),
    rootPart(survey),
    `# rules:\n#   vrrp/script-timing: off          # error, warning, info or off\n#   'security/*': warning`,
    '# overrides:\n#   - files: lab/**\n#     rules: { vrrp/script-timing: off }',
    '# Globs of what is not searched.\n# ignore: [archive]',
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

function versionPart({ installed }: Survey): string {
  return installed === null
    ? '# The keepalived that runs the files: a version, a distribution, or auto for the one that is installed. None is installed here.\n# keepalivedVersion: debian-12'
    : `# The keepalived that runs the files: a version, a distribution such as debian-12, or auto. This is the one that is installed here.\nkeepalivedVersion: ${installed}`;
}

function profilePart({ hasVirtualServers, isUnicast, hasVirtualMac }: Survey): string {
  const lines = ['# What to demand.', 'profiles:', '  - recommended'];
  if (hasVirtualServers) lines.push('  - lvs              # there are virtual servers');
  lines.push(
    isUnicast && !hasVirtualMac
      ? '  # - l3-only        # no virtual MAC address, no multicast: your instances come near'
      : '  # - l3-only        # for networks that allow no virtual MAC address and no multicast',
    '  # - security       # scripts, passwords, who may read what',
  );
  return lines.join('\n');
}

function clusterPart({ clusters, alone }: Survey): string {
  const found =
    clusters.length === 0
      ? "# No two nodes were found to form a cluster ('kvlint clusters')."
      : `# Found by themselves ('kvlint clusters' says why): ${named(clusters)}.`;
  const [first = 'lb1.conf', second = 'lb2.conf'] = alone;
  const rest = alone.length > 1 ? `# Alone: ${named(alone)}.\n` : '';
  return `${found}\n${rest}# clusters:\n#   web:\n#     nodes: ['${first}', '${second}']`;
}

function rootPart({ roots }: Survey): string {
  const about = '# Folders that stand for one of the host: absolute includes are found there.';
  if (roots.length === 0) return `${about}\n# roots:\n#   hosts/*/etc/keepalived: /etc/keepalived`;
  return `${about}\nroots:\n${roots.map((root) => `  '${root}': /etc/keepalived`).join('\n')}`;
}

function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
