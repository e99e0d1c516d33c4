import { textOf } from '../rule/text-of.ts';
import { findingsByFile } from './by-file.ts';
import { flatten } from './prose.ts';
import type { Reporter } from './reporter.ts';
import { repositoryNames } from './repository-path.ts';
import { element, xmlDocument } from './xml.ts';

/** The version of Checkstyle whose form this is; readers look at it to tell very old forms apart. */
const FORM = '4.3';

/** For Jenkins, Reviewdog and others that read what Checkstyle writes. */
export const reportCheckstyle: Reporter = (report, { sarif }) => {
  const nameOf = repositoryNames(sarif);
  const files = [...findingsByFile(report)].map(([path, findings]) =>
    element(
      'file',
      { name: nameOf(path) },
      findings.map(({ rule, severity, line, column, ...said }) =>
        element('error', { line, column, severity, message: flatten(textOf(said)), source: `kvlint.${rule}` }),
      ),
    ),
  );
  return xmlDocument(element('checkstyle', { version: FORM }, files));
};
