import { parseVersion, type Version } from '../../grammar/version.ts';
import { DISTRIBUTIONS } from './distributions.ts';

/** What is asked for as the keepalived that runs the files: a version, or the one that is installed. */
export type RequestedVersion = Version | 'auto';

/** Reads three numbers, `auto`, or the name of a distribution, which stands for the version that it ships. Null for other words. */
export function readRequestedVersion(text: string): RequestedVersion | null {
  return text === 'auto' ? text : (DISTRIBUTIONS.get(text) ?? parseVersion(text));
}
