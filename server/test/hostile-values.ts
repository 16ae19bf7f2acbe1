/** What no input may be hurt by. A table of kinds, from which the values are generated; some are large. */

// prettier-ignore
const shells = [
  '; rm -rf /', '$(reboot)', '`id`', '| cat /etc/passwd', '&& shutdown', '${jndi:ldap://x/a}', '{{7*7}}', '<%= 7 %>',
  '#{7*7}', '${7*7}', '%0a id', "'; exec xp_cmdshell('dir') --",
]
// prettier-ignore
const sql = [
  `'`, `''`, `"`, `' OR '1'='1`, `' OR 1=1 --`, `1; DROP TABLE users; --`, `'); DELETE FROM users; --`, `admin'--`,
  `' UNION SELECT password_hash FROM users --`, `\\'; --`, `%' OR '%'='`, `_`, `%`, `\\`, `\\\\`, `$1`, `$$`,
  `E'\\x00'`, `1e309`, `NULL`, `pg_sleep(5)`, `'||pg_sleep(5)||'`, `{}`, `{"a":1}`, `{1,2}`, `}{`, `::uuid`,
  `\u02bc OR 1=1`,
]
// prettier-ignore
const html = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "javascript:alert('1')", '<svg/onload=alert(1)>',
  '&lt;b&gt;', '<!--', ']]>', '<![CDATA[x]]>', '</title><script>', '<iframe src="data:text/html,x">',
  '<a href="//evil.example">x</a>', `' autofocus onfocus=alert(1) '`, '&#x3c;b&#x3e;', '<math><mi xlink:href="x">',
  '<style>*{display:none}</style>',
]
// prettier-ignore
const headers = [
  'a\r\nSet-Cookie: berth=x', 'a\nLocation: //evil.example', 'a\r\n\r\n<html>', 'a\u2028b', 'a\u2029b', 'a\u0085b',
  '\r', '\n', '\t', 'x\u000bx', 'x\u000cx', '%0d%0aSet-Cookie:%20a=b', '=?utf-8?B?eA==?=', 'a: b',
  '"; filename="x.exe',
]
// prettier-ignore
const paths = [
  '../../etc/passwd', '..\\..\\windows', '/etc/passwd', 'file:///etc/passwd', '....//....//', '%2e%2e%2f', 'C:\\con',
  'nul', '.', '..', '~', '\\\\server\\share', 'a/../../b', '/dev/null', 'con.csv', '.htaccess', 'x\u0000.csv',
]
// prettier-ignore
const numbers = [
  0, -0, -1, 1, 1.5, 1e21, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 0.1 + 0.2, 5e-324, '0', '-1', '1e5', '0x10',
  '0b1', '٣', 'NaN', 'Infinity', '-Infinity', '1_000', '1,5', '999999999999999999999999',
]
const kinds = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  [''],
  [{}],
  { length: 1 },
  { toString: 'x' },
  { $ne: null },
  { $gt: '' },
  { id: 1 },
  ['a', 'b'],
  { constructor: { prototype: { role: 'superadmin' } } },
  { toJSON: 'x' },
  { catch: 'x' },
  [1, 'a', null, {}],
  { 'a.b': 1 },
  { '': '' },
  { '\u0000': 1 },
  nested(50),
  nested(150),
  Array.from({ length: 1000 }, (_, n) => n),
]
// prettier-ignore
const unicode = [
  '\u0000', 'a\u0000b', '\u0000a', 'a\u0000', '\ud800', 'a\udc00b', '\udfff\ud800', '\ufeff', '\ufeffa', '\ufffe',
  '\uffff', '\u200b', 'a\u200bb', '\u200d', '\u00ad', '\u202e', 'a\u202eb', '\u2066x\u2069', '\u061c', '\u180e',
  '\u115f', '\u3164', '\u00a0', '\u3000', 'admın', 'аdmin', 'ａｄｍｉｎ', 'ADMİN', 'ſuper', 'ﬁle', 'K', 'Å', 'e\u0301',
  '\u0301', 'Z\u0351\u036b\u0343a', '👩‍👩‍👧‍👦', '🇰🇷', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '한글', '한', '漢字', 'עברית', 'مرحبا', 'ไทย', '𝕬𝖉𝖒𝖎𝖓',
  '𐍈', '\u{10ffff}', '\u{e0041}', 'ß', 'ẞ', 'ς', 'İ', 'ı', 'ǅ', '﷽', '\u001b[31mred', '\u001b]0;title\u0007',
  '\u0007', '\u0008\u0008', '\u007f', '\u009b31m', '\u0001', '\u001f',
]
const lengths = [
  '',
  ' ',
  '   ',
  'x'.repeat(63),
  'x'.repeat(64),
  'x'.repeat(65),
  'x'.repeat(128),
  'x'.repeat(129),
  'x'.repeat(500),
  'x'.repeat(501),
  'x'.repeat(10_000),
  'é'.repeat(64),
  '👍'.repeat(32),
  '👍'.repeat(33),
  'x'.repeat(500_000),
  ' '.repeat(10_000),
  `${' '.repeat(70)}x`,
  'a '.repeat(5_000),
  '('.repeat(10_000),
  '\\'.repeat(5_000),
  '%'.repeat(5_000),
  'ﷺ'.repeat(1_000),
  'a\u0301'.repeat(1_000),
]
// prettier-ignore
const addresses = [
  '0.0.0.0', '0.0.0.0/0', '::', '::/0', '1.2.3', '1.2.3.4.5', '256.1.1.1', '1.2.3.4/33', '1.2.3.4/-1', '1.2.3.4/',
  '1.2.3.4/08', '01.02.03.04', '0x7f.1', '2130706433', '127.1', ':::', '1::2::3', 'fe80::1%eth0', '::ffff:1.2.3.4',
  '::ffff:1.2.3.4/120', '::1.2.3.4.5', '2001:db8::/129', '[::1]', 'localhost', '1.2.3.4 ', ' 1.2.3.4',
  '1.2.3.4,5.6.7.8', '１.２.３.４', '1.2.3.4\u0000',
]
// prettier-ignore
const emails = [
  '@', 'a@', '@a', 'a@b', 'a@@b.c', 'a b@c.de', '"a b"@c.de', 'a@[127.0.0.1]', 'a@b.c\r\nBcc: x@y.zz',
  'a@b.c,d@e.ff', 'A@B.DE', 'a+b@c.de', `${'a'.repeat(60)}@b.de`, 'ä@ö.de', 'a@xn--nxasmq6b', 'a@b..de', '.a@b.de',
  'a.@b.de', 'mailto:a@b.de', '<a@b.de>', 'a@b.de\u0000',
]
const times = [
  '2026-02-30',
  '2026-13-01T00:00:00Z',
  '0000-00-00',
  '99999-01-01T00:00:00Z',
  '-infinity',
  'infinity',
  'now',
  'epoch',
  'allballs',
]
const ids = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '{00000000-0000-7000-8000-000000000001}',
  'me',
]
// prettier-ignore
const names = [
  'constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'undefined', 'null', 'true', 'root',
  'admin', 'superadmin',
]
const csv = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '=cmd|" /C calc"!A0',
  '"',
  '""',
  '"a',
  'a"b',
  ',',
  ',,,,,,,',
  'a\n"b',
  '\ufeff"',
]

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : [nested(depth - 1)]
}

export const hostileValues: readonly unknown[] = [
  ...shells,
  ...sql,
  ...html,
  ...headers,
  ...paths,
  ...numbers,
  ...kinds,
  ...unicode,
  ...lengths,
  ...addresses,
  ...emails,
  ...times,
  ...ids,
  ...names,
  ...csv,
]

export const hostileTexts: readonly string[] = hostileValues.filter((value) => typeof value === 'string')
