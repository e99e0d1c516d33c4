import { describe, expect, it } from 'vitest';
import { commonDirectory, fileUri } from '../../../src/report/sarif-uri.ts';

const place = { root: '/repository', category: null, locate: (path: string) => (path.startsWith('/') ? path : `/repository/${path}`) };

describe('fileUri', () => {
  it.each([
    ['site/a.conf', 'site/a.conf'],
    ['a b/c#d/100%.conf', 'a%20b/c%23d/100%25.conf'],
    ['größe/日本.conf', 'gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC.conf'],
    ['a:b/c.conf', 'a%3Ab/c.conf'],
    ['/etc/keepalived/k d.conf', 'file:///etc/keepalived/k%20d.conf'],
    ['/repository-2/a.conf', 'file:///repository-2/a.conf'],
  ])('%s is %s', (path, uri) => {
    expect(fileUri(path, place)).toBe(uri);
  });

  it('takes a drive letter for an absolute path', () => {
    expect(fileUri('C:/etc/a.conf', { ...place, locate: (path) => path })).toBe('file:///C%3A/etc/a.conf');
  });

  it('is relative to the top of the file system when that is the root', () => {
    expect(fileUri('/etc/a.conf', { ...place, root: '/' })).toBe('etc/a.conf');
  });
});

describe('commonDirectory', () => {
  it('holds the root and all absolute URIs', () => {
    expect(commonDirectory('/srv/site', ['a.conf', 'file:///srv/other/a.conf', 'file:///srv/b.conf'])).toBe('file:///srv/');
    expect(commonDirectory('/srv/site', ['file:///srv/sites/a.conf'])).toBe('file:///srv/');
    expect(commonDirectory('/srv/site', ['file:///etc/a.conf'])).toBe('file:///');
  });

  it('is not needed for relative URIs', () => {
    expect(commonDirectory('/srv/site', ['a.conf', 'b/c.conf'])).toBeNull();
  });
});
