import { describe, expect, it } from 'vitest';
import { Redactors } from '../../../src/secrets/redactors.ts';

/** Two root files, each with a secret of its own. */
function twoRoots() {
  const redactors = new Redactors();
  const one = redactors.ofRoot('one.conf');
  const two = redactors.ofRoot('two.conf');
  one.add('first-s3cret');
  two.add('other-s3cret');
  redactors.addFile('one.conf', one);
  redactors.addFile('two.conf', two);
  return { redactors, one, two };
}

describe('the redactors of several roots', () => {
  it('know the secrets of their own root only', () => {
    const { redactors, one } = twoRoots();
    const text = "'first-s3cret' and 'other-s3cret'";
    expect(redactors.ofRoot('one.conf')).toBe(one);
    expect(redactors.maskFor([{ path: 'one.conf', line: 1 }])(text)).toBe("'***' and 'other-s3cret'");
    expect(redactors.maskFor([{ path: 'two.conf', line: 1 }])(text)).toBe("'first-s3cret' and '***'");
    expect(redactors.maskLine({ path: 'one.conf', line: 1 }, text).text).toBe("'***' and 'other-s3cret'");
  });

  it('hide the secrets of every root that reads a file, and of every place of a message', () => {
    const { redactors, one, two } = twoRoots();
    redactors.addFile('common.conf', one);
    redactors.addFile('common.conf', two);
    const text = "'first-s3cret' and 'other-s3cret'";
    expect(redactors.maskLine({ path: 'common.conf', line: 1 }, text).text).toBe("'***' and '***'");
    const places = [
      { path: 'one.conf', line: 1 },
      { path: 'two.conf', line: 1 },
    ];
    expect(redactors.maskFor(places)(text)).toBe("'***' and '***'");
  });

  it('hide a commonplace secret in a message where one of its places holds a secret', () => {
    const redactors = new Redactors();
    const redactor = redactors.ofRoot('one.conf');
    redactor.add('master');
    redactor.addLine('one.conf', 4);
    redactors.addFile('one.conf', redactor);
    const at = (line: number) => ({ path: 'one.conf', line });
    expect(redactors.maskFor([at(3)])("'state master'")).toBe("'state master'");
    expect(redactors.maskFor([at(4)])("'state master'")).toBe("'state ***'");
    expect(redactors.maskFor([at(3), at(4)])("'state master'")).toBe("'state ***'");
    expect(redactors.maskLine(at(3), 'state master').text).toBe('state master');
    expect(redactors.maskLine(at(4), 'state master').text).toBe('state ***');
  });

  it('hide what looks like a secret in a file that no root reads', () => {
    const redactors = new Redactors();
    expect(redactors.maskLine({ path: 'other.conf', line: 1 }, 'auth_pass s3cret').text).toBe('auth_pass ***');
    expect(redactors.maskFor([{ path: 'other.conf', line: 1 }])("'auth_pass s3cret'")).toBe("'auth_pass ***'");
  });

  it('tell whether a redactor knows a file already', () => {
    const redactors = new Redactors();
    expect(redactors.addFile('a.conf', redactors.ofRoot('one.conf'))).toBe(true);
    expect(redactors.addFile('a.conf', redactors.ofRoot('two.conf'))).toBe(true);
    expect(redactors.addFile('b.conf', redactors.ofRoot('one.conf'))).toBe(true);
    expect(redactors.addFile('a.conf', redactors.ofRoot('one.conf'))).toBe(false);
  });
});
