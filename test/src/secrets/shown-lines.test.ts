import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/finding/report.ts';
import { reportText } from '../../../src/report/text.ts';
import { lintFiles, lintText } from '../../helpers/lint-text.ts';
import { at, context } from '../../helpers/report.ts';

function instance(name: string, secret: string): string {
  return `vrrp_instance ${name} {\n  authentication {\n    auth_type PASS;\n    auth_pass ${secret} # why\n  }\n}\n`;
}

function lines(report: Report, path = 'keepalived.conf'): (string | null)[] {
  return [1, 2, 3, 4].map((line) => report.line(path, line));
}

describe('what is shown of a file', () => {
  it('hides a commonplace secret where it stands as one only', () => {
    expect(lines(lintText(instance('master', 'master')))).toEqual([
      'vrrp_instance master {',
      '  authentication {',
      '    auth_type PASS;',
      '    auth_pass *** # why',
    ]);
  });

  it('is the same whatever else is linted', () => {
    const files = { 'a.conf': instance('VI_s3cret99', 'other123'), 'b.conf': instance('VI_2', 's3cret99') };
    expect(lines(lintFiles(files, ['a.conf', 'b.conf']), 'a.conf')).toEqual(lines(lintFiles(files, ['a.conf']), 'a.conf'));
  });

  it('hides the value of a definition that is a secret, and nothing of one that is none', () => {
    const report = lintText(`$K = master\n$N=master\nvrrp_instance $N {\nauthentication {\nauth_pass $K\n}\n}\n`);
    expect(lines(report).slice(0, 2)).toEqual(['$K = ***', '$N=master']);
  });
});

describe('a mark below a secret', () => {
  it.each(['abc1', 'a-much-longer-s3cret'])('does not show how long %s is', (secret) => {
    const report = lintText(instance('a', secret));
    const from = '    auth_pass '.length + 1;
    expect(report.excerpt(at('keepalived.conf', 4, from, from + secret.length))?.location).toMatchObject({
      column: from,
      endColumn: from + 3,
    });
    const comment = from + secret.length + 1;
    expect(report.excerpt(at('keepalived.conf', 4, comment, comment + 5))?.location).toMatchObject({
      column: from + 4,
      endColumn: from + 9,
    });
  });

  it('makes the text output the same for secrets of any length', () => {
    const shown = (secret: string): string =>
      reportText(lintText(`vrrp_instance a {\nauthentication {\nauth_pas ${secret} x\n}\n}\n`), context());
    expect(shown('s3cret99')).toBe(shown('s3cret99-and-more'));
  });
});
